"""Moves the key of an archive from one place on this computer to another."""

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from backup.archive.keys import Key
from outlast.errors import SecretProblem
from outlast.keys import archive_key
from outlast.places import Places
from outlast.secrets import resolve


class KeyStore(StrEnum):
    """Where a key can lie."""

    FILE = "file"
    """A file that only its owner may read: works while nobody is there."""
    KEYRING = "keyring"
    """The computer's own key store."""
    PASSPHRASE = "passphrase"  # noqa: S105  # the name of a place
    """A file sealed with a passphrase: whoever reads what is private types it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """Where a key lies now."""

    where: str
    left: str = ""
    """An old place that it could not be removed from; empty where all went well."""


def keep_key(places: Places, archive_id: str, key: Key, store: KeyStore, *, passphrase: str = "") -> Kept:
    """Keep a key in one place, and then remove it from the other places that Outlast keeps keys in.

    Raises:
        SecretProblem: there is no key store here; the key is where it was.
        OSError: the disk refused; the key is where it was.
    """
    files = _files(places, archive_id)
    noted = archive_key.noted_reference(places, archive_id)
    if store is KeyStore.PASSPHRASE:
        where = str(archive_key.keep_wrapped(places, archive_id, key, passphrase))
    elif store is KeyStore.KEYRING:
        where = archive_key.keep_in_keyring(places, archive_id, key)
    else:
        where = archive_key.keep_in_file(places, archive_id, key)
        if resolve(where, environ={}).reveal() != key.text:
            raise SecretProblem(f"The key cannot be read back from {files[store]}.")
    left = noted if noted and store is not KeyStore.KEYRING and not _removed_from_keyring(noted) else ""
    for kind, path in files.items():
        if kind is not store:
            path.unlink(missing_ok=True)
    return Kept(where=where, left=left)


def kept_in(places: Places, archive_id: str) -> KeyStore | None:
    """Return which of its places Outlast keeps the key in; `None` if in none of them."""
    return next((store for store, path in _files(places, archive_id).items() if path.exists()), None)


def _files(places: Places, archive_id: str) -> dict[KeyStore, Path]:
    return {
        KeyStore.FILE: archive_key.key_file(places, archive_id),
        KeyStore.KEYRING: archive_key.note_file(places, archive_id),
        KeyStore.PASSPHRASE: archive_key.wrapped_file(places, archive_id),
    }


def _removed_from_keyring(reference: str) -> bool:
    import keyring
    import keyring.errors

    service, _, name = reference.removeprefix("keyring:").rpartition("/")
    try:
        keyring.delete_password(service, name)
    except keyring.errors.KeyringError:
        return False
    return True
