"""Makes the dossier for an appeal from the archive, and puts it into a folder or a ZIP that only its owner may read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backup.archive.archive import Archive
from backup.risk.audit import found
from backup.watch.incident import Incident
from exporters.dossier import Dossier, Form, Packed, dossier_of, write_pack
from outlast.auditing.auditing import audit_archive


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A dossier that was written."""

    out: Path
    packed: Packed
    to_fill: Mapping[str, tuple[str, ...]]
    """By form: the fields in which the writer still has to fill something in."""


def make_dossier(
    archive: Archive,
    publication: str,
    incident: Incident | None,
    out: Path,
    *,
    thresholds: Mapping[str, float],
    language: str,
    eu: bool,
    subscribers: bool,
    now: datetime,
) -> Made:
    """Look through the archive, and write letters, fields, page and proof; a name that ends in `.zip` is a ZIP.

    Raises:
        UsageError: it would lie in the archive, or there are no letters in that language.
        NeedsConfirmation: something is there already.
        NotFound: there is no such publication.
        KeyProblem, DamageError, StorageError: nothing was written.
    """
    report = audit_archive(archive, [publication], rules=found(), thresholds=thresholds, now=now)
    dossier = dossier_of(
        archive,
        publication,
        incident=incident,
        audit=report.audit,
        language=language,
        eu=eu,
        subscribers=subscribers,
        now=now,
    )
    return Made(out=out, packed=write_pack(dossier, archive, out), to_fill=_to_fill(dossier))


def _to_fill(dossier: Dossier) -> dict[str, tuple[str, ...]]:
    return {str(form): tuple(field.label for field in dossier.fields(form) if field.to_fill) for form in Form}
