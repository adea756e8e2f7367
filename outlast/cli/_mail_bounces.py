"""`outlast mail bounces`: read what came back of letters, and suppress addresses that are dead."""

from pathlib import Path

import click

from backup.errors import UsageError
from mailer.mailbox.files import FileMailbox
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import opened, wiring_of
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.returns import tell_returns
from outlast.cli._reports.unsubscribed import tell_damage
from outlast.exit_codes import ExitCode
from outlast.mailing.collecting import campaigns_damaged
from outlast.mailing.mailbox_reading import read_mailbox
from outlast.mailing.mailboxes import imap_mailbox
from outlast.mailing.suppressing import suppression_list
from outlast.places import at_home


@click.command(cls=Command)
@click.option(
    "--mbox",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Read this file of mails (mbox) instead of the mailbox.",
)
@click.option(
    "--maildir",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="Read this folder of mails (Maildir) instead of the mailbox.",
)
@pass_session
def bounces(session: Session, mbox: Path | None, maildir: Path | None) -> int:
    """Read what came back: bounces, complaints, wishes to unsubscribe.

    Addresses that are dead, and people who complained or want no more letters, are never written to again. In the
    mailbox nothing is deleted, moved or marked as read.

    Examples:
        outlast mail bounces
        outlast mail bounces --mbox ~/Downloads/bounces.mbox
    """
    if mbox is not None and maildir is not None:
        raise UsageError("One place at a time.", next="Leave out --mbox or --maildir")
    given = mbox or maildir
    file = at_home(given) if given else None
    if file is not None and not (file.is_file() if mbox else file.is_dir()):
        raise UsageError(f"There is no such {'file' if mbox else 'folder'}: {file}", so_what="Nothing was read.")
    mail = session.settings.mail
    with opened(session) as archive:
        asking = wiring_of(session).ask
        mailbox = FileMailbox(file) if file else imap_mailbox(mail, environ=session.environ, ask=asking)
        report = read_mailbox(archive, suppression_list(archive), mailbox, mail, clock.now())
    if report is None:
        session.output.ok("No letters have gone out yet, so nothing can have come back. Nothing was read.")
        return ExitCode.DONE
    damaged = report.damaged_campaigns
    if damaged:
        tell_damage(session.output, campaigns_damaged(damaged))
    tell_returns(session.output, report)
    return ExitCode.PARTLY if damaged else ExitCode.DONE
