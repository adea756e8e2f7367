"""Tell how safe you are.

Examples:
    outlast status
"""

import click

from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session

SECTION = "GET STARTED"


@click.command(cls=Command, help=__doc__)
@pass_session
def status(session: Session) -> int:
    session.output.result("safe", safe=True)
    return 3


COMMAND = status
