"""Notices that have gone out: run again, `outlast notice` shows the last one, and writes another only if that is meant.

A terminal that closed just as it finished, a schedule of the writer's own, the arrow key and Enter: the same command
comes again for many reasons, and a second letter cannot be taken back.
"""

from datetime import datetime, timedelta

from backup.archive.archive import Archive
from backup.errors import NeedsConfirmation
from mailer.campaign import Campaign
from mailer.model import CampaignState
from outlast.cli._frame import clock
from outlast.cli._frame.answers import ask_yes
from outlast.cli._frame.session import Session
from outlast.cli._mail_look import tell_status
from outlast.cli.output import Output
from outlast.mailing.campaigns import Campaigns
from outlast.standing.spoken_time import day

_LATELY = timedelta(days=30)
"""For how long the same command is taken to mean the notice that went out."""


def begun_notices(campaigns: Campaigns, publication: str) -> list[Campaign]:
    """Return the notices to these subscribers that went out, or are going out, the oldest first."""
    return [one for one in campaigns.all() if one.notice and one.publication == publication and one.started]


def sent_lately(begun: list[Campaign], now: datetime) -> Campaign | None:
    """Return the last notice, if it came to its end not long ago."""
    over = [one for one in begun if one.state.over and now - datetime.fromisoformat(one.ended) <= _LATELY]
    return over[-1] if over else None


def wants_another(session: Session, archive: Archive, campaigns: Campaigns, last: Campaign, open_: int | None) -> bool:
    """Show a notice that went out, and tell whether a person wants another; `open_` is the draft there is, if any."""
    output = session.output
    tell_status(session, archive, campaigns, last.number)
    output.warn(
        f"Your notice, {_went_out(last)}{_short(last)}. The same command does not write to them again:"
        " nothing was sent now."
    )
    if ask_yes(output, f"Do you want to write ANOTHER letter to them, after {_went_out(last)}?", default=False):
        return True
    _tell_ways(output, last, open_)
    return False


def tell_sent(output: Output, begun: list[Campaign]) -> None:
    """Say that a notice has gone out already, where another one is being written."""
    if begun:
        last = begun[-1]
        look = f"See what became of the last one: outlast mail status {last.number}"
        if last.state is CampaignState.EXPIRED:
            look = f"Let the others have the last one: {_extend(last)}"
        output.warn(
            f"{_went_out(last)[0].upper()}{_went_out(last)[1:]}{_short(last)}. This writes another letter to them."
            f" {look}"
        )


def must_be_the_only_one(campaigns: Campaigns, publication: str, begun: list[Campaign], number: int) -> None:
    """Return where no other notice has begun since those in `begun`; `number` is the one to be sent, 0 for none yet.

    Raises:
        NeedsConfirmation: another one has, while this one waited for its writer.
    """
    known = {number, *(one.number for one in begun)}
    others = [one for one in begun_notices(campaigns, publication) if one.number not in known]
    if others:
        drop = f"    or drop this one: outlast mail cancel {number}" if number else ""
        raise NeedsConfirmation(
            f"Another notice, campaign {others[-1].number}, was begun while this one waited for you.",
            so_what="This run wrote to none of your subscribers, so that nobody gets two letters.",
            next=f"See what became of it: outlast mail status {others[-1].number}    If they are to get another letter:"
            f" outlast notice --another{drop}",
        )


def _went_out(campaign: Campaign) -> str:
    when = day(datetime.fromisoformat(campaign.started).astimezone(clock.now().tzinfo))
    people = "1 subscriber" if campaign.recipients == 1 else f"{campaign.recipients:,} subscribers"
    return f"campaign {campaign.number}, which went out on {when} to {people}"


def _short(campaign: Campaign) -> str:
    if campaign.state is CampaignState.EXPIRED:
        return ", and did not reach all of them in time"
    return ", and was cancelled before all of them had it" if campaign.state is CampaignState.CANCELLED else ""


def _extend(campaign: Campaign) -> str:
    return f"outlast mail resume {campaign.number} --extend"


def _tell_ways(output: Output, last: Campaign, open_: int | None) -> None:
    if last.state is CampaignState.EXPIRED:
        output.note(f"  Let those have it who have not got it: {_extend(last)}")
    output.note("  To write another letter to them, add --another: outlast notice --another")
    if open_ is not None:
        output.note(f"  Campaign {open_}, another notice, is kept as a draft. Drop it: outlast mail cancel {open_}")
