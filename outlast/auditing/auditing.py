"""Runs the audit over an archive, or over a new text against it."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from backup.archive.reading import ReadableArchive
from backup.risk.audit import run
from backup.risk.corpus import DRAFT, corpus_of
from backup.risk.model import Finding, Rule
from outlast.auditing.report import Report


def audit_archive(
    archive: ReadableArchive,
    slugs: Sequence[str],
    *,
    rules: Sequence[Rule],
    thresholds: Mapping[str, float],
    now: datetime,
    since: datetime | None = None,
    draft: str | None = None,
) -> Report:
    """Return what these rules found in these publications; with a draft, only what concerns it.

    Raises:
        NotFound: there is no such publication.
    """
    # Whatever its age, a new text may be like it.
    corpus = corpus_of(archive, slugs, None if draft is not None else since, now)
    if draft is not None:
        corpus = corpus.with_draft(draft, publication=slugs[0] if len(slugs) == 1 else None)
    audit = run(corpus, rules, thresholds)
    if draft is not None:
        audit = replace(audit, findings=tuple(filter(_concerns_draft, audit.findings)))
    return Report(
        made=now, corpus=corpus, audit=audit, thresholds=thresholds, draft=DRAFT if draft is not None else None
    )


def _concerns_draft(finding: Finding) -> bool:
    return any(one.post == DRAFT for one in finding.evidence)
