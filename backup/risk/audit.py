"""The audit: every rule on one corpus, and what came of it, worst first."""

import importlib
import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from backup.listing import modules_with
from backup.model import PostKind
from backup.risk import rules as folder
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding, Rule, Severity
from backup.risk.thresholds import thresholds as with_defaults

_logger = logging.getLogger(__name__)
_ORDER: Final = (Severity.HIGH, Severity.MEDIUM, Severity.LOW)
_SURENESS: Final = (Confidence.HIGH, Confidence.MEDIUM, Confidence.LOW)


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """How much was looked at: that nothing was found says no more than this."""

    posts: int = 0
    responses: int = 0
    drafts: int = 0
    words: int = 0
    compared: int = 0
    """Posts that were only compared with."""
    acts: int = 0
    """Claps, highlights, bookmarks, responses and follows."""
    acts_without_time: int = 0
    sessions: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What came of it."""

    findings: tuple[Finding, ...] = ()
    """Severest first, then those that are surest, then by the rule."""
    examined: Examined = Examined()
    rules: tuple[Rule, ...] = ()
    """Which were run, those that failed too."""
    broken: tuple[str, ...] = ()
    """The ids of rules that failed. What they had found before is among the findings."""
    remarks: tuple[str, ...] = ()
    """What was not looked at, and why, in sentences for the writer."""


def found() -> tuple[Rule, ...]:
    """Return every rule there is: 1 to 10 first, then the others, by their ids."""
    names = modules_with("RULE", Path(folder.__file__))
    rules: list[Rule] = [importlib.import_module(f"{folder.__name__}.{name}").RULE for name in names]
    return tuple(sorted(rules, key=lambda rule: (rule.number or len(names) + 10, rule.id)))


def run(corpus: Corpus, rules: Iterable[Rule] | None = None, thresholds: Mapping[str, float] | None = None) -> Audit:
    """Return what these rules, or all, find in a corpus. Never raises for a rule that does."""
    chosen = found() if rules is None else tuple(rules)
    numbers = with_defaults(thresholds)
    findings: list[Finding] = []
    broken: list[str] = []
    for rule in chosen:
        try:
            for finding in rule.examine(corpus, numbers):  # one by one: what came before a failure is kept
                findings.append(finding)  # noqa: PERF402
        except Exception:  # a mistake in one rule must not hide what the others see
            _logger.debug("A rule of the audit failed.", exc_info=True)
            broken.append(rule.id)
    failed = (
        f"The rule {name} failed, which is a fault of Outlast: what it looks for was not examined." for name in broken
    )
    return Audit(
        findings=tuple(sorted(findings, key=_order)),
        examined=_examined(corpus),
        rules=chosen,
        broken=tuple(broken),
        remarks=(*corpus.remarks, *failed),
    )


def _order(finding: Finding) -> tuple[int, int, str, str]:
    return (
        _ORDER.index(finding.severity),
        _SURENESS.index(finding.confidence),
        finding.rule,
        finding.title,
    )


def _examined(corpus: Corpus) -> Examined:
    kinds = [post.kind for post in corpus.posts]
    acts = list(corpus.activity)
    return Examined(
        posts=kinds.count(PostKind.POST),
        responses=kinds.count(PostKind.RESPONSE),
        drafts=kinds.count(PostKind.DRAFT),
        words=sum(len(post.words) for post in corpus.posts),
        compared=len(corpus.earlier),
        acts=len(acts),
        acts_without_time=sum(act.at is None for act in acts),
        sessions=len(corpus.activity.sessions),
    )
