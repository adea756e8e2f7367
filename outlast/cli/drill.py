"""Try in earnest whether you could write to all your subscribers today. Nobody but you gets anything.

The fire drill: the letter “still-here” goes to your own addresses (mail.test_to), exactly as a letter to everybody
would. Then Outlast waits for it in your mailbox, reads there whether it was believed, asks to be taken off the list by
mail, tries the drop-box, and lets a mail bounce. At the end it says what would have failed, and what could not be
tried. Do it now, and once or twice a year. The exit code is 3 when something would have failed.

Examples:
    outlast drill
    outlast drill --to ada@example.org --to ada@example.net --wait 15m
    outlast drill --bounce-to nobody-at-all@example.org --yes
"""

import click

from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.kind_option import OfKind
from outlast.cli._frame.opening import only_one, opened, wiring_of
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.drilled import tell_drill
from outlast.cli.output import Danger
from outlast.exit_codes import ExitCode
from outlast.mailing.drill.drilling import drill as drill_steps
from outlast.mailing.drill.script import Script
from outlast.mailing.drill.setting_up import own_addresses, script_of, world_of
from outlast.mailing.drill.step import Outcome
from outlast.mailing.drill.waiting import Time
from outlast.mailing.sender import must_be_set
from outlast.mailing.way import way_of
from outlast.settings.kinds import DURATION, MAILBOX
from outlast.settings.times import parse_length

SECTION = "REACH SUBSCRIBERS"
ORDER = 30


@click.command(cls=Command, help=__doc__)
@click.option(
    "--to",
    multiple=True,
    type=OfKind(MAILBOX),
    metavar="ADDRESS",
    help="An address of yours (repeatable); default: mail.test_to, else mail.from.",
)
@click.option(
    "--bounce-to",
    type=OfKind(MAILBOX),
    metavar="ADDRESS",
    help="An address that surely does not exist, at a mail server of yours.",
)
@click.option("--publication", metavar="NAME", help="Which publication, where there are several.")
@click.option("--language", metavar="CODE", default="en", help="The language of the letter; default: en.")
@click.option("--wait", type=OfKind(DURATION), default="5m", metavar="LENGTH", help="How long to wait; default: 5m.")
@click.option("-n", "--dry-run", is_flag=True, help="Send nothing; say what would be sent.")
@pass_session
def drill(
    session: Session,
    to: tuple[str, ...],
    bounce_to: str | None,
    publication: str | None,
    language: str,
    wait: str,
    dry_run: bool,
) -> int:
    """Ask, drill, and tell."""
    output, mail = session.output, session.settings.mail
    must_be_set(mail)
    ask = wiring_of(session).ask
    with opened(session) as archive:
        with output.progress("Writing the letter"):
            script = script_of(
                archive,
                mail,
                only_one(session, archive, publication),
                way=way_of(mail),
                now=clock.now(),
                to=to or own_addresses(mail),
                bounce_to=bounce_to or "",
                language=language,
                patience=parse_length(wait),
            )
        if dry_run:
            output.result(
                f"Nothing was sent (--dry-run). It would send {_what(script)}.", would_send=_what(script), dry_run=True
            )
            return ExitCode.DONE
        output.confirm(f"Send {_what(script)}?", danger=Danger.MILD)
        world = world_of(mail, environ=session.environ, ask=ask, time=Time(now=clock.now))
        outcome = tell_drill(output, drill_steps(script, world, told=output.note))
    return ExitCode.PARTLY if outcome is Outcome.FAILED else ExitCode.DONE


def _what(script: Script) -> str:
    parts = [f"a letter to {', '.join(copy.to for copy in script.copies)}"]
    if script.request is not None:
        parts.append(f"a request to {script.request.mailbox}")
    if script.bounce is not None:
        parts.append(f"one that bounces to {script.bounce.to}")
    return ", ".join(parts)


COMMAND = drill
