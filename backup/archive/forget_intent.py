"""What `forget` is about to do, written down first and sealed, so that a run that is cut off is done again in full."""

from pathlib import Path

import msgspec

from backup.archive import atomic, layout
from backup.archive.keys import Vault


class Intent(msgspec.Struct, frozen=True, kw_only=True):
    """Whom to erase, and whether published writing that names them is changed too."""

    address: str
    published: bool = False


def exists(root: Path) -> bool:
    """Tell whether an erasure was begun and not ended."""
    return (root / layout.REWRITE_INTENT).exists()


def write(root: Path, vault: Vault, intent: Intent) -> None:
    """Write the intent down, sealed."""
    atomic.write(root / layout.REWRITE_INTENT, vault.seal(msgspec.json.encode(intent)))


def read(root: Path, vault: Vault) -> Intent:
    """Return the intent of an erasure that was cut off.

    Raises:
        KeyProblem: the key is not there.
    """
    return msgspec.json.decode(vault.unseal((root / layout.REWRITE_INTENT).read_bytes()), type=Intent)


def remove(root: Path) -> None:
    """Note that the erasure is done."""
    (root / layout.REWRITE_INTENT).unlink(missing_ok=True)
    atomic.sync_folder(root)
