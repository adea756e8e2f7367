"""Manifests that are damaged or missing, and their copies in the index.

A copy is used only where it fits the chain on the disk (its digest is in its own name, and it is the parent that the
next manifest names, or the child of the last one), so a stale index can never bring back what was erased or folded.
"""

import hashlib
from pathlib import Path

from backup.archive import atomic, layout, manifest
from backup.archive.chain import Chain
from backup.archive.index import Index


def lost_manifests(chain: Chain, index: Index) -> dict[str, bytes]:
    """Return the manifests that belong into a chain and are damaged or missing there, by name, from the index."""
    query = "SELECT name, digest, bytes FROM manifest WHERE publication = ?"
    copies: dict[str, tuple[manifest.Stored, bytes]] = {}
    for name, digest, data in index.connection.execute(query, (chain.slug,)):
        if hashlib.sha256(data).hexdigest() == digest:
            copies[name] = manifest.decode(name, data), data
    lost = {name: copies[name][1] for name in chain.damaged if name in copies}
    numbers = {snapshot.number for snapshot in chain} | {int(name[:6]) for name in chain.damaged}
    parents = {snapshot.manifest.parent for snapshot in chain} | {copies[name][0].manifest.parent for name in lost}
    last = chain.newest.digest if chain.newest else None
    by_number = sorted(copies.items(), key=lambda copy: copy[1][0].manifest.number)
    for name, (stored, data) in by_number:  # what follows the last one, link by link
        if stored.manifest.parent == last and stored.manifest.number not in numbers:
            lost[name], last = data, stored.digest
            parents.add(stored.manifest.parent)
    for name, (stored, data) in reversed(by_number):  # and back from each parent that is named and not there
        if stored.digest in parents and stored.manifest.number not in numbers:
            lost[name] = data
            parents.add(stored.manifest.parent)
    return lost


def heal_manifests(root: Path, slug: str, index: Index) -> list[str]:
    """Write back the manifests of a publication that are damaged or missing; return their names."""
    lost = lost_manifests(Chain(root, slug), index)
    folder = layout.snapshots_folder(root, slug)
    for name, data in lost.items():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        atomic.write(folder / name, data)
    return list(lost)
