"""`outlast mail pause`, `resume` and `cancel`: stop a campaign that has begun, and go on with it."""

from collections.abc import Callable

import click

from mailer.campaign import Campaign
from mailer.ledger import Ledger
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._mail_lists import hear_who_signed_off
from outlast.cli._mail_office import NUMBER, campaigns_of, office_of
from outlast.cli._mail_send import RATE_OPTION, run, with_rate
from outlast.cli.output import Danger, Output
from outlast.mailing import asking, transitions
from outlast.mailing.asking import Wish
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.running import Office, go_on
from outlast.mailing.sender import must_be_set

_TAKE_OVER = click.option(
    "--take-over", is_flag=True, help="Send from here although it was begun elsewhere: that computer is gone."
)


@click.command(cls=Command)
@NUMBER
@pass_session
def pause(session: Session, number: int) -> None:
    """Stop sending for now, also where another run sends it. The letters in flight are finished.

    Examples:
        outlast mail pause 4
    """
    with campaigns_of(session) as (_, campaigns):
        if not _ask_run(session.output, campaigns, number, Wish.PAUSE):
            _change(
                session.output, campaigns, number, lambda one: transitions.paused(one, "You paused it.", clock.now())
            )


@click.command(cls=Command)
@NUMBER
@pass_session
def cancel(session: Session, number: int) -> None:
    """End a campaign for good. Who has its letter has it; nobody else gets it.

    Examples:
        outlast mail cancel 4
        outlast mail cancel 4 --yes
    """
    with campaigns_of(session) as (_, campaigns):
        transitions.cancelled(campaigns.get(number), "", clock.now())  # refused before anybody is asked
        session.output.confirm(
            f"End campaign {number} for good? Whoever has not got it yet never will.", danger=Danger.MODERATE
        )
        if not _ask_run(session.output, campaigns, number, Wish.CANCEL):
            _change(
                session.output, campaigns, number, lambda one: transitions.cancelled(one, "You ended it.", clock.now())
            )


@click.command(cls=Command)
@NUMBER
@RATE_OPTION
@_TAKE_OVER
@click.option("-n", "--dry-run", is_flag=True, help="Send nothing; say how many wait.")
@pass_session
def resume(session: Session, number: int, rate: str | None, take_over: bool, dry_run: bool) -> int:
    """Go on with a campaign that was paused, waits, or whose run was killed.

    Whoever got it is not written to again. Those of whom nobody knows are held: outlast mail resolve.

    Examples:
        outlast mail resume 4
        outlast mail resume 4 --rate 30/min
    """
    mail = with_rate(session.settings.mail, rate)
    with campaigns_of(session) as (archive, campaigns), campaigns.holding(number) as campaign:
        transitions.resumed(campaign, clock.now(), instance="")  # refused before anything is asked for
        must_be_set(mail)
        if take_over:
            session.output.confirm(
                "If the other computer still sends, or sent more than this archive knows, people get it twice."
                " Take it over?",
                danger=Danger.MODERATE,
            )
        with office_of(session, archive, mail) as office:
            if not take_over:
                office.installation.must_be_ours(campaign)
            if dry_run:
                return _dry(session.output, office, number)
            hear_who_signed_off(session, office)
            return run(session.output, office, go_on(office, campaign, take_over=take_over))


def _ask_run(output: Output, campaigns: Campaigns, number: int, wish: Wish) -> bool:
    """Ask the run that is sending a campaign, if there is one; return whether there is."""
    campaigns.get(number)
    if not campaigns.is_held(number):
        return False
    asking.ask(campaigns.folder(number), wish)
    output.result(
        f"The run that is busy with campaign {number} was asked to stop; it finishes the letters in flight.",
        number=number,
        asked=wish,
    )
    return True


def _change(output: Output, campaigns: Campaigns, number: int, transition: Callable[[Campaign], Campaign]) -> None:
    campaign = campaigns.change(number, transition)
    output.result(f"Campaign {number} is {campaign.state}.", number=number, state=campaign.state)


def _dry(output: Output, office: Office, number: int) -> int:
    with Ledger(office.campaigns.folder(number), office.archive.vault) as ledger:
        waiting = sum(ledger.waiting().values())
    output.result(f"{waiting:,} wait for campaign {number} (--dry-run).", number=number, waiting=waiting, dry_run=True)
    return 0
