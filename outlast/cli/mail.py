"""Write to your subscribers without the platform: drafts, test copies, sending, and how it stands.

Set it up before you need it. Letters go out by your own mail server or provider, slowly at first where it does not know
you, to the newest list in your archive. Nobody is written to twice, whatever is interrupted when, and nothing goes out
before you have typed how many people it goes to.

Examples:
    outlast mail new --template suspended
    outlast mail preview 4
    outlast mail test 4
    outlast mail send 4
    outlast mail status 4
"""

import click

from outlast.cli._frame.command import Group
from outlast.cli._mail_again import resolve, retry
from outlast.cli._mail_bounces import bounces
from outlast.cli._mail_check import check
from outlast.cli._mail_draft import edit, new
from outlast.cli._mail_drop_box import drop_box
from outlast.cli._mail_going import cancel, pause, resume
from outlast.cli._mail_look import list_, plan, preview, status
from outlast.cli._mail_send import send, test
from outlast.cli._mail_setup import setup
from outlast.cli._mail_suppress import suppress
from outlast.cli._mail_unsubscribes import unsubscribes

SECTION = "REACH SUBSCRIBERS"
ORDER = 20


@click.group(cls=Group, help=__doc__)
def mail() -> None:
    """Hold the verbs below."""


for _verb in (
    setup,
    new,
    edit,
    preview,
    test,
    check,
    plan,
    send,
    status,
    list_,
    pause,
    resume,
    cancel,
    retry,
    resolve,
    unsubscribes,
    bounces,
    suppress,
    drop_box,
):
    mail.add_command(_verb)

COMMAND = mail
