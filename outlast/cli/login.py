"""Sign in to your platform, so that drafts, chats and subscribers can be saved too.

Outlast never asks for your password: it takes the cookie that your browser is signed in with, tries it, and says who is
signed in and until when. It is kept in a file that only you can read, or in this computer's key store.

Examples:
    outlast login
    outlast login --account night-letters --cookie-file ~/Downloads/cookies.txt
    outlast login --cookie-from "command:pass show substack-session"
    outlast login --check
"""

import sys
from pathlib import Path

import click

from backup.errors import InputError, NeedsConfirmation, SignedOut, UsageError
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.errors import NoCookie
from outlast.exit_codes import ExitCode
from outlast.places import at_home
from outlast.secrets import resolve, split_reference
from outlast.settings import Account
from outlast.sign_in.keeping import Store, own_file
from outlast.sign_in.pasted import Pasted, cookies_in
from outlast.sign_in.signing_in import Tried, check_sign_in, sign_in, those_signed_in, try_cookies
from outlast.sign_in.trying import Role
from outlast.sign_in.wanted import how_to_find, wanted_of
from outlast.standing.spoken_time import day

SECTION = "KEEP"
ORDER = 80

_LARGEST = 1_000_000
_CUT_BY_TERMINAL = 4_000
"""Many terminals take no longer line than 4,095 signs, and drop the rest without a word."""


@click.command(cls=Command, help=__doc__)
@click.option("--cookie-file", metavar="FILE", help="Read the cookie from this file; - is the standard input.")
@click.option(
    "--cookie-from", metavar="REFERENCE", help="Fetch it anew each time: command:…, file:…, keyring:… or env:…"
)
@click.option(
    "--store",
    type=click.Choice([store.value for store in Store]),
    default="file",
    show_default=True,
    help="Where to keep it.",
)
@click.option("--check", is_flag=True, help="Only look whether the sign-in still works.")
@pass_session
def login(session: Session, cookie_file: str | None, cookie_from: str | None, store: str, check: bool) -> int:
    """Sign in, or look at the sign-in."""
    if check:
        return _check(session)
    if cookie_file is not None and cookie_from is not None:
        raise UsageError("Give the cookie by a file or by a reference, not both.")
    account, now = the_account(session), clock.now()
    text = _referred(session, cookie_from) if cookie_from is not None else _handed_in(session, account, cookie_file)
    pasted = cookies_in(text, wanted_of(account))
    if not pasted.enough and not _own_address_alone(pasted):
        raise _no_cookie(account, pasted, typed=cookie_file is None and cookie_from is None, size=len(text))
    try:
        tried = try_cookies(session.settings, account, pasted, now=now)
    except SignedOut as error:
        raise SignedOut(
            error.what,
            so_what="Nothing was kept or changed. The cookie may have ended, or not have been copied whole.",
            next="Sign in with your browser, copy the cookie anew, and stay signed in there",
        ) from None
    kept = sign_in(session.places, account, tried, now=now, reference=cookie_from, store=Store(store))
    return _tell(session, account, pasted, tried, kept, cookie_file)


def the_account(session: Session) -> Account:
    """Return the one account that is meant.

    Raises:
        UsageError: there is none, or more than one, or none that one can sign in to.
    """
    accounts = [account for account in session.accounts if wanted_of(account)]
    if len(accounts) == 1:
        return accounts[0]
    if accounts:
        names = ", ".join(account.name for account in accounts)
        raise UsageError("It does not say which account is meant.", next=f"Add --account with one of: {names}")
    raise UsageError(
        "There is no account on Substack or Medium in the settings.",
        so_what="Nothing was done.",
        next="Say where you publish first: outlast init",
    )


def _handed_in(session: Session, account: Account, cookie_file: str | None) -> str:
    if cookie_file == "-":
        return sys.stdin.read(_LARGEST)
    if cookie_file is not None:
        path = at_home(Path(cookie_file))
        try:
            with path.open("rb") as file:
                return file.read(_LARGEST).decode("utf-8-sig", "replace")
        except OSError as error:
            raise InputError(
                f"{path} cannot be read ({error.strerror}).",
                so_what="Nothing was changed.",
                next="Look for a slip in its name.",
            ) from error
    if not session.output.can_ask:
        raise NeedsConfirmation(
            "The cookie has to be pasted, and nobody is here to do it.",
            so_what="Nothing was changed.",
            next="Run it in a terminal, or give it with --cookie-file FILE (- for the standard input)",
        )
    session.output.note(how_to_find(account))
    return session.output.ask_secret(f"Cookie of {account.platform.capitalize()} (it is not shown)")


