"""The secret in its place: put there, fetched late, renewed, taken away. References: see `outlast.secrets`."""

import threading
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

from backup.errors import OutlastError, SignedOut
from backup.http import Cookie
from outlast.places import Places
from outlast.secrets import Secret, resolve, store_file, store_keyring
from outlast.settings import Account
from outlast.sign_in.expiry import expiry_of
from outlast.sign_in.noted import note_end
from outlast.sign_in.pasted import as_text, cookies_in
from outlast.sign_in.wanted import wanted_of

_FOLDER = "sessions"
_SERVICE = "outlast"


class Store(StrEnum):
    """Where Outlast itself keeps a session."""

    FILE = "file"
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True, kw_only=True)
class Removed:
    """What was taken away."""

    ours: bool
    """The cookie lay in a place of ours and is gone from it."""
    foreign: str | None = None
    """The scheme of a place that is not ours and was left alone: `command`, `file` …"""


def keep(places: Places, account: Account, cookies: Sequence[Cookie], store: Store) -> str:
    """Keep the cookies in a place of ours, and in no other one, and return the reference to them.

    Raises:
        SecretProblem: there is no key store here, or it refused.
        OSError: the disk refused; what was there before is as it was.
    """
    before = store_of(places, account)
    reference = _write(places, account.name, cookies, store)
    if store is Store.FILE and before is Store.KEYRING:
        _drop_from_keyring(account.name)
    elif store is Store.KEYRING:
        own_file(places, account.name).unlink(missing_ok=True)
    return reference


def session_of(
    account: Account, *, environ: Mapping[str, str], ask: Callable[[str], str] | None = None
) -> tuple[Cookie, ...]:
    """Return the cookies of an account's session, fetched now from where the settings say; none if it has no session.

    Raises:
        SecretProblem: they are not there, or may not be read.
        SignedOut: what lies there holds no cookie of this platform.
    """
    if account.session is None:
        return ()
    secret = resolve(account.session, environ=environ, ask=ask)
    pasted = cookies_in(secret.reveal(), wanted_of(account))
    if not pasted.enough and not pasted.cookies:
        raise SignedOut(
            f"What is kept for {account.name} holds no session of {account.platform.capitalize()}.",
            next=f"Sign in again with: outlast login --account {account.name}",
        )
    return pasted.cookies


def rotation(places: Places, account: Account, *, environ: Mapping[str, str]) -> Callable[[Cookie], None] | None:
    """Return what keeps a cookie that the platform renews, for `PoliteSession`; `None` where the place is not ours."""
    store = store_of(places, account)
    if store is None:
        return None
    lock = threading.Lock()

    def keep_rotated(cookie: Cookie) -> None:
        """Put a renewed cookie in the place of the old one; a place that cannot be written to keeps the old one."""
        with lock, suppress(OutlastError, OSError):
            held = session_of(account, environ=environ)
            renewed = [cookie if (one.name, one.host) == (cookie.name, cookie.host) else one for one in held]
            if cookie in renewed:
                _write(places, account.name, renewed, store)
                note_end(places, account.name, expiry_of(renewed, None, now=datetime.now(UTC)))

    return keep_rotated


def remove(places: Places, account: Account) -> Removed:
    """Take the cookies out of our places; a place of the writer's own is left alone.

    Raises:
        OSError: the disk refused.
    """
    file = own_file(places, account.name)
    had_file = file.exists()
    file.unlink(missing_ok=True)
    ours = store_of(places, account)
    had_entry = _drop_from_keyring(account.name) if ours is Store.KEYRING else False
    foreign = account.session.partition(":")[0] if account.session and ours is None else None
    return Removed(ours=had_file or had_entry, foreign=foreign)


def store_of(places: Places, account: Account) -> Store | None:
    """Return which of our places the settings name; `None` where they name another one, or none."""
    if account.session == f"file:{own_file(places, account.name)}":
        return Store.FILE
    if account.session == f"keyring:{_SERVICE}/{_entry(account.name)}":
        return Store.KEYRING
    return None


def own_file(places: Places, name: str) -> Path:
    """Return the file that an account's cookies are in."""
    return places.state_dir / _FOLDER / f"{name}.cookie"


def _write(places: Places, name: str, cookies: Sequence[Cookie], store: Store) -> str:
    secret = Secret(as_text(cookies))
    if store is Store.KEYRING:
        return store_keyring(_SERVICE, _entry(name), secret)
    return store_file(own_file(places, name), secret)


def _entry(name: str) -> str:
    return f"session-{name}"


def _drop_from_keyring(name: str) -> bool:
    import keyring
    import keyring.errors

    try:
        if keyring.get_password(_SERVICE, _entry(name)) is None:
            return False
        keyring.delete_password(_SERVICE, _entry(name))
    except (keyring.errors.KeyringError, RuntimeError):
        return False
    return True
