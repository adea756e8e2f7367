"""Whom to remind of a sign-in that has ended, or ends soon."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from outlast.places import Places
from outlast.settings import Account
from outlast.sign_in.known import Result, SignIn
from outlast.standing.gaps import Gap, GapKind
from outlast.standing.spoken_time import day

DAYS = 7
"""How many days before its end a sign-in is warned of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ending:
    """A sign-in that has ended, or ends soon."""

    account: Account
    sign_in: SignIn
    days: int
    """Whole days left; 0 on the last day and afterwards."""
    over: bool
    """It does not open anything any more, as far as is known."""


def expiring(notes: Iterable[SignIn], accounts: Iterable[Account], now: datetime, days: int = DAYS) -> Iterator[Ending]:
    """Yield the accounts that should sign in again, in the order of the settings; those without a session are not."""
    known = {note.account: note for note in notes}
    for account in accounts:
        note = known.get(account.name)
        if account.session is None or note is None:
            continue
        left = note.expiry.moment - now
        # A date that nobody told is a guess: only the platform's own word ends such a session.
        over = note.last_result is Result.SIGNED_OUT or (left <= timedelta() and note.expiry.certain)
        if over or left < timedelta(days=days):
            yield Ending(account=account, sign_in=note, days=max(left.days, 0), over=over)


def sign_in_gaps(places: Places, accounts: Iterable[Account], *, now: datetime) -> Iterator[Gap]:
    """Yield a gap for each account that should sign in again.

    Raises:
        StorageError: the notes cannot be read.
    """
    accounts = tuple(account for account in accounts if account.session is not None)
    if not accounts:
        return
    from outlast.sign_in.noted import noted_sign_ins  # SQLite: only where somebody is signed in

    for ending in expiring(noted_sign_ins(places), accounts, now):
        yield Gap(
            kind=GapKind.SIGNED_OUT if ending.over else GapKind.SIGN_IN_EXPIRES,
            text=sentence(ending, now),
            next=f"outlast login --account {ending.account.name}",
            publication=ending.account.publication,
        )


def sentence(ending: Ending, now: datetime) -> str:
    """Return what is to be said of it, for people."""
    name, platform = ending.account.name, ending.account.platform.capitalize()
    expiry = ending.sign_in.expiry
    if ending.over and ending.sign_in.last_result is Result.SIGNED_OUT:
        since = day(ending.sign_in.checked_at.astimezone(now.tzinfo))
        return f"{platform} signed {name} out (noticed on {since}); only what is public can be saved since"
    if ending.over:
        return f"that of {name} ended on {day(expiry.moment.astimezone(now.tzinfo))}; only what is public can be saved"
    if not expiry.certain:
        return f"that of {name} is about as old as they get ({platform} does not say when it ends)"
    left = "today" if ending.days == 0 else "in 1 day" if ending.days == 1 else f"in {ending.days} days"
    return f"that of {name} on {platform} ends {left}"
