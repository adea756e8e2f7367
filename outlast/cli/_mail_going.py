"""`outlast mail pause`, `resume` and `cancel`: stop a campaign that has begun, and go on with it."""

import click

from mailer.campaign import Campaign
from mailer.model import CampaignState
from outlast.cli._frame import clock
from outlast.cli._frame.command import Command
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._mail_go_on import confirm_longer, confirm_taking_over, go_on_with
from outlast.cli._mail_office import NUMBER, campaigns_of
from outlast.cli._mail_send import RATE_OPTION, with_rate
from outlast.cli.output import Danger, Output
from outlast.exit_codes import ExitCode
from outlast.mailing import transitions
from outlast.mailing.asking import Wish
from outlast.mailing.campaigns import Campaigns
from outlast.mailing.halting import halt
from outlast.mailing.office import Office
from outlast.mailing.sender import must_be_set

_TAKE_OVER = click.option(
    "--take-over", is_flag=True, help="Send from here although it was begun elsewhere: that computer is gone."
)
_EXTEND = click.option("--extend", is_flag=True, help="Send it although its time (mail.expires) is over, or will be.")
_DONE = {Wish.PAUSE: "paused", Wish.CANCEL: "cancelled"}


@click.command(cls=Command)
@NUMBER
@pass_session
def pause(session: Session, number: int) -> int:
    """Stop sending for now, also where another run sends it. The letters in flight are finished.

    Exit code: 0 it is paused, 75 another run is still busy with it; that run was asked to stop.

    Examples:
        outlast mail pause 4
    """
    with campaigns_of(session) as (_, campaigns):
        return _halt(session.output, campaigns, number, Wish.PAUSE)


@click.command(cls=Command)
@NUMBER
@pass_session
def cancel(session: Session, number: int) -> int:
    """End a campaign for good. Who has its letter has it; nobody else gets it.

    Exit code: 0 it is cancelled, 75 another run is still busy with it; that run was asked to stop.

    Examples:
        outlast mail cancel 4
        outlast mail cancel 4 --yes
    """
    with campaigns_of(session) as (_, campaigns):
        transitions.cancelled(campaigns.get(number), "", clock.now())  # refused before anybody is asked
        session.output.confirm(
            f"End campaign {number} for good? Whoever has not got it yet never will.", danger=Danger.MODERATE
        )
        return _halt(session.output, campaigns, number, Wish.CANCEL)


@click.command(cls=Command)
@NUMBER
@RATE_OPTION
@_TAKE_OVER
@_EXTEND
@click.option("-n", "--dry-run", is_flag=True, help="Send nothing; say how many wait.")
@pass_session
def resume(session: Session, number: int, rate: str | None, take_over: bool, extend: bool, dry_run: bool) -> int:
    """Go on with a campaign that was paused, waits, or whose run was killed.

    Whoever got it is not written to again. Those of whom nobody knows are held: outlast mail resolve.

    Examples:
        outlast mail resume 4
        outlast mail resume 4 --rate 30/min
        outlast mail resume 4 --extend
    """
    mail, now = with_rate(session.settings.mail, rate), clock.now()
    with campaigns_of(session) as (archive, campaigns), campaigns.holding(number, to_send=not dry_run) as campaign:
        going = transitions.extended(campaign, now, now + mail.expires) if extend else campaign
        transitions.resumed(going, now, instance="")  # refused before anything is asked for
        must_be_set(mail)

        def confirm(output: Output, office: Office, longer: Campaign) -> None:
            if take_over:
                confirm_taking_over(output, office, longer)
            if extend:
                confirm_longer(output, office, campaign, longer)

        return go_on_with(session, archive, going, mail, confirm=confirm, take_over=take_over, dry_run=dry_run)


def _halt(output: Output, campaigns: Campaigns, number: int, wish: Wish) -> int:
    """Pause or end a campaign, and say what came of it; return the exit code."""
    with output.progress("Waiting for the run that is busy with it"):
        campaign = halt(campaigns, number, wish, clock=clock.now)
    if campaign is not None:
        late = " The run that was busy with it was faster." if campaign.state is CampaignState.FINISHED else ""
        output.result(f"Campaign {number} is {campaign.state}.{late}", number=number, state=campaign.state, asked=None)
        return ExitCode.DONE
    output.attention(
        f"Campaign {number} is not {_DONE[wish]} yet: another run is busy with it. It was asked to stop, and writes to"
        f" nobody but those whose letters are in flight. See whether it is {_DONE[wish]} then: outlast mail status"
        f" {number}    If it is not, say it again."
    )
    output.line("result", number=number, state=campaigns.get(number).state, asked=wish)
    return ExitCode.TRY_LATER
