"""`outlast mail unsubscribes`: who wants no more letters, by whatever way they said so."""

import click

from backup.errors import UsageError
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import opened, wiring_of
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.unsubscribed import tell_damage, tell_mailbox, tell_way
from outlast.exit_codes import ExitCode
from outlast.mailing.collecting import collect_all


@click.command(cls=Command)
@pass_session
def unsubscribes(session: Session) -> int:
    """Fetch who wants no more letters, and never write to them again.

    Looks into your drop-box, asks your provider for its own list, and reads your mailbox, as far as the settings name
    them. Nothing is taken away anywhere; to run this again changes nothing. Links that somebody made up are counted,
    and nothing else. The schedule does this each hour.

    Examples:
        outlast mail unsubscribes
    """
    output = session.output
    with opened(session) as archive:
        found = collect_all(
            archive, session.settings, environ=session.environ, clock=clock.now, ask=wiring_of(session).ask
        )
    if not found.anywhere:
        raise UsageError(
            "There is no drop-box, no list of a provider and no mailbox to look into.",
            so_what="Nothing was done.",
            next="See who needs which, and how to get it: outlast mail drop-box --help",
        )
    for one in found.ways:
        tell_way(output, one)
    if found.looked_into_mailbox:
        tell_mailbox(output, found.mailbox, found.mailbox_problem)
    if found.damage is not None:
        tell_damage(output, found.damage)
    output.summary(news=found.news, suppressed=found.suppressed, damaged_campaigns=found.damaged)
    if found.problems:
        return found.problems[0].exit_code
    return ExitCode.PARTLY if found.damaged else ExitCode.DONE
