"""Check this computer, the settings and the archive, and say what to mend.

Nothing is changed and nothing is sent anywhere. The exit code is 3 when something does not work.

Examples:
    outlast doctor           each check with what to do about it
    outlast doctor --json    the same for a program
"""

import sys
from collections.abc import Iterator

import click

from backup.errors import BadSettings
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli.output import Output
from outlast.doctor.archive import archive_checks
from outlast.doctor.check import Check, State
from outlast.doctor.computer import Computer, checks
from outlast.exit_codes import ExitCode
from outlast.sign_in.checks import sign_in_checks
from outlast.wiring import Wiring

SECTION = "GET STARTED"
ORDER = 30


@click.command(cls=Command, help=__doc__)
@pass_session
def doctor(session: Session) -> int:
    """Show each check as it comes."""
    computer = Computer(
        places=session.places,
        environ=session.environ,
        encoding=sys.stdout.encoding or "ascii",
        flags=session.options.flags(),
    )
    states = [_show(check, session.output) for check in checks(computer)]
    states += [_show(check, session.output) for check in _of_archive(session)]
    session.output.summary(**{state.value: states.count(state) for state in State})
    return ExitCode.PARTLY if State.BAD in states else ExitCode.DONE


def _of_archive(session: Session) -> Iterator[Check]:
    """Yield the checks of the archive, which where there is none is told and no fault, and those of the sign-ins."""
    try:
        settings = session.settings
    except BadSettings:
        return  # told already, by the check of the settings
    wiring = Wiring(settings=settings, places=session.places, environ=session.environ)
    if not wiring.exists:
        session.output.note(f"There is no archive in {wiring.root} yet. Make one with: outlast init")
    yield from archive_checks(wiring, now=clock.now())
    yield from sign_in_checks(session.places, settings.accounts, environ=session.environ, now=clock.now())


def _show(check: Check, output: Output) -> State:
    output.prose(f"{output.sign(check.state)} {check.name}: {check.text}")
    if check.next:
        output.text(f"  → {check.next}")
    output.line("check", name=check.name, state=check.state, text=check.text, next=check.next)
    return check.state


COMMAND = doctor
