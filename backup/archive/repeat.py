"""The same input again: recognised by its fingerprint, so that nothing has to be read twice.

Noted in the index, under a keyed digest: the index must not let anybody test which file was imported.
"""

from datetime import datetime

import msgspec

from backup.archive import tables
from backup.archive.index import Index
from backup.archive.keys import Vault
from backup.archive.result import Count, SnapshotResult
from backup.archive.state import Tables
from backup.errors import NotFound
from backup.model import Problem, Severity


class _Noted(msgspec.Struct, frozen=True, kw_only=True):
    as_of: str
    reads: dict[str, tuple[int, int | None]]
    """By count: rows read, and rows kept (new, changed or unchanged)."""
    latest: int
    """The number of the publication's newest snapshot after that run."""
    suspect: str | None
    older: bool


class Repeats:
    """The inputs that were read before."""

    def __init__(self, index: Index, vault: Vault, reader: Tables) -> None:
        """Take the index that holds the notes, and what reads the publication's tables."""
        self._index = index
        self._vault = vault
        self._reader = reader

    def mark(self, fingerprint: bytes | None, slug: str, as_of: datetime, tool: str) -> str | None:
        """Return the name of an input; another version of Outlast may read more from it, so that is part of it."""
        if fingerprint is None or not self._vault.can_read:
            return None
        words = [b"input\0", slug.encode(), as_of.isoformat().encode(), tool.encode(), fingerprint]
        return self._vault.digest(word + b"\0" for word in words)

    def note(self, mark: str, result: SnapshotResult) -> None:
        """Note that an input was read, and what came of it."""
        newest = self._reader.chain.newest
        noted = _Noted(
            as_of=result.as_of,
            reads={name: (count.read, _kept(count)) for name, count in result.counts.items()},
            latest=newest.number if newest else 0,
            suspect=result.suspect,
            older=result.older,
        )
        with self._index.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO input VALUES (?, ?, ?, ?)",
                (mark, result.publication, result.number, msgspec.json.encode(noted)),
            )

    def find(self, mark: str, slug: str) -> SnapshotResult | None:
        """Return what reading the input again would give, if it was the last thing saved of this publication."""
        row = self._index.connection.execute("SELECT result FROM input WHERE fingerprint = ?", (mark,)).fetchone()
        if row is None:
            return None
        noted = msgspec.json.decode(row[0], type=_Noted)
        newest = self._reader.chain.newest
        if newest is None or newest.number != noted.latest or self._reader.chain.damaged:
            return None
        return SnapshotResult(
            publication=slug,
            number=newest.number if noted.suspect else None,
            as_of=noted.as_of,
            counts={name: Count(read=read, unchanged=kept) for name, (read, kept) in noted.reads.items()},
            suspect=noted.suspect,
            older=noted.older,
            problems=tuple(self._problems(newest.number)),
        )

    def _problems(self, number: int) -> list[Problem]:
        try:
            lines = self._reader.state(number, tables.PROBLEMS).lines
        except NotFound:
            return []
        return [_problem(msgspec.json.decode(line)) for line in lines]


def _problem(fields: dict[str, str]) -> Problem:
    return Problem(file=fields["file"], reason=fields["reason"], severity=Severity(fields["severity"]))


def _kept(count: Count) -> int | None:
    parts = (count.new, count.changed, count.unchanged)
    return None if None in parts else sum(part or 0 for part in parts)
