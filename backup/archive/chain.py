"""The snapshots of one publication: its manifests in memory, and which of them is the latest good one of a table."""

from collections.abc import Iterator
from pathlib import Path

import msgspec

from backup.archive import layout, manifest, marks
from backup.archive.manifest import Manifest, Stored, TableEntry
from backup.errors import DamageError, NotFound


class Snapshot(msgspec.Struct, frozen=True, kw_only=True):
    """The state of a publication at one point in time, with what people said of it."""

    manifest: Manifest
    digest: str
    good: bool
    """Not suspect, or suspect and accepted."""
    pinned: bool = False
    label: str = ""

    @property
    def number(self) -> int:
        """Return its number in the chain, for the writer: its id."""
        return self.manifest.number

    @property
    def order(self) -> tuple[str, int]:
        """Return what snapshots are ordered by: the date of the export, then the order of arrival."""
        return (self.manifest.as_of, self.manifest.number)


class Chain:
    """All snapshots of a publication that can be read; those that cannot are in `damaged`."""

    def __init__(self, root: Path, slug: str) -> None:
        """Read the manifests of a publication."""
        self.root = root
        self.slug = slug
        self.folder = layout.snapshots_folder(root, slug)
        self.damaged: dict[str, DamageError] = {}
        self._snapshots: dict[int, Snapshot] = {}
        for name in manifest.names(self.folder):
            try:
                self.add(manifest.read(self.folder / name))
            except DamageError as error:
                self.damaged[name] = error
        self.remark()

    @classmethod
    def empty(cls, root: Path, slug: str) -> "Chain":
        """Return a chain of that publication without any snapshot, to write it anew."""
        chain = cls.__new__(cls)
        chain.root, chain.slug = root, slug
        chain.folder = layout.snapshots_folder(root, slug)
        chain.damaged, chain._snapshots = {}, {}
        return chain

    def add(self, stored: Stored) -> Snapshot:
        """Take one more snapshot into the chain."""
        snapshot = Snapshot(manifest=stored.manifest, digest=stored.digest, good=stored.manifest.suspect is None)
        self._snapshots[snapshot.number] = snapshot
        return snapshot

    def remark(self) -> None:
        """Read again what people said of the snapshots."""
        said = marks.read(self.root, self.slug)
        for number, snapshot in self._snapshots.items():
            self._snapshots[number] = msgspec.structs.replace(
                snapshot,
                good=snapshot.manifest.suspect is None or number in said.accepted,
                pinned=number in said.pinned,
                label=said.labels.get(str(number), ""),
            )

    def __iter__(self) -> Iterator[Snapshot]:
        """Yield the snapshots in the order of their chain."""
        return iter(sorted(self._snapshots.values(), key=lambda snapshot: snapshot.number))

    def __len__(self) -> int:
        """Return how many snapshots can be read."""
        return len(self._snapshots)

    def __getitem__(self, number: int) -> Snapshot:
        """Return a snapshot by number.

        Raises:
            NotFound: there is none of that number.
            DamageError: its manifest is damaged.
        """
        try:
            return self._snapshots[number]
        except KeyError:
            for name, error in self.damaged.items():
                if int(name[:6]) == number:
                    raise error from None
            raise NotFound(
                f"{self.slug} has no snapshot number {number}.", next="List them with: outlast snapshots list"
            ) from None

    @property
    def newest(self) -> Snapshot | None:
        """Return the last link of the chain, good or suspect."""
        return max(self._snapshots.values(), key=lambda snapshot: snapshot.number, default=None)

    @property
    def next_number(self) -> int:
        """Return the number of the next snapshot, above those of damaged manifests too."""
        used = [*self._snapshots, *(int(name[:6]) for name in self.damaged)]
        return max(used, default=0) + 1

    def latest(self, table: str | None = None, *, until: str | None = None) -> Snapshot | None:
        """Return the good snapshot with the newest date that covers `table` (any, if `None`), at or before `until`."""
        return max(
            (
                snapshot
                for snapshot in self._snapshots.values()
                if snapshot.good
                and (table is None or table in snapshot.manifest.tables)
                and (until is None or snapshot.manifest.as_of <= until)
            ),
            key=lambda snapshot: snapshot.order,
            default=None,
        )

    def tables(self) -> set[str]:
        """Return the names of all tables that any good snapshot covers."""
        return {table for snapshot in self._snapshots.values() if snapshot.good for table in snapshot.manifest.tables}

    def base_entry(self, number: int, table: str) -> TableEntry:
        """Return what a snapshot says of a table on which a later one builds.

        Raises:
            DamageError: its manifest is missing or damaged.
        """
        try:
            return self.entry(number, table)
        except NotFound:
            raise DamageError(f"The manifest of snapshot {number} of {self.slug} is missing.") from None

    def entry(self, number: int, table: str) -> TableEntry:
        """Return what a snapshot says of a table.

        Raises:
            NotFound: it does not cover it.
            DamageError: its manifest is damaged.
        """
        entry = self[number].manifest.tables.get(table)
        if entry is None:
            raise NotFound(f"Snapshot {number} of {self.slug} has nothing of {table}.")
        return entry
