"""What of a table's lines and bodies names one person, and what they look like without."""

import msgspec

from backup.archive import packing, tables
from backup.archive.forgotten import ERASED
from backup.archive.keys import Vault
from backup.archive.objects import ObjectStore
from backup.archive.person import Person
from backup.archive.sameness import undated
from backup.archive.state import Lines, Tables


class Erasure:
    """Takes one address out of the tables of an archive."""

    def __init__(self, address: str, reader: Tables, store: ObjectStore, vault: Vault) -> None:
        """Take the address; it is found in any case, also with `%40` for `@` as links have it."""
        self._reader = reader
        self._store = store
        self._vault = vault
        self._person = Person(address)
        self.pattern = self._person.pattern
        self._bodies: dict[str, tuple[str, str, int] | None] = {}
        self.rows = 0
        """Lines that were taken out so far, over all snapshots."""
        self.passages = 0
        """Bodies in which the address was blotted out."""

    def names(self, content: bytes) -> bool:
        """Tell whether the person is named in some bytes."""
        return self._person.is_named_in(content)

    def transform(self, table: str, state: Lines) -> Lines:
        """Return a state without the person."""
        lines = []
        for line in state.lines:
            kept = self._line(table, line)
            if kept is None:
                self.rows += 1
            else:
                lines.append(kept)
        return Lines(header=state.header, lines=sorted(lines))

    def _line(self, table: str, line: bytes) -> bytes | None:
        writing = table in (tables.POSTS, tables.PRIVATE_POSTS)
        if self.names(line):
            if not writing:
                return None
            line = self.pattern.sub(ERASED, line)
        return self._with_clean_body(table, line, writing) if b'"body":' in line else line

    def _with_clean_body(self, table: str, line: bytes, writing: bool) -> bytes:
        fields = msgspec.json.decode(line)
        name = fields.get("body")
        if not isinstance(name, str):
            return line
        if name not in self._bodies:
            self._bodies[name] = self._clean(name, tables.is_private(table), writing)
        clean = self._bodies[name]
        if clean is None:
            return line
        fields["body"], fields["digest"], fields["size"] = clean
        return msgspec.json.encode(fields)

    def _clean(self, name: str, private: bool, writing: bool) -> tuple[str, str, int] | None:
        """Return name, digest and size of the body without the person, or `None` if it does not name them."""
        content = self._reader.content(name)
        if not self.names(content):
            return None
        self.passages += 1
        if writing:
            content = self.pattern.sub(ERASED, content)
        else:
            content = b"".join(part for part in content.splitlines(keepends=True) if not self.names(part))
        telling = undated(content) if writing else content
        digest = self._vault.digest([telling]) if private else ObjectStore.name_of(telling, "")
        extension = name[64:]
        packed = packing.pack([content], self._vault, private=private) if ".zst" in extension else content
        return self._store.put(packed, extension), digest, len(content)

    def is_named_in(self, name: str) -> bool:
        """Tell whether the content of an object names the person."""
        return self.names(self._reader.content(name))
