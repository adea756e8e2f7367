"""The rows of a kept list one after the other: a million of them are never in memory together."""

import heapq
from collections.abc import Callable, Iterator

from backup.archive import streaming, tables
from backup.archive.chain import Snapshot
from backup.archive.reading import ReadableArchive
from backup.archive.state import Delta
from backup.audience.records import Records, split_records


class Rows:
    """The rows of the list that a snapshot has; they can be gone through several times."""

    def __init__(
        self,
        archive: ReadableArchive,
        slug: str,
        snapshot: Snapshot,
        *,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Find the last full list, and read what changed since; `progress` is told how many rows went by.

        Raises:
            DamageError, KeyProblem: it cannot be read.
        """
        self._archive, self._progress = archive, progress
        chain, reader = archive.chain(slug), archive.tables(slug)
        deltas: list[str] = []
        entry = chain.entry(snapshot.number, tables.SUBSCRIBERS)
        while entry.full is None and entry.base is not None:
            if entry.delta is not None:
                deltas.append(entry.delta)
            entry = chain.base_entry(entry.base, tables.SUBSCRIBERS)
        self._full = entry.full
        self._since = Delta(removed=set(), added=set())
        for name in reversed(deltas):
            self._since.then(reader.parse_delta(reader.content(name)))

    def __iter__(self) -> Iterator[bytes]:
        """Yield the rows, sorted, without the names of the columns.

        Raises:
            DamageError, KeyProblem: they cannot be read.
        """
        if not self._since.added:
            return self._kept()
        return heapq.merge(self._kept(), sorted(self._since.added))

    def _kept(self) -> Iterator[bytes]:
        if self._full is None:
            return
        removed, headed = self._since.removed, True
        pieces = streaming.pieces_of(self._archive.store, self._full, self._archive.vault)
        for part in split_records(pieces):
            records = part.records if isinstance(part, Records) else [part.start]
            if headed:
                records, headed = records[1:], False
            if removed:
                records = [record for record in records if record not in removed]
            yield from records
            if self._progress is not None:
                self._progress(len(records))
