"""Snapshots that are kept apart because too much was gone, and that wait for somebody to look."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from backup.archive import tables
from backup.archive.chain import Chain
from outlast.standing.spoken_time import moment_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Apart:
    """A snapshot that is kept apart, and that nobody has accepted and no later one has replaced."""

    number: int
    as_of: datetime
    reason: str


def kept_apart(chain: Chain) -> Iterator[Apart]:
    """Yield those of a publication, oldest first."""
    for snapshot in chain:
        said = snapshot.manifest
        if snapshot.good or said.suspect is None:
            continue
        later = (chain.latest(table) for table in tables.WATCHED & said.tables.keys())
        if any(latest is None or latest.order < snapshot.order for latest in later):
            yield Apart(number=said.number, as_of=moment_of(said.as_of), reason=said.suspect)
