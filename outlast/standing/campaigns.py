"""What the status says of letters to subscribers that have begun to go out and are not all out."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from backup.archive import layout
from backup.archive.info import ArchiveInfo
from backup.errors import DamageError
from outlast.keys import archive_key
from outlast.keys.standing import KeyStanding, KeyState
from outlast.places import Places
from outlast.settings import Settings
from outlast.standing.gaps import Gap, GapKind

if TYPE_CHECKING:
    from outlast.mailing.campaigns import Campaigns


def campaign_gaps(
    settings: Settings,
    places: Places,
    info: ArchiveInfo,
    key: KeyStanding,
    *,
    environ: Mapping[str, str],
    now: datetime,
) -> Iterator[Gap]:
    """Yield a gap for each campaign for which subscribers wait, and that no run is sending.

    The ledger tells that without a key; whether it was ended stands sealed, and is looked up where the key is at hand.
    """
    if not (settings.archive / layout.MAIL).is_dir():
        return
    # Imported here: the status of somebody who has written no letters shall not pay for it.
    from mailer.errors import NoCampaign
    from outlast.mailing.standing import look_at

    campaigns = _campaigns(settings, places, info, key, environ)
    for number in campaigns.numbers():
        try:
            look = look_at(campaigns.folder(number), now)
            waiting = sum(look.waiting.values()) if look else 0
            if not waiting or campaigns.is_held(number):
                continue
            text, advice = f"{_people(waiting)} for campaign {number}", f"outlast mail status {number}"
            if key.state in (KeyState.HERE, KeyState.NOT_NEEDED):
                campaign = campaigns.get(number)
                if campaign.state.over:
                    continue
                text, advice = f"{text}, which is {_how(campaign.state)}", f"outlast mail resume {number}"
        except DamageError:
            text, advice = f"campaign {number} cannot be read", "outlast verify"
        except NoCampaign:
            continue
        yield Gap(kind=GapKind.CAMPAIGN, text=text, next=advice)


def _people(waiting: int) -> str:
    return "1 subscriber still waits" if waiting == 1 else f"{waiting:,} subscribers still wait"


def _how(state: str) -> str:
    return "paused" if state == "paused" else "not being sent right now"


def _campaigns(
    settings: Settings, places: Places, info: ArchiveInfo, key: KeyStanding, environ: Mapping[str, str]
) -> "Campaigns":
    from backup.archive.reading import ReadableArchive
    from outlast.mailing.campaigns import Campaigns

    found = None
    if key.state is KeyState.HERE:
        found = archive_key.find_key(info, settings, places, environ=environ, ask=None)
    return Campaigns(ReadableArchive(settings.archive, key=found))
