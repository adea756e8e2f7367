"""The state of a table at a snapshot: the last full list and the deltas since, as sorted lines of bytes.

Lists are kept as bytes, not as objects: a million subscribers are some 140 MB as lines and five times that as dicts.
"""

import hashlib
import re
from collections.abc import Callable, Iterable, Iterator

import msgspec

from backup.archive import packing, tables
from backup.archive.chain import Chain
from backup.archive.keys import Vault
from backup.archive.objects import ObjectStore
from backup.audience.records import Records, split_records
from backup.errors import DamageError

_CHUNK = 20_000


class Lines(msgspec.Struct, kw_only=True):
    """All rows of a table: `header` (CSV tables only, else empty) and `lines`, sorted, without line ends."""

    header: bytes = b""
    lines: list[bytes]


class Delta(msgspec.Struct, kw_only=True):
    """What leads from one state of a table to another."""

    removed: set[bytes]
    added: set[bytes]

    def then(self, later: "Delta") -> None:
        """Extend this delta by a later one; a line that comes back or goes again cancels out."""
        for line in later.removed:
            if line in self.added:
                self.added.discard(line)
            else:
                self.removed.add(line)
        for line in later.added:
            if line in self.removed:
                self.removed.discard(line)
            else:
                self.added.add(line)


def joined(header: bytes, lines: list[bytes]) -> Iterator[bytes]:
    """Yield the canonical bytes of a state: header and lines, each with a line feed, in chunks."""
    if header:
        yield header + b"\n"
    for start in range(0, len(lines), _CHUNK):
        yield b"\n".join(lines[start : start + _CHUNK]) + b"\n"


def delta_bytes(delta: Delta) -> bytes:
    """Return the canonical bytes of a delta: first what goes (`-`), then what comes (`+`), each sorted.

    A line feed inside a quoted cell is followed by a blank, so that every line says what it is.
    """
    lines = [b"-" + line for line in sorted(delta.removed)] + [b"+" + line for line in sorted(delta.added)]
    return b"".join(line.replace(b"\n", b"\n ") + b"\n" for line in lines)


class Tables:
    """Reads the tables of one publication's snapshots."""

    def __init__(self, chain: Chain, store: ObjectStore, vault: Vault) -> None:
        """Take the chain, and what opens its objects."""
        self.chain = chain
        self._store = store
        self._vault = vault

    def content(self, name: str) -> bytes:
        """Return the content of an object.

        Raises:
            DamageError: the object is missing or damaged.
            KeyProblem: it is sealed and the key is not there.
        """
        return packing.unpack(name, self._store.read(name), self._vault)

    def digest(self, table: str, state: Lines) -> str | None:
        """Return the digest of a state: keyed if the table is private, `None` if that needs a key that is not there."""
        parts = joined(state.header, state.lines)
        if tables.is_private(table):
            return self._vault.digest(parts) if self._vault.can_read else None
        return sha256(parts)

    def state(self, number: int, table: str) -> Lines:
        """Return all rows of a table as of a snapshot.

        Raises:
            DamageError, KeyProblem: see `content`.
        """
        full, delta = self._walk(number, table)
        state = self.full(table, full)
        if delta is not None:
            apply(state, delta)
        return state

    def full(self, table: str, name: str) -> Lines:
        """Return the state that a full object holds, taking its lines apart piece by piece.

        Raises:
            DamageError, KeyProblem: see `content`.
        """
        lines: list[bytes] = []
        rest = b""
        for piece in packing.unpacked_pieces(name, self._store.read(name), self._vault):
            if table == tables.SUBSCRIBERS and b'"' in piece:
                lines, rest = _records(self.content(name)), b""  # a quoted cell may hold a line feed
                break
            *whole, rest = (rest + piece).split(b"\n")
            lines += whole
        if rest:
            lines.append(rest)
        header = lines.pop(0) if table == tables.SUBSCRIBERS and lines else b""
        return Lines(header=header, lines=lines)

    def _walk(self, number: int, table: str) -> tuple[str, Delta | None]:
        """Return the object of the last full list at or before a snapshot, and all deltas since as one."""
        names: list[str] = []
        entry = self.chain.entry(number, table)
        while entry.full is None:
            if entry.delta is not None:
                names.append(entry.delta)
            if entry.base is None or entry.base >= number:
                raise DamageError(f"Snapshot {number} of {self.chain.slug} does not say where its {table} start.")
            number = entry.base
            entry = self.chain.base_entry(number, table)
        delta: Delta | None = None
        for name in reversed(names):
            step = self.parse_delta(self.content(name))
            if delta is None:
                delta = step
            else:
                delta.then(step)
        return entry.full, delta

    def between(self, table: str, first: int, last: int) -> Delta | None:
        """Return what leads from one snapshot to a later one by the deltas alone, or `None` if they do not connect."""
        names: list[str] = []
        number, entry = last, self.chain.entry(last, table)
        while number != first:
            if entry.base is None or entry.base < first or (entry.full is not None and entry.delta is None):
                return None
            if entry.delta is not None:
                names.append(entry.delta)
            number = entry.base
            entry = self.chain.base_entry(number, table)
        delta = Delta(removed=set(), added=set())
        for name in reversed(names):
            delta.then(self.parse_delta(self.content(name)))
        return delta

    @staticmethod
    def parse_delta(content: bytes) -> Delta:
        """Return the delta that a delta object holds."""
        lines = _lines(content)
        if b"\n " in content:
            lines = [line.replace(b"\n ", b"\n") for line in re.split(rb"\n(?! )", content.removesuffix(b"\n"))]
        removed = {line[1:] for line in lines if line[:1] == b"-"}
        return Delta(removed=removed, added={line[1:] for line in lines if line[:1] == b"+"})


def _lines(content: bytes) -> list[bytes]:
    lines = content.split(b"\n")
    if lines and not lines[-1]:
        lines.pop()
    return lines


def _records(content: bytes) -> list[bytes]:
    """Return the CSV records of a list in which cells may hold line feeds."""
    return [
        record for part in split_records([content]) for record in (part.records if isinstance(part, Records) else [])
    ]


def apply(state: Lines, delta: Delta) -> None:
    """Bring a state forward by a delta, keeping it sorted."""
    if delta.removed:
        removed = delta.removed
        state.lines = [line for line in state.lines if line not in removed]
    state.lines.extend(delta.added)
    state.lines.sort()  # two sorted runs: nearly linear


def difference(old: Lines, new: Lines) -> Delta:
    """Return what leads from one state to another."""
    before, after = set(old.lines), set(new.lines)
    return Delta(removed=before - after, added=after - before)


def sha256(parts: Iterable[bytes]) -> str:
    """Return the SHA-256 (hex) of the parts joined."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part)
    return digest.hexdigest()


def tally(delta: Delta, key: Callable[[bytes], str]) -> tuple[int, int, int]:
    """Return how many rows a delta makes new, changed and gone, told apart by their keys."""
    removed = {key(line) for line in delta.removed}
    added = {key(line) for line in delta.added}
    changed = len(removed & added)
    return len(added) - changed, changed, len(removed) - changed
