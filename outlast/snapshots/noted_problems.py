"""The problems that a snapshot noted: what its export held and could not be read, or should have held and did not."""

import msgspec

from backup.archive import tables
from backup.archive.chain import Snapshot
from backup.archive.reading import ReadableArchive
from backup.model import Severity


class NotedProblem(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the `problems` table without its raw bytes; see `backup.model.Problem`."""

    file: str
    reason: str
    severity: Severity = Severity.UNREADABLE
    row: int | None = None


_decoder = msgspec.json.Decoder(NotedProblem)


def problems_of(archive: ReadableArchive, slug: str, snapshot: Snapshot) -> list[NotedProblem]:
    """Return the problems of a snapshot, those that need attention first; none where it says nothing of them.

    Raises:
        DamageError, KeyProblem: they cannot be read.
    """
    if tables.PROBLEMS not in snapshot.manifest.tables:
        return []
    lines = archive.tables(slug).state(snapshot.number, tables.PROBLEMS).lines
    problems = [_decoder.decode(line) for line in lines]
    return sorted(problems, key=lambda one: (one.severity is Severity.KEPT, one.file, one.row or 0))
