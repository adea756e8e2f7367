"""Where the private half of an archive's key lies on this computer, and how it is found again.

In order: what the setting `key` refers to; the key file in the state folder (0600); the computer's key store, where
a note beside that file says so; the same file sealed with a passphrase. Each archive has places of its own, by its
id. A run that finds none still saves everything (`docs/reference/archive-format.md`).
"""

from collections.abc import Callable, Mapping
from pathlib import Path

from backup.archive.info import ArchiveInfo
from backup.archive.keys import Key, unwrap, wrap
from backup.errors import KeyProblem
from outlast.errors import SecretProblem
from outlast.places import Places
from outlast.private_file import write_private
from outlast.secrets import Secret, resolve, store_file, store_keyring
from outlast.settings import Settings

SERVICE = "outlast"


def key_file(places: Places, archive_id: str) -> Path:
    """Return where the key of an archive lies unless the settings say otherwise."""
    return places.state_dir / "keys" / f"{archive_id}.key"


def wrapped_file(places: Places, archive_id: str) -> Path:
    """Return where the key lies when it is sealed with a passphrase."""
    return places.state_dir / "keys" / f"{archive_id}.key.age"


def note_file(places: Places, archive_id: str) -> Path:
    """Return the file that holds the reference to the key where it lies in the computer's key store."""
    return places.state_dir / "keys" / f"{archive_id}.where"


def sheet_mark(places: Places, archive_id: str) -> Path:
    """Return the file that notes that the recovery sheet was printed."""
    return places.state_dir / "keys" / f"{archive_id}.sheet"


def find_key(
    info: ArchiveInfo,
    settings: Settings,
    places: Places,
    *,
    environ: Mapping[str, str],
    ask: Callable[[str], str] | None,
) -> Key | None:
    """Return the key of an archive, or `None` when it cannot be had here and now.

    Raises:
        SecretProblem: the setting `key` names a place, and it is not there or may not be read.
        KeyProblem: what was found is no key, or that of another archive.
    """
    if info.recipient is None:
        return None
    key: Key | None = None
    if settings.key is not None:
        key = Key(resolve(settings.key, environ=environ, ask=ask).reveal())
        if key.recipient != info.recipient and _has_own_place(places, info.id):
            key = None  # the setting is that of another archive; this one has a place of its own
    if key is None and key_file(places, info.id).exists():
        key = Key(resolve(f"file:{key_file(places, info.id)}", environ=environ).reveal())
    if key is None and (noted := noted_reference(places, info.id)):
        key = Key(resolve(noted, environ=environ).reveal())
    wrapped = wrapped_file(places, info.id)
    if key is None and wrapped.exists() and ask is not None:
        key = unwrap(wrapped.read_bytes(), ask("Passphrase of the archive"))
    if key is not None and key.recipient != info.recipient:
        raise KeyProblem("The key that was found belongs to another archive.")
    return key


def where_key_lies(info: ArchiveInfo, settings: Settings, places: Places) -> str:
    """Return, for people, where the key is looked for and found; empty when it is nowhere."""
    if settings.key is not None:
        return settings.key.partition(":")[0] + ":…" if settings.key.startswith(("command", "prompt")) else settings.key
    if key_file(places, info.id).exists():
        return f"file:{key_file(places, info.id)}"
    if noted := noted_reference(places, info.id):
        return noted
    wrapped = wrapped_file(places, info.id)
    return f"{wrapped} (sealed with your passphrase)" if wrapped.exists() else ""


def keep_in_file(places: Places, archive_id: str, key: Key) -> str:
    """Keep a key in the state folder, readable by its owner only; return the reference to it."""
    return store_file(key_file(places, archive_id), Secret(key.text))


def noted_reference(places: Places, archive_id: str) -> str:
    """Return the reference to the key in the computer's key store; empty where none is noted."""
    try:
        return note_file(places, archive_id).read_text(encoding="utf-8").strip()
    except FileNotFoundError:
        return ""


def keep_wrapped(places: Places, archive_id: str, key: Key, passphrase: str) -> Path:
    """Keep a key sealed with a passphrase in the state folder."""
    path = wrapped_file(places, archive_id)
    write_private(path, wrap(key, passphrase))
    return path


def keep_in_keyring(places: Places, archive_id: str, key: Key) -> str:
    """Keep a key in the computer's own key store, and note where; return the reference to it.

    Raises:
        SecretProblem: there is no key store here, or it did not keep the key.
    """
    reference = store_keyring(SERVICE, archive_id, Secret(key.text))
    if Key(resolve(reference, environ={}).reveal()).recipient != key.recipient:
        raise SecretProblem("The key store of this computer did not keep the key.")
    write_private(note_file(places, archive_id), reference.encode() + b"\n")
    return reference


def _has_own_place(places: Places, archive_id: str) -> bool:
    return any(path(places, archive_id).exists() for path in (key_file, note_file, wrapped_file))
