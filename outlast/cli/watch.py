"""Look from the outside whether your account is up, and say what each answer means.

Asks as any visitor would, and compares with somebody else's page on the same platform. It says “suspended” only when
two things that do not hang together agree, in two looks: otherwise a bad network or a changed page would frighten you.

Exit code: 0 up, 3 not clear or restricted, 4 signed out, 5 suspended or a post taken away, 75 nothing could be seen.

Examples:
    outlast watch
    outlast watch --account night-letters --confirm-times 3
    outlast watch --via direct,rss
    outlast watch --json
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import click

from backup.archive.reading import ReadableArchive
from backup.errors import OutlastError, SetupError
from backup.watch.look import VIAS
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import wiring_of
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.watched import exit_code_of, severest, show_watched
from outlast.exit_codes import ExitCode
from outlast.settings import Account
from outlast.state.database import StateDatabase
from outlast.watching.history import WatchHistory
from outlast.watching.run import Watched, can_watch, run_watch
from outlast.watching.sessions import options_of, sessions_of

SECTION = "WATCH"
ORDER = 10
BETWEEN = 60.0
"""Seconds between two looks of `--confirm-times`; closer together they would count as one."""


@click.command(cls=Command, help=__doc__)
@click.option(
    "--confirm-times",
    metavar="N",
    type=click.IntRange(1, 10),
    default=1,
    show_default=True,
    help="If something is odd, look up to N times, a minute apart, before the verdict.",
)
@click.option("--via", metavar="WAYS", help=f"Only these ways, with commas between: {', '.join(VIAS)}.")
@pass_session
def watch(session: Session, confirm_times: int, via: str | None) -> int:
    """Look once at each account."""
    vias = _vias(via)
    accounts = [account for account in session.accounts if can_watch(account)]
    if not accounts:
        raise SetupError(
            "There is no account to look at.",
            so_what="Nothing was asked.",
            next="Add one with: outlast init    or: outlast config set accounts.NAME.url https://…",
        )
    codes: list[ExitCode] = []
    database = StateDatabase(session.places.state_dir)
    try:
        history = WatchHistory(database)
        with _archive(session) as archive:
            for place, account in enumerate(accounts):
                if place:
                    session.output.text()
                watched = _confirmed(session, account, archive, history, vias, confirm_times)
                show_watched(session.output, watched, now=clock.now())
                codes.append(exit_code_of(watched))
    finally:
        database.close()
    worst = severest(codes)
    session.output.summary(accounts=len(accounts), exit_code=int(worst))
    return worst


def _confirmed(
    session: Session,
    account: Account,
    archive: ReadableArchive | None,
    history: WatchHistory,
    vias: frozenset[str] | None,
    times: int,
) -> Watched:
    """Return what the last of the looks brought; what changed in an earlier one has changed all the same."""

    def tell(error: OutlastError) -> None:
        session.output.warn(f"{error.what} Your own view is not looked at. → {error.advice}")

    changed = False
    settings = session.settings
    with sessions_of(account, settings, session.places, environ=session.environ, problem=tell) as sessions:
        for left in reversed(range(times)):
            watched = run_watch(
                account,
                archive=archive,
                history=history,
                web=sessions.web,
                owner=sessions.owner,
                now=clock.now(),
                options=options_of(settings, vias),
            )
            changed = changed or watched.changed
            clear = watched.verdict.sure and watched.verdict.blind is None
            if not left or clear:
                break
            session.output.note(f"Something is odd; looking again in {BETWEEN:.0f} seconds …")
            pause(BETWEEN)
    return replace(watched, changed=changed)


def pause(seconds: float) -> None:
    """Wait; one place, so that a test need not."""
    time.sleep(seconds)


@contextmanager
def _archive(session: Session) -> Iterator[ReadableArchive | None]:
    """Open the archive where there is one. No key is needed: what is asked for is public."""
    wiring = wiring_of(session)
    if not wiring.exists:
        yield None
        return
    archive = ReadableArchive(wiring.root)
    try:
        yield archive
    finally:
        archive.close()


def _vias(text: str | None) -> frozenset[str] | None:
    if text is None:
        return None
    vias = frozenset(part.strip() for part in text.split(",") if part.strip())
    if not vias or not vias <= set(VIAS):
        raise click.BadParameter(f"give some of {', '.join(VIAS)}, with commas between", param_hint="--via")
    return vias


COMMAND = watch
