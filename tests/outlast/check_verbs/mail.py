"""Write to subscribers: the group `mail` with the one verb that these tests are about."""

import click

from outlast.cli._frame.command import Group
from outlast.cli._mail_check import check

SECTION = "REACH SUBSCRIBERS"


@click.group(cls=Group, help=__doc__)
def mail() -> None:
    """Choose the verb."""


mail.add_command(check)
COMMAND = mail
