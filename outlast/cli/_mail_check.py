"""`outlast mail check`: look, before anything is sent, whether letters will be believed and the plan can work."""

from datetime import datetime

import click
from msgspec import structs

from backup.archive.archive import Archive
from mailer.campaign import Campaign
from mailer.preflight.check import State
from mailer.preflight.dns_zone import DnsZone
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._mail_office import campaigns_of
from outlast.cli._reports.mail_check import tell_checks
from outlast.exit_codes import ExitCode
from outlast.mailing.checking import check_campaign
from outlast.mailing.letters import SOMEBODY, Letters
from outlast.mailing.numbers import Numbers, numbers_of
from outlast.mailing.pacing import KeptPace
from outlast.mailing.recipients import choose
from outlast.mailing.sender import must_be_set
from outlast.mailing.suppressing import suppression_list
from outlast.mailing.way import way_of
from outlast.settings.mail import MailSettings


@click.command(cls=Command)
@click.argument("number", metavar="[ID]", required=False, type=click.IntRange(min=1))
@click.option("--all", "everything", is_flag=True, help="Show what is as it should be, too.")
@click.option("--filters/--no-filters", default=True, help="Ask spam filters that run on this computer; default: yes.")
@pass_session
def check(session: Session, number: int | None, everything: bool, filters: bool) -> int:
    """Check whether letters will be believed, and with the number of a campaign its letter and its plan.

    The DNS is asked for SPF, DKIM, DMARC and MX of your domain. Nothing is sent. A letter is shown to rspamd and
    SpamAssassin only where they run on this computer. Exit code 3 where something has to be mended.

    Examples:
        outlast mail check
        outlast mail check 4 --all
        outlast mail check 4 --no-filters --json
    """
    mail, now = session.settings.mail, clock.now()
    must_be_set(mail, ["mail.from"])
    letter, numbers = None, None
    if number is not None:
        with campaigns_of(session) as (archive, campaigns):
            campaign = campaigns.get(number)
            letter = _letter(archive, campaign, mail, now)
            with session.output.progress("Choosing who gets it"):
                numbers = _numbers(archive, campaign, mail, now)
    found = check_campaign(mail, DnsZone(), way=way_of(mail), now=now, letter=letter, numbers=numbers, filters=filters)
    worst = tell_checks(session.output, found, everything=everything)
    return ExitCode.PARTLY if worst is State.BAD else ExitCode.DONE


def _letter(archive: Archive, campaign: Campaign, mail: MailSettings, now: datetime) -> bytes:
    """Return the letter as the writer would get it.

    Raises:
        NotSetUpForMail, LetterProblem: it cannot be made.
    """
    letters = Letters(archive, mail)
    current = letters.current(campaign)
    writer = structs.replace(SOMEBODY, address=current.sender.address, name=current.sender.name)
    personal = letters.addressing(campaign).of(1, writer)
    return letters.compiled(campaign, now).mail(1, writer, personal).content


def _numbers(archive: Archive, campaign: Campaign, mail: MailSettings, now: datetime) -> Numbers:
    suppressed = suppression_list(archive).reason_of
    chosen = choose(archive, campaign.publication, campaign.segment, suppressed=suppressed)
    return numbers_of(chosen, KeptPace(archive.root, mail).pace, mail, now)
