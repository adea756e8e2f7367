"""Which objects are known to be whole: size and time of each, noted when it was written or read and found good.

A file whose size or time is not as noted is read again before it is relied on; so a run notices damage without reading
the whole archive, and stores the content anew when it comes by. `verify` reads everything, trust or not.
"""

from collections.abc import Callable
from dataclasses import dataclass

from backup.archive.index import Index
from backup.archive.objects import ObjectStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """The objects of an archive as a run finds them."""

    whole: frozenset[str]
    """Names of objects that are there with the bytes of their names."""
    damaged: frozenset[str]
    """Names of objects that are not, as far as is known: those with wrong bytes, and those once noted and missing."""
    bytes: int
    """The size of all of them."""


class Trust:
    """The notes on the objects of one archive. They lie in the index, so a rebuilt index trusts nothing at first."""

    def __init__(self, index: Index, store: ObjectStore) -> None:
        """Take the index that holds the notes."""
        self._index = index
        self._store = store

    def _noted(self) -> dict[str, tuple[int, int]]:
        rows = self._index.connection.execute("SELECT name, size, mtime_ns FROM trusted")
        return {name: (size, mtime) for name, size, mtime in rows}

    def condition(self, *, read_all: bool = False, progress: Callable[[int], None] | None = None) -> Condition:
        """Return which objects are whole, reading those that are not as noted, or all; tells `progress` of each."""
        noted = {} if read_all else self._noted()
        whole: list[str] = []
        damaged: set[str] = set()
        good: list[tuple[str, int, int]] = []
        total = 0
        for name, status in self._store.names():
            total += status.st_size
            if progress:
                progress(1)
            if noted.get(name) == (status.st_size, status.st_mtime_ns):
                whole.append(name)
            elif self._store.is_whole(name):
                whole.append(name)
                good.append((name, status.st_size, status.st_mtime_ns))
            else:
                damaged.add(name)
        self._note(good)
        missing = (self._noted() if read_all else noted).keys() - set(whole) - damaged
        return Condition(whole=frozenset(whole), damaged=frozenset(damaged | missing), bytes=total)

    def _note(self, good: list[tuple[str, int, int]]) -> None:
        self._index.note("INSERT OR REPLACE INTO trusted VALUES (?, ?, ?)", good)

    def note_new(self, before: Condition) -> None:
        """Note the objects that this run wrote, as they lie on the disk now, and drop the notes on removed ones."""
        now = {
            name: status
            for name, status in self._store.names()
            if name not in before.whole and (name not in before.damaged or self._store.is_whole(name))
        }
        self._note([(name, status.st_size, status.st_mtime_ns) for name, status in now.items()])
        gone = [(name,) for name in before.damaged if not self._store.path(name).exists()]
        self._index.note("DELETE FROM trusted WHERE name = ?", gone)

    def clear(self) -> None:
        """Trust nothing any more: the next run reads every object (after `forget` or `prune` removed some)."""
        with self._index.transaction() as connection:
            connection.execute("DELETE FROM trusted")
