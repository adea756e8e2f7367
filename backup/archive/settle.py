"""One table of a new snapshot: decides between nothing, a delta and a full list, and stores what it decided.

A full list is written the first time, when the columns change, when it is at most 256 KB (so that a typical writer
always has complete lists), and when the deltas since the last one outgrow half of it: reading any state costs at
most one and a half times its size.
"""

from collections import Counter
from collections.abc import Iterable

import msgspec

from backup.archive import packing, posts, tables
from backup.archive.chain import Chain, Snapshot
from backup.archive.keys import Vault
from backup.archive.manifest import TableEntry
from backup.archive.objects import ObjectStore
from backup.archive.state import Delta, Lines, Tables, delta_bytes, difference, joined, tally

ALWAYS_FULL = 256 * 1024
_replace = msgspec.structs.replace


class Settled(msgspec.Struct, frozen=True, kw_only=True):
    """What a snapshot will say of a table, and whether it differs from the snapshot it builds on."""

    entry: TableEntry
    differs: bool


class Settler:
    """Settles the tables of one snapshot."""

    def __init__(self, chain: Chain, reader: Tables, store: ObjectStore, vault: Vault) -> None:
        """Take the chain that is being extended, and what reads and stores its objects."""
        self._chain = chain
        self._reader = reader
        self._store = store
        self._vault = vault

    def settle(
        self,
        table: str,
        new: Lines,
        *,
        base: Snapshot | None,
        neighbour: Snapshot | None,
        before: Lines | None,
        delta: Delta | None = None,
    ) -> Settled:
        """Return the entry of `table` for the state `new`.

        `base` is the snapshot to build on, `neighbour` that or the one just after (an old export imported late may
        hold the same), `before` the neighbour's state (`None` if it cannot be read), `delta` what leads from there to
        `new` where the caller knows it already.
        """
        digest = self._reader.digest(table, new)
        entry = TableEntry(rows=len(new.lines), digest=digest, kinds=_kinds(table, new))
        if neighbour and digest is not None and digest == neighbour.manifest.tables[table].digest:
            same = _replace(entry, new=0, changed=0, gone=0, base=neighbour.number)
            return Settled(entry=same, differs=False)
        if base is None or before is None or digest is None:
            counted = entry if base else _counted_as(entry, (len(new.lines), 0, 0))
            return self._full(table, new, counted)
        if before.header != new.header:
            return self._full(table, new, _counted_as(entry, _by_key(table, before, new)))
        if delta is None:
            delta = difference(before, new)
        entry = _counted_as(entry, tally(delta, tables.key_of(table, new.header)))
        if sum(map(len, new.lines)) <= ALWAYS_FULL:
            return self._full(table, new, entry)
        return self._delta(table, new, entry, delta, base)

    def _full(self, table: str, new: Lines, entry: TableEntry) -> Settled:
        name, size = self._put(table, joined(new.header, new.lines))
        return Settled(entry=_replace(entry, full=name, size=size), differs=True)

    def _delta(self, table: str, new: Lines, entry: TableEntry, delta: Delta, base: Snapshot) -> Settled:
        name, size = self._put(table, [delta_bytes(delta)])
        full = None
        since, of_full = self._sizes_since_full(table, base.number)
        if since + size > of_full / 2:
            full, full_size = self._put(table, joined(new.header, new.lines))
            size += full_size
        return Settled(entry=_replace(entry, base=base.number, full=full, delta=name, size=size), differs=True)

    def _sizes_since_full(self, table: str, number: int) -> tuple[int, int]:
        """Return the stored bytes of the deltas since the last full list, and of that list."""
        since = 0
        entry = self._chain.entry(number, table)
        while entry.full is None and entry.base is not None:
            since += entry.size
            entry = self._chain.base_entry(entry.base, table)
        return since, entry.size

    def _put(self, table: str, parts: Iterable[bytes]) -> tuple[str, int]:
        private = tables.is_private(table)
        return packing.put(self._store, self._vault, parts, tables.extension(table), private=private)


def _counted_as(entry: TableEntry, counts: tuple[int, int, int]) -> TableEntry:
    """Return the entry with how many rows are new, changed and gone."""
    new, changed, gone = counts
    return _replace(entry, new=new, changed=changed, gone=gone)


def _by_key(table: str, before: Lines, new: Lines) -> tuple[int, int, int]:
    """Return how many rows came and went where the columns differ, so that single rows cannot be compared."""
    old_key, new_key = tables.key_of(table, before.header), tables.key_of(table, new.header)
    old_keys = {old_key(line) for line in before.lines}
    new_keys = {new_key(line) for line in new.lines}
    return len(new_keys - old_keys), 0, len(old_keys - new_keys)


def _kinds(table: str, state: Lines) -> dict[str, int]:
    """Return how many posts of each kind, or problems of each severity, a table holds: a status needs no key then."""
    if table in (tables.POSTS, tables.PRIVATE_POSTS):
        return _counted(str(posts.decode(line).kind) for line in state.lines)
    if table == tables.PROBLEMS:
        return _counted(_severity.decode(line).severity for line in state.lines)
    return {}


def _counted(words: Iterable[str]) -> dict[str, int]:
    return dict(sorted(Counter(words).items()))


class _Severity(msgspec.Struct):
    severity: str = ""


_severity = msgspec.json.Decoder(_Severity)
