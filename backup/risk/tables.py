"""Tables of an archive for the audit: what cannot be read is noted, not raised."""

from collections.abc import Iterator

import msgspec

from backup.archive import posts, tables
from backup.archive.posts import StoredPost
from backup.archive.reading import ReadableArchive
from backup.errors import DamageError, NotFound, StorageError
from backup.model import Json


class RiskTables:
    """The tables of one publication."""

    def __init__(self, archive: ReadableArchive, slug: str, remarks: list[str]) -> None:
        """Take the archive, the publication, and where to note what could not be read."""
        self._archive = archive
        self._slug = slug
        self._remarks = remarks
        self.chain = archive.chain(slug)
        remarks.extend(
            f"{slug}: the manifest {name} is damaged, so that snapshot was not looked at."
            for name in self.chain.damaged
        )

    def posts(self) -> Iterator[StoredPost]:
        """Yield every post of which the row can be read."""
        for name in (tables.POSTS, tables.PRIVATE_POSTS):
            for line in self._lines(name):
                try:
                    yield posts.decode(line)
                except msgspec.MsgspecError as error:
                    self._note(name, error)

    def rows(self, table: str) -> Iterator[tuple[str, dict[str, Json]]]:
        """Yield the id and the fields of every row of a table; nothing where it was never saved or cannot be read."""
        if not self._is_open(table):
            return
        try:
            for row in self._archive.rows(self._slug, table):
                data = row.get("data")
                if isinstance(data, dict):
                    yield str(row.get("id") or ""), data
        except (DamageError, StorageError, msgspec.MsgspecError) as error:
            self._note(table, error)

    def object_of(self, table: str) -> str | None:
        """Return the name of the object that holds the newest state of a table, or what leads to it."""
        snapshot = self.chain.latest(table)
        while snapshot is not None:
            entry = snapshot.manifest.tables.get(table)
            if entry is None:
                return None
            if entry.full or entry.delta:
                return entry.full or entry.delta
            if entry.base is None:
                return None
            try:
                snapshot = self.chain[entry.base]
            except (DamageError, NotFound):
                return None
        return None

    def _lines(self, table: str) -> list[bytes]:
        snapshot = self.chain.latest(table) if self._is_open(table) else None
        if snapshot is None:
            return []
        try:
            return list(self._archive.tables(self._slug).state(snapshot.number, table).lines)
        except (DamageError, StorageError) as error:
            self._note(table, error)
            return []

    def _is_open(self, table: str) -> bool:
        return self._archive.vault.can_read or not tables.is_private(table)

    def _note(self, table: str, error: Exception) -> None:
        remark = f"{self._slug}: the list of {tables.count_name(table)} could not be read in full: {error}"
        if remark not in self._remarks:
            self._remarks.append(remark)
