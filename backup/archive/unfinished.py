"""Finishes what a run that was killed had begun: half-exchanged chains, and erasures."""

from pathlib import Path

from backup.archive import forget_intent, layout
from backup.archive.forget import forget
from backup.archive.keys import Vault
from backup.archive.objects import ObjectStore
from backup.archive.rewrite import settle_folders


def interrupted(root: Path) -> bool:
    """Tell whether a run was cut off while it wrote a chain anew."""
    publications = root / layout.PUBLICATIONS
    leftovers = (layout.SNAPSHOTS_NEXT, layout.SNAPSHOTS_OLD)
    return any(next(publications.glob(f"*/{name}"), None) for name in leftovers) or forget_intent.exists(root)


def finish_interrupted(root: Path, store: ObjectStore, vault: Vault) -> None:
    """Bring every chain into one of its two right shapes, and do an erasure that was begun again in full.

    Under the archive's lock. An erasure needs the key; without it the intent (sealed) waits for a run that has it.
    """
    if not interrupted(root):
        return
    settle_folders(root)
    if forget_intent.exists(root) and vault.can_read:
        slugs = sorted(path.name for path in (root / layout.PUBLICATIONS).iterdir() if path.is_dir())
        forget(root, slugs, store, vault, forget_intent.read(root, vault))
