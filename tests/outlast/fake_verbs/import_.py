"""Go wrong in the way that is asked for."""

import click

from outlast.cli._frame.command import Command
from tests.outlast.failures import FAILURES

SECTION = "KEEP"


@click.command(cls=Command, help=__doc__)
@click.argument("how")
def import_(how: str) -> None:
    raise FAILURES[how]


COMMAND = import_
