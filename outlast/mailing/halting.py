"""Pauses or ends a campaign, also one that another run is busy with: that run is asked, and waited for."""

import time
from collections.abc import Callable
from datetime import datetime

from backup.errors import Locked
from mailer.campaign import Campaign
from mailer.model import CampaignState
from outlast.mailing import asking, transitions
from outlast.mailing.asking import Wish
from outlast.mailing.campaigns import Campaigns

_LOOK_EVERY = 0.1
"""Seconds."""
_LOOKS = 100
"""Ten seconds: most servers answer for the mails in flight by then, and nobody likes to wait longer."""
_COMES_TO = {Wish.PAUSE: CampaignState.PAUSED, Wish.CANCEL: CampaignState.CANCELLED}


def heeded(campaign: Campaign, wish: Wish, at: datetime) -> Campaign:
    """Return the campaign after what the writer asked for.

    Raises:
        CampaignNotOpen: it is over, or is to be paused and is not being sent.
    """
    if wish is Wish.CANCEL:
        return transitions.cancelled(campaign, "You ended it.", at)
    return transitions.paused(campaign, "You paused it.", at)


def halt(
    campaigns: Campaigns,
    number: int,
    wish: Wish,
    *,
    clock: Callable[[], datetime],
    sleep: Callable[[float], None] = time.sleep,
) -> Campaign | None:
    """Do what is wished, and return the campaign as it is then: perhaps finished, if a run was faster.

    `None`: another run holds it for longer than ten seconds. The wish lies before it, and before each later run of the
    schedule; only a writer who says “send” or “resume” afterwards takes it away.

    Raises:
        NoCampaign, KeyProblem, DamageError, StorageError: nothing was changed.
        CampaignNotOpen: there is nothing to stop.
    """
    asked = False
    for look in range(_LOOKS):
        if look:
            sleep(_LOOK_EVERY)
        try:
            with campaigns.holding(number) as campaign:
                return _halted(campaigns, campaign, wish, clock(), asked=asked)
        except Locked:
            asking.ask(campaigns.folder(number), wish)  # each time: a run that begins to send takes older notes away
            asked = True
    return None


def _halted(campaigns: Campaigns, campaign: Campaign, wish: Wish, at: datetime, *, asked: bool) -> Campaign:
    try:
        if asked and (campaign.state.over or campaign.state is _COMES_TO[wish]):
            return campaign  # the run did it, or came to its end
        changed = heeded(campaign, wish, at)
        campaigns.save(changed)
        return changed
    finally:
        asking.answer(campaigns.folder(campaign.number), wish)
