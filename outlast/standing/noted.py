"""What an export held and was not saved as what it is, in numbers: the manifest is enough, so no key is needed."""

from dataclasses import dataclass

from backup.archive import tables
from backup.archive.chain import Snapshot
from backup.model import Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Noted:
    """How many files or rows a snapshot notes; see `backup.model.Severity`."""

    kept: int = 0
    """New to Outlast, or a repetition: kept as it came, nothing is lost."""
    missed: int = 0
    """Could not be read, or was not there."""
    untold: int = 0
    """Either: manifests of the first versions do not tell them apart."""

    @property
    def total(self) -> int:
        """Return how many there are in all."""
        return self.kept + self.missed + self.untold


def noted_in(snapshot: Snapshot | None) -> Noted:
    """Return what a snapshot notes."""
    entry = snapshot.manifest.tables.get(tables.PROBLEMS) if snapshot else None
    if entry is None:
        return Noted()
    if not entry.kinds:
        return Noted(untold=entry.rows)
    missed = entry.kinds.get(Severity.UNREADABLE, 0) + entry.kinds.get(Severity.MISSING, 0)
    return Noted(kept=entry.kinds.get(Severity.KEPT, 0), missed=missed)
