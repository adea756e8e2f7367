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

from backup.archive.archive import Archive
from backup.errors import Locked, OutlastError, SetupError
from backup.watch.look import VIAS
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import wiring_of
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.watched import exit_code_of, severest, show_watched
from outlast.errors import SecretProblem
from outlast.exit_codes import ExitCode
from outlast.settings import Account
from outlast.state.database import StateDatabase
from outlast.telling.delivering import deliver_due, make_ways
from outlast.telling.outbox import Outbox
from outlast.watching.follow_up import follow_up
from outlast.watching.history import WatchHistory
from outlast.watching.looking import looks
from outlast.watching.run import Watched, can_watch
from outlast.watching.sessions import options_of, sessions_of

SECTION = "WATCH"
ORDER = 10


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
                _follow(session, watched, history, archive, database)
                codes.append(exit_code_of(watched))
    finally:
        database.close()
    worst = severest(codes)
    session.output.summary(accounts=len(accounts), exit_code=int(worst))
    return worst


def _confirmed(
    session: Session,
    account: Account,
    archive: Archive | None,
    history: WatchHistory,
    vias: frozenset[str] | None,
    times: int,
) -> Watched:
    """Return what the last of the looks brought; what changed in an earlier one has changed all the same."""

    def tell(error: OutlastError) -> None:
        session.output.warn(f"{error.what} Your own view is not looked at. → {error.advice}")

    def wait(seconds: float) -> None:
        session.output.note(f"Something is odd; looking again in {seconds:.0f} seconds …")
        pause(seconds)

    changed = False
    settings = session.settings
    with sessions_of(account, settings, session.places, environ=session.environ, problem=tell) as sessions:
        for watched in looks(
            account,
            sessions,
            archive=archive,
            history=history,
            options=options_of(settings, vias),
            clock=clock.now,
            pause=wait,
            most=times,
            when_blind=True,
        ):
            changed = changed or watched.changed
    return replace(watched, changed=changed)


def _follow(
    session: Session, watched: Watched, history: WatchHistory, archive: Archive | None, database: StateDatabase
) -> None:
    """Keep the proof where there is an incident or must be one, and send the news in the other ways too."""
    settings, output = session.settings, session.output
    try:
        found = follow_up(watched, history, archive, clock.now())
    except Locked as error:
        output.warn(f"{error.what} The proof is kept at the next look.")
        found = follow_up(watched, history, None, clock.now())
    outbox = Outbox(database)
    posted = [outbox.post(news, settings.alerts, now=clock.now()) for news in found]
    if not any(posted):
        return
    if found[0].incident:
        output.text(f"  The proof is kept in the incident {found[0].incident}: outlast incident timeline")
    for attempt in deliver_due(outbox, make_ways(settings.alerts, environ=session.environ), clock.now()):
        said = "told you by" if attempt.sent else "could not tell you by"
        output.note(f"Outlast {said} {attempt.way}: {attempt.said}")


def pause(seconds: float) -> None:
    """Wait; one place, so that a test need not."""
    time.sleep(seconds)


@contextmanager
def _archive(session: Session) -> Iterator[Archive | None]:
    """Open the archive where there is one. No key is needed: what is asked for is public, and proof is sealed."""
    wiring = wiring_of(session)
    if not wiring.exists:
        yield None
        return
    problems: list[SecretProblem] = []
    archive = wiring.open_archive(without_key=problems.append)
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
