"""Brings damaged objects back when the content they held is imported again."""

from collections.abc import Iterator

from backup.archive import packing, tables
from backup.archive.chain import Chain
from backup.archive.keys import Vault
from backup.archive.objects import ObjectStore
from backup.archive.sameness import undated
from backup.archive.state import Lines, Tables, delta_bytes, difference, joined
from backup.errors import DamageError, KeyProblem


class Healer:
    """Knows which objects are damaged or missing and stores those anew whose content comes by."""

    def __init__(self, chain: Chain, reader: Tables, store: ObjectStore, vault: Vault, whole: frozenset[str]) -> None:
        """Take the names of the objects that are whole."""
        self._chain = chain
        self._reader = reader
        self._store = store
        self._vault = vault
        self._whole = whole

    def heal(self, table: str, state: Lines, digest: str | None) -> None:
        """Store anew the damaged objects of every snapshot in which `table` had just this state."""
        if digest is None:
            return
        for number, kind, name in list(self._damaged_of(table, digest)):
            if kind == "full":
                parts = list(joined(state.header, state.lines))
            else:
                base = self._chain.entry(number, table).base
                try:
                    before = self._reader.state(base or 0, table)
                except (DamageError, KeyProblem):
                    continue
                parts = [delta_bytes(difference(before, state))]
            private, kind_of_content = tables.is_private(table), tables.extension(table)
            new, _ = packing.put(self._store, self._vault, parts, kind_of_content, private=private)
            self._store.replace(name, new)

    def _damaged_of(self, table: str, digest: str) -> Iterator[tuple[int, str, str]]:
        for snapshot in self._chain:
            entry = snapshot.manifest.tables.get(table)
            if entry is None or entry.digest != digest:
                continue
            for kind, name in (("full", entry.full), ("delta", entry.delta)):
                if name is not None and self._store.resolve(name) not in self._whole:
                    yield snapshot.number, kind, name


def sealed_bodies(store: ObjectStore, vault: Vault) -> dict[str, str]:
    """Return the names of all sealed bodies by the digest of their content.

    For when the list that names them is damaged: a sealed body has another name each time it is stored, so the list
    can only come back, line by line the same, if its bodies are found again.
    """
    found: dict[str, str] = {}
    first_names = {new: old for old, new in store.replacements().items()}
    for stored, _ in store.names():
        name = stored
        if not name.endswith(packing.extension("", vault, private=True).removeprefix(".")) or ".jsonl" in name:
            continue
        try:
            content = packing.unpack(name, store.read(name), vault)
        except (DamageError, KeyProblem):
            continue
        while name in first_names:  # lists go on naming a body that was stored anew as they always did
            name = first_names[name]
        found[vault.digest([content])] = name
        found[vault.digest([undated(content)])] = name
    return found
