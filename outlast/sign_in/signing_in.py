"""Signing in, looking whether a sign-in still works, and signing out: what the verbs `login` and `logout` do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from backup.errors import SignedOut
from backup.http import Cookie
from outlast.network import open_session
from outlast.places import Places
from outlast.settings import Account, Settings, remove_settings, set_setting
from outlast.sign_in.expiry import Expiry, expiry_of
from outlast.sign_in.keeping import Removed, Store, keep, remove, rotation, session_of
from outlast.sign_in.known import Result, SignIn
from outlast.sign_in.noted import SignIns
from outlast.sign_in.pasted import Pasted
from outlast.sign_in.trying import Who, who_is_signed_in
from outlast.sign_in.wanted import own_hosts
from outlast.state.database import StateDatabase


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """A session that the platform knows."""

    who: Who
    cookies: tuple[Cookie, ...]
    """As they are now: the platform may have renewed one."""
    expiry: Expiry


def try_cookies(settings: Settings, account: Account, pasted: Pasted, *, now: datetime) -> Tried:
    """Ask the platform who is signed in with these cookies.

    Raises:
        SignedOut: it does not know them.
        WebProblem, UnexpectedAnswer: it could not be asked.
    """
    renewed: dict[tuple[str, str], Cookie] = {}

    def remember(cookie: Cookie) -> None:
        renewed[cookie.name, cookie.host] = cookie

    hosts = own_hosts(account)
    with open_session(settings, own_hosts=hosts, cookies=pasted.cookies, on_cookie=remember) as session:
        who = who_is_signed_in(session, account, pasted.cookies)
    cookies = tuple(renewed.get((one.name, one.host), one) for one in pasted.cookies)
    return Tried(who=who, cookies=cookies, expiry=expiry_of(cookies, pasted.token, now=now))


def sign_in(
    places: Places, account: Account, tried: Tried, *, now: datetime, reference: str | None = None, store: Store
) -> str:
    """Keep a session that works, in a place of ours or by the writer's own `reference`; return the reference.

    Raises:
        SecretProblem, StorageError, OSError: it could not be kept.
        BadSettings: the settings file does not take it.
    """
    if reference is None:
        kept = keep(places, account, tried.cookies, store)
    else:
        kept = reference
        remove(places, account)  # an earlier one of ours would lie there unused
    if kept != account.session:
        set_setting(places, f"accounts.{account.name}.session", kept)
    note = SignIn(
        account=account.name,
        since=now,
        expiry=tried.expiry,
        who=tried.who.words,
        checked_at=now,
        last_result=Result.OK,
    )
    database = StateDatabase(places.state_dir)
    try:
        SignIns(database).note(note)
    finally:
        database.close()
    return kept


def check_sign_in(
    settings: Settings, places: Places, account: Account, *, environ: Mapping[str, str], now: datetime
) -> Who:
    """Ask the platform whether the kept session still works, and note the answer.

    Raises:
        SignedOut: it does not, or there is none.
        SecretProblem: it cannot be fetched.
        WebProblem, UnexpectedAnswer: the platform could not be asked; nothing is noted.
    """
    if account.session is None:
        raise SignedOut(f"{account.name} is not signed in.", so_what="Only what is public can be saved.")
    cookies = session_of(account, environ=environ)
    renew = rotation(places, account, environ=environ)
    try:
        with open_session(settings, own_hosts=own_hosts(account), cookies=cookies, on_cookie=renew) as session:
            who = who_is_signed_in(session, account, cookies)
    except SignedOut:
        note_result(places, account, Result.SIGNED_OUT, now=now)
        raise
    note_result(places, account, Result.OK, now=now)
    return who


def note_result(places: Places, account: Account, result: Result, *, now: datetime) -> None:
    """Note how an account's sign-in was found; a backup that meets a dead session tells it here too.

    Raises:
        StorageError: the disk refuses.
    """
    database = StateDatabase(places.state_dir)
    try:
        SignIns(database).note_result(account.name, result, now=now)
    finally:
        database.close()


def sign_out(places: Places, account: Account) -> Removed:
    """Take the session out of our places, the settings and the notes. The platform is not told: revoke it there.

    Raises:
        StorageError, OSError: the disk refused.
    """
    removed = remove(places, account)
    if account.session is not None:
        remove_settings(places, ("accounts", account.name, "session"))
    database = StateDatabase(places.state_dir)
    try:
        SignIns(database).forget(account.name)
    finally:
        database.close()
    return removed


def those_signed_in(accounts: Sequence[Account]) -> tuple[Account, ...]:
    """Return the accounts that have a session."""
    return tuple(account for account in accounts if account.session is not None)
