"""Tell how safe you are: what is saved, how old it is, and what to do next.

Reads what the archive says of itself; opens no list, needs no key and no network. The exit code is 0 when nothing is
missing, 3 when there are gaps, and 5 when the platform shuts you out. How old a list or an export may be is a setting
(reminders.…).

Examples:
    outlast
    outlast status --json
    outlast status --account night-letters
"""

import click

from backup.archive import layout
from backup.errors import NoArchive
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.standing import report, summary_fields
from outlast.exit_codes import ExitCode
from outlast.standing.archive import Standing, standing
from outlast.standing.gaps import GapKind

SECTION = "GET STARTED"
ORDER = 40


@click.command(cls=Command, help=__doc__)
@pass_session
def status(session: Session) -> int:
    """Show the one screen."""
    found = show_standing(session)
    session.output.summary(**summary_fields(found))
    if any(gap.kind is GapKind.SHUT_OUT for gap in found.gaps):
        return ExitCode.SUSPENDED
    return ExitCode.DONE if found.safe else ExitCode.PARTLY


def show_standing(session: Session) -> Standing:
    """Show how safe everything is, up to the summary for programs, and return it.

    Raises:
        NoArchive: there is none.
    """
    now = clock.now()
    only = tuple(account.publication for account in session.accounts) if session.options.account else None
    try:
        found = standing(session.settings, session.places, environ=session.environ, now=now, only=only)
    except NoArchive as error:
        folder = session.settings.archive
        if (folder / layout.INFO).exists():
            raise  # of a newer Outlast; it says so itself
        own_disk = folder != session.places.archive and not folder.parent.exists()
        away = " If its disk is not plugged in, do that first." if own_disk else ""
        raise NoArchive(
            f"There is no archive in {folder}.",
            so_what=f"If you saved nothing yet, your work and your subscribers are with the platform alone.{away}",
            next="Begin with: outlast init    or, if you have an export already: outlast import FILE",
        ) from error
    report(session.output, found, now=now)
    return found


COMMAND = status
