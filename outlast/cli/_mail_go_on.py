"""Going on with a campaign that has begun: the same checks whether `send`, `resume` or `notice` is run again."""

from collections.abc import Callable

from backup.archive.archive import Archive
from backup.errors import UsageError
from mailer.campaign import Campaign, Segment
from mailer.ledger import Ledger
from mailer.model import CampaignState
from outlast.cli._frame.session import Session
from outlast.cli._mail_lists import hear_who_signed_off
from outlast.cli._mail_office import office_of
from outlast.cli._mail_run import run
from outlast.cli._mail_segment import in_words
from outlast.cli.output import Danger, Output
from outlast.exit_codes import ExitCode
from outlast.mailing import transitions
from outlast.mailing.beginning import go_on
from outlast.mailing.letters import Letters
from outlast.mailing.office import Office
from outlast.mailing.plan import is_tested
from outlast.mailing.standing import look_at
from outlast.settings.mail import MailSettings
from outlast.standing.spoken_time import day, moment_of

Confirm = Callable[[Output, Office, Campaign], None]


def go_on_with(
    session: Session,
    archive: Archive,
    campaign: Campaign,
    mail: MailSettings,
    *,
    confirm: Confirm,
    take_over: bool = False,
    dry_run: bool = False,
) -> int:
    """Go on with a campaign that may go on and is held, once `confirm` has asked what it asks; return the exit code.

    Raises:
        AnotherComputer: it was begun elsewhere, or this is an older copy, and nobody takes it over.
        NeedsConfirmation: it is not to go on, or nobody is there to ask.
        LetterProblem: the letter cannot be made any more.
        MailProblem: see `run`.
    """
    with office_of(session, archive, mail) as office:
        if not take_over:
            office.installation.must_be_ours(campaign)
        if dry_run:
            return _dry(session.output, office, campaign.number)
        confirm(session.output, office, campaign)
        going = _confirmed_letter(session.output, office, campaign)
        hear_who_signed_off(session, office)
        return run(session.output, office, lambda: go_on(office, going, take_over=take_over))


def confirm_going_on(output: Output, office: Office, campaign: Campaign) -> None:
    """Return if a campaign that is paused is to go on: by the writer, or by itself before it did harm.

    Raises:
        NeedsConfirmation: it is not, or nobody is there to ask.
    """
    if campaign.state is CampaignState.PAUSED:
        output.confirm(
            f"Campaign {campaign.number} is paused: {campaign.why} {_waiting(office, campaign)} not got it. Go on"
            " with it now?",
            danger=Danger.MODERATE,
        )


def confirm_taking_over(output: Output, office: Office, campaign: Campaign) -> None:  # noqa: ARG001 - see `Confirm`
    """Return if a campaign that was begun on another computer is to go on here.

    Raises:
        NeedsConfirmation: it is not, or nobody is there to ask.
    """
    output.confirm(
        "If the other computer still sends, or sent more than this archive knows, people get it twice. Take it over?",
        danger=Danger.MODERATE,
    )


def confirm_longer(output: Output, office: Office, campaign: Campaign, longer: Campaign) -> None:
    """Return if a campaign is to be sent for longer than was said when it began.

    Raises:
        NeedsConfirmation: it is not, or nobody is there to ask.
    """
    output.confirm(
        f"Campaign {campaign.number} could be sent until {_day(campaign.expires)}, and {_waiting(office, campaign)} not"
        f" got it. Is what it says still true, and shall they get it, until {_day(longer.expires)}?",
        danger=Danger.MODERATE,
    )


def must_be_as_fixed(campaign: Campaign, segment: Segment) -> None:
    """Return where a campaign that has begun goes to those who are meant now.

    Raises:
        UsageError: it goes to others.
    """
    if segment != campaign.segment:
        number = campaign.number
        raise UsageError(
            f"Who gets campaign {number} was fixed when it began ({in_words(campaign.segment)}:"
            f" {campaign.recipients:,}), so it cannot go to others now.",
            so_what="Nothing was changed or sent.",
            next=f"Go on as it is: outlast mail send {number}    or write to others: outlast mail new",
        )


def _day(moment: str) -> str:
    return day(moment_of(moment).astimezone())


def _waiting(office: Office, campaign: Campaign) -> str:
    look = look_at(office.campaigns.folder(campaign.number), office.clock())
    waiting = sum(look.waiting.values()) if look is not None else 0
    return "1 has" if waiting == 1 else f"{waiting:,} have"


def _confirmed_letter(output: Output, office: Office, campaign: Campaign) -> Campaign:
    """Return the campaign; where its letter is not any more what was tested, once the writer takes it so.

    Raises:
        NeedsConfirmation: the writer does not, or nobody is there to ask.
        LetterProblem: it cannot be made any more.
    """
    letter = Letters(office.archive, office.mail).compiled(campaign, office.clock())
    if is_tested(campaign, letter):
        return campaign
    output.confirm(
        "The letter does not look as your test copy did: Outlast, the settings or a template were changed since. Send"
        f" it to the others as it is now (outlast mail preview {campaign.number})?",
        danger=Danger.MODERATE,
    )
    return transitions.accepted(campaign, letter.digest, office.clock())


def _dry(output: Output, office: Office, number: int) -> int:
    with Ledger(office.campaigns.folder(number), office.archive.vault) as ledger:
        waiting = sum(ledger.waiting().values())
    output.result(f"{waiting:,} wait for campaign {number} (--dry-run).", number=number, waiting=waiting, dry_run=True)
    return ExitCode.DONE
