"""Save the live site: posts, comments, chats, subscribers, pictures.

Asks the platform itself, slowly, and fetches only what changed since the last time. What is public needs nothing;
drafts, paid posts, chats, messages and subscribers need your session (outlast login). If it is stopped, or the line
breaks, what came is saved, and the same command goes on there. What is gone from the platform is kept here.

Examples:
    outlast backup
    outlast backup --only posts,comments
    outlast backup --full --account night-letters
"""

import dataclasses
from datetime import UTC, datetime

import click

from backup.archive.archive import Archive
from backup.errors import OutlastError, UsageError
from backup.sources._web import FetchOptions, web_sources
from outlast.backups.run import BackedUp, run_backup
from outlast.backups.setting_up import a_run, note_session
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import opened, wiring_of
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.backed_up import backup_fields, report_backup
from outlast.cli._reports.held import warn_of_incidents
from outlast.exit_codes import ExitCode
from outlast.settings import Account
from outlast.settings.kinds import RATE

SECTION = "KEEP"
ORDER = 5
_ORDER_OF_CODES = (
    ExitCode.INTERRUPTED, ExitCode.SUSPENDED, ExitCode.SIGNED_OUT, ExitCode.FAILED, ExitCode.TRY_LATER, ExitCode.PARTLY,
)  # fmt: skip


@click.command(cls=Command, help=__doc__)
@click.option("--only", metavar="PARTS", help="Only these parts: posts,drafts,comments,notes,chats,messages …")
@click.option("--full", is_flag=True, help="Fetch everything again, changed or not.")
@click.option("--slow-reads", is_flag=True, help="Also read pages that are not meant for programs (Medium).")
@click.option("--start-export", is_flag=True, help="Ask the platform to build an export, if the last one is old.")
@click.option(
    "--max-rate", metavar="N", callback=lambda _, __, text: _rate(text), help="At most N requests a second to one host."
)
@pass_session
def backup(
    session: Session, only: str | None, full: bool, slow_reads: bool, start_export: bool, max_rate: float | None
) -> int:
    """Save every account that is on a platform."""
    output = session.output
    accounts = [account for account in session.accounts if account.platform in web_sources()]
    if not accounts:
        raise UsageError(
            "There is no account on Substack or Medium in the settings.",
            next="Say where you publish: outlast init",
        )
    options = FetchOptions(
        now=datetime.now(UTC),
        full=full,
        only=_parts(only, accounts),
        slow_reads=slow_reads,
        start_export=start_export,
    )
    done: list[BackedUp] = []
    failures: list[OutlastError | KeyboardInterrupt] = []
    with opened(session) as archive:
        for account in accounts:
            try:
                done.append(_one(session, archive, account, options, max_rate))
            except OutlastError as error:
                if len(accounts) == 1:
                    raise
                output.bad(f"{account.name}: {error.what}")
                failures.append(error)
                continue
            failure = done[-1].failure
            if failure is not None:
                failures.append(failure)
                _tell(session, account, failure)
            if isinstance(failure, KeyboardInterrupt):
                break
    code = _code(done, failures)
    output.summary(accounts=[backup_fields(one) for one in done], exit_code=int(code))
    return code


def _one(
    session: Session, archive: Archive, account: Account, options: FetchOptions, max_rate: float | None
) -> BackedUp:
    output = session.output
    wiring = wiring_of(session)
    with output.progress(account.name) as progress, a_run(wiring, account, options, rate=max_rate) as run:
        done = run_backup(archive, dataclasses.replace(run, progress=progress.advance))
        note_session(wiring, run, done)
    report_backup(output, done, alone=len(archive.slugs()) == 1)
    warn_of_incidents(output, archive, {account.publication}, "This backup")
    return done


def _tell(session: Session, account: Account, failure: OutlastError | KeyboardInterrupt) -> None:
    if isinstance(failure, OutlastError):
        session.output.attention(f"{account.name}: {failure.what}")
        session.output.text(f"  {failure.meaning}")
        session.output.text(f"  → {failure.advice}")
    else:
        session.output.attention("Stopped by you. What came is saved; the same command goes on there.")


def _rate(text: str | None) -> float | None:
    """Return the rate that was typed.

    Raises:
        UsageError: it is none.
    """
    if text is None:
        return None
    try:
        return float(str(RATE.accept(RATE.from_text(text))))
    except ValueError as error:
        raise UsageError(f"What follows --max-rate {error}.") from None


def _parts(only: str | None, accounts: list[Account]) -> frozenset[str]:
    wanted = frozenset(part.strip() for part in (only or "").split(",") if part.strip())
    known = {part for account in accounts for part in web_sources()[account.platform].parts}
    if unknown := sorted(wanted - known):
        raise UsageError(f"There is no part called {unknown[0]}.", next=f"Parts: {', '.join(sorted(known))}")
    return wanted


def _code(done: list[BackedUp], failures: list[OutlastError | KeyboardInterrupt]) -> ExitCode:
    codes = {
        ExitCode.of(failure.exit_code) if isinstance(failure, OutlastError) else ExitCode.INTERRUPTED
        for failure in failures
    }
    if any(one.partly or one.suspect for one in done):
        codes.add(ExitCode.PARTLY)
    return next((code for code in _ORDER_OF_CODES if code in codes), min(codes, default=ExitCode.DONE))


COMMAND = backup
