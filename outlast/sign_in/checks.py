"""What `outlast doctor` says of sign-ins. Nobody is asked for anything, and no program is started."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from backup.errors import OutlastError
from outlast.doctor.check import Check, State
from outlast.places import Places
from outlast.settings import Account
from outlast.sign_in.keeping import session_of
from outlast.sign_in.noted import noted_sign_ins
from outlast.sign_in.warning import expiring, sentence
from outlast.standing.spoken_time import day

_NOT_OPENED = ("command:", "prompt:")


def sign_in_checks(
    places: Places, accounts: tuple[Account, ...], *, environ: Mapping[str, str], now: datetime
) -> Iterator[Check]:
    """Yield a check for each account that is signed in."""
    signed_in = [account for account in accounts if account.session is not None]
    if not signed_in:
        return
    try:
        notes = {note.account: note for note in noted_sign_ins(places)}
    except OutlastError as error:
        yield Check(name="Sign-in", state=State.BAD, text=error.what, next=error.advice)
        return
    ending = {one.account.name: one for one in expiring(notes.values(), signed_in, now)}
    for account in signed_in:
        name, again = f"Sign-in {account.name}", f"outlast login --account {account.name}"
        problem = _problem(account, environ)
        if problem is not None:
            yield Check(name=name, state=State.BAD, text=problem, next=again)
        elif account.name in ending:
            state = State.BAD if ending[account.name].over else State.ATTENTION
            yield Check(name=name, state=state, text=sentence(ending[account.name], now), next=again)
        elif account.name in notes:
            note = notes[account.name]
            about = "" if note.expiry.certain else "about "
            ends = f"ends {about}{day(note.expiry.moment.astimezone(now.tzinfo))}"
            yield Check(name=name, state=State.OK, text=f"{note.who}; {ends}")
        else:
            yield Check(name=name, state=State.OK, text="not tried yet", next=f"{again} --check")


def _problem(account: Account, environ: Mapping[str, str]) -> str | None:
    if account.session is None or account.session.startswith(_NOT_OPENED):
        return None
    try:
        session_of(account, environ=environ)
    except OutlastError as error:
        return error.what
    return None
