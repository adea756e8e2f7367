"""Writes a publication's chain anew: to leave out a person (`forget`) or old snapshots (`prune`).

Manifests never change, so the new chain is made beside the old one and the two change places. Killed anywhere, the
next start finds either the old chain, or the new one complete (`backup.archive.unfinished`).
"""

import shutil
from collections.abc import Callable
from pathlib import Path

import msgspec

from backup.archive import atomic, layout, manifest
from backup.archive.chain import Chain, Snapshot
from backup.archive.keys import Vault
from backup.archive.manifest import TableEntry
from backup.archive.objects import ObjectStore
from backup.archive.settle import Settler
from backup.archive.state import Lines, Tables

Transform = Callable[[str, Lines], Lines]
"""From a table's name and state to the state it shall have."""


class Rewriter:
    """Writes the chain of one publication anew. Made under the archive's lock."""

    def __init__(self, chain: Chain, store: ObjectStore, vault: Vault) -> None:
        """Take the chain as it is."""
        self._old = chain
        self._new = Chain.empty(chain.root, chain.slug)
        self._reader = Tables(chain, store, vault)
        self._settler = Settler(self._new, Tables(self._new, store, vault), store, vault)
        self._states: dict[str, tuple[int, Lines]] = {}

    def rewrite(self, *, keep: set[int], transform: Transform | None, affected: set[str], note: str) -> None:
        """Write the chain with only the snapshots of `keep`, the tables of `affected` as `transform` makes them.

        Raises:
            StorageError, DamageError, KeyProblem: the old chain is untouched.
        """
        folder = layout.publication_folder(self._old.root, self._old.slug)
        following = folder / layout.SNAPSHOTS_NEXT
        shutil.rmtree(following, ignore_errors=True)
        with atomic.storage_errors(folder):
            following.mkdir(mode=0o700)
            everything = keep >= {snapshot.number for snapshot in self._old}
            parent: str | None = None
            for snapshot in self._old:
                if snapshot.number not in keep:
                    continue
                entries = {
                    name: entry
                    if everything and name not in affected
                    else self._entry(snapshot, name, transform if name in affected else None)
                    for name, entry in snapshot.manifest.tables.items()
                }
                written = msgspec.structs.replace(
                    snapshot.manifest,
                    parent=parent,
                    tables=entries,
                    rewritten=(*snapshot.manifest.rewritten, note),
                )
                stored = manifest.write(following, written)
                self._new.add(stored)
                parent = stored.digest
            atomic.sync_all(self._old.root)
            exchange(folder)

    def _entry(self, snapshot: Snapshot, name: str, transform: Transform | None) -> TableEntry:
        state = self._reader.state(snapshot.number, name)
        if transform is not None:
            state = transform(name, state)
        base = self._new.latest(name) if snapshot.good else None
        known = self._states.get(name)
        before = known[1] if base is not None and known is not None and known[0] == base.number else None
        settled = self._settler.settle(name, state, base=base, neighbour=base, before=before)
        if snapshot.good:
            self._states[name] = (snapshot.number, state)
        entry = settled.entry
        if entry.new is None:  # nothing to compare with: what was counted then stays true
            old = snapshot.manifest.tables[name]
            entry = msgspec.structs.replace(entry, new=old.new, changed=old.changed, gone=old.gone)
        return entry


def exchange(folder: Path) -> None:
    """Let the new chain of a publication take the place of the old one."""
    current, following = folder / layout.SNAPSHOTS, folder / layout.SNAPSHOTS_NEXT
    old = folder / layout.SNAPSHOTS_OLD
    if current.exists():
        current.rename(old)
    following.rename(current)
    atomic.sync_folder(folder)
    shutil.rmtree(old, ignore_errors=True)


def settle_folders(root: Path) -> None:
    """Bring every publication's folder into one of its two right shapes after a rewriting that was cut off."""
    for folder in (root / layout.PUBLICATIONS).glob("*"):
        current, following = folder / layout.SNAPSHOTS, folder / layout.SNAPSHOTS_NEXT
        if following.exists() and not current.exists():
            exchange(folder)  # the new chain was complete: the old one had already made way
        shutil.rmtree(following, ignore_errors=True)
        shutil.rmtree(folder / layout.SNAPSHOTS_OLD, ignore_errors=True)