def _referred(session: Session, reference: str) -> str:
    try:
        scheme, _ = split_reference(reference)
    except ValueError as error:
        raise UsageError(
            f"What follows --cookie-from {error}.",
            so_what="Nothing was changed. If it was the cookie itself, it now stands in your shell's history.",
            next="See: outlast login --help",
        ) from None
    if scheme == "prompt":
        raise UsageError("A cookie cannot be asked for each time: backups run while nobody is there.")
    return resolve(reference, environ=session.environ).reveal()


def _own_address_alone(pasted: Pasted) -> bool:
    """Tell whether only the cookie of the publication's own address is there, which opens all but chats and notes."""
    return bool(pasted.cookies) and all(cookie.name == "connect.sid" for cookie in pasted.cookies)


def _no_cookie(account: Account, pasted: Pasted, *, typed: bool, size: int) -> NoCookie:
    names = " and ".join(wanted.name for wanted in pasted.missing if wanted.required) or "connect.sid"
    cut = (
        " It may have been cut off: terminals take no longer lines. Use --cookie-file."
        if size > _CUT_BY_TERMINAL
        else ""
    )
    return NoCookie(
        f"There is no cookie {names} of {account.platform.capitalize()} in it.{cut if typed else ''}",
        next=how_to_find(account),
    )


def _tell(
    session: Session, account: Account, pasted: Pasted, tried: Tried, kept: str, cookie_file: str | None
) -> ExitCode:
    output, who, expiry = session.output, tried.who, tried.expiry
    until = day(expiry.moment.astimezone())
    ends = (
        f"until {until}"
        if expiry.certain
        else f"until about {until} (people report 90 days; the platform does not say)"
    )
    output.ok(f"Signed in as {who.words}, {ends}.")
    warnings = list(_warnings(account, pasted, tried))
    for warning in warnings:
        output.warn(warning)
    ours = kept == f"file:{own_file(session.places, account.name)}"
    where = kept.removeprefix("file:") if ours else kept.partition(":")[0] if kept.startswith("command:") else kept
    output.note(f"The cookie lies in {where}. Warned of its end by: outlast status")
    if cookie_file not in (None, "-"):
        output.note(f"{cookie_file} still holds it too, with your other cookies perhaps: delete that file.")
    output.summary(
        account=account.name,
        who=who.name,
        handle=who.handle,
        role=who.of_account.role if who.of_account else None,
        publication=who.of_account.publication if who.of_account else None,
        expires=expiry.moment,
        expires_told_by=expiry.told_by,
        kept=kept.partition(":")[0],
        warnings=warnings,
    )
    return ExitCode.PARTLY if warnings else ExitCode.DONE


def _warnings(account: Account, pasted: Pasted, tried: Tried) -> list[str]:
    warnings, who = [], tried.who
    if account.platform == "substack" and all(cookie.name == "connect.sid" for cookie in pasted.cookies):
        warnings.append("The cookie substack.sid is missing: chats and notes cannot be saved without it.")
    if who.own_address is False:
        warnings.append("The publication's own address does not know its cookie connect.sid; copy that one anew.")
    elif any(wanted.name == "connect.sid" for wanted in pasted.missing):
        host = next(wanted.host for wanted in pasted.missing if wanted.name == "connect.sid")
        warnings.append(f"The cookie connect.sid of {host} is missing: drafts and subscribers may need it.")
    if who.roles and who.of_account is None and account.url is not None:
        others = ", ".join(sorted({role.publication for role in who.roles}))
        warnings.append(f"{who.name} has no part in {account.url}, only in: {others}. Is it the right account?")
    elif who.of_account is not None and not _may_see(who.of_account):
        warnings.append(
            f"As {who.of_account.role} you may not see everything: drafts, chats or subscribers may be missing."
        )
    return warnings


def _may_see(role: Role) -> bool:
    return role.role in ("admin", "owner")


def _check(session: Session) -> int:
    """Try the sign-ins that are kept.

    Raises:
        SignedOut: there is none.
    """
    output, now = session.output, clock.now()
    accounts = those_signed_in(session.accounts)
    if not accounts:
        raise SignedOut("No account is signed in.", so_what="Only what is public can be saved.")
    dead = 0
    for account in accounts:
        try:
            who = check_sign_in(session.settings, session.places, account, environ=session.environ, now=now)
        except SignedOut as error:
            dead += 1
            output.bad(f"{account.name}: {error.what}")
            output.text(f"  → outlast login --account {account.name}")
            output.line("sign_in", account=account.name, works=False, who=None)
        else:
            output.ok(f"{account.name}: signed in as {who.words}")
            output.line("sign_in", account=account.name, works=True, who=who.words)
    output.summary(works=len(accounts) - dead, signed_out=dead)
    return ExitCode.SIGNED_OUT if dead else ExitCode.DONE


COMMAND = login
