"""The course of a campaign: which state follows on which, and the line in its log that tells of it.

    draft → checked → sending ⇄ paused → finished | cancelled | expired (⇄ paused, if the writer says so)

Each function takes a campaign and returns it as it is afterwards; whoever calls keeps it. Moments are aware.
"""

from datetime import UTC, datetime
from typing import Any

from msgspec import structs

from mailer.campaign import Campaign, Noted, Tested
from mailer.errors import CampaignNotOpen, NotTested
from mailer.model import CampaignState
from outlast.standing.spoken_time import moment_of, spelled

_NEXT = {
    CampaignState.SENDING: "See how far it is: outlast mail status {0}    or stop it: outlast mail pause {0}",
    CampaignState.EXPIRED: "Let those have it who have not got it: outlast mail resume {0} --extend"
    "    or see what became of it: outlast mail status {0}",
    CampaignState.PAUSED: "Go on with it: outlast mail resume {0}    or end it: outlast mail cancel {0}",
}
_OVER = "See what became of it: outlast mail status {0}    or write another: outlast mail new"
_OPEN = "Look at it, try it on yourself, then send it: outlast mail test {0}"


def written(moment: datetime) -> str:
    """Return a moment as campaigns hold it: ISO 8601 in UTC, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def noted(campaign: Campaign, what: str, at: datetime) -> Campaign:
    """Return the campaign with a line more in its log. `what` names nobody."""
    return structs.replace(campaign, log=(*campaign.log, Noted(at=written(at), what=what)))


def edited(campaign: Campaign, at: datetime, **changes: Any) -> Campaign:
    """Return the campaign with other words, recipients or sender: a draft again, which asks for a new test.

    Raises:
        CampaignNotOpen: it is being sent, or was.
    """
    _must_be(campaign, CampaignState.DRAFT, CampaignState.CHECKED)
    changed = structs.replace(campaign, state=CampaignState.DRAFT, tested=None, **changes)
    return noted(changed, f"Changed: {', '.join(sorted(changes))}.", at)


def checked(campaign: Campaign, tested: Tested, at: datetime, *, instance: str) -> Campaign:
    """Return the campaign after a copy of its letter went to the writer from an installation, which may send it.

    Raises:
        CampaignNotOpen: it is being sent, or was.
    """
    _must_be(campaign, CampaignState.DRAFT, CampaignState.CHECKED)
    seen = structs.replace(campaign, state=CampaignState.CHECKED, tested=tested, instance=instance)
    return noted(seen, "A test copy went to you.", at)


def seen(campaign: Campaign, letter: str, at: datetime) -> Campaign:
    """Return the campaign once the writer has seen the test copy of a letter, by its digest, and takes it as it is.

    Raises:
        CampaignNotOpen: it is being sent, or was.
    """
    _must_be(campaign, CampaignState.DRAFT, CampaignState.CHECKED)
    return noted(structs.replace(campaign, seen=letter), "You said that the test copy is as it should be.", at)


def begun(
    campaign: Campaign,
    at: datetime,
    *,
    letter: str,
    instance: str,
    expires: datetime,
    recipients: int,
    left_out: dict[str, int],
) -> Campaign:
    """Return the campaign as it is once its recipients are fixed; `letter` is the digest of what will be sent.

    Raises:
        CampaignNotOpen: it is being sent already, or was.
        NotTested: no test copy of exactly this letter went to the writer.
    """
    _must_be(campaign, CampaignState.DRAFT, CampaignState.CHECKED)
    if campaign.tested is None or campaign.tested.letter != letter:
        changed = (
            "It was changed since its test copy went to you" if campaign.tested else "No test copy went to you yet"
        )
        raise NotTested(f"{changed}: campaign {campaign.number}.", next=f"outlast mail test {campaign.number}")
    fixed = structs.replace(
        campaign,
        state=CampaignState.SENDING,
        instance=instance,
        runs=1,
        started=written(at),
        expires=written(expires),
        recipients=recipients,
        left_out=left_out,
        why="",
    )
    return noted(fixed, f"Sending began, to {recipients:,}.", at)


def paused(campaign: Campaign, why: str, at: datetime) -> Campaign:
    """Return the campaign as one that waits; `why` is a sentence.

    Raises:
        CampaignNotOpen: it is not being sent.
    """
    _must_be(campaign, CampaignState.SENDING)
    return noted(structs.replace(campaign, state=CampaignState.PAUSED, why=why), f"Paused: {why}", at)


def waiting(campaign: Campaign, why: str, at: datetime) -> Campaign:
    """Return the campaign as one that goes on by itself with the next run; `why` is a sentence.

    Raises:
        CampaignNotOpen: it is not being sent.
    """
    _must_be(campaign, CampaignState.SENDING)
    return noted(structs.replace(campaign, why=why), f"Waits: {why}", at)


def resumed(campaign: Campaign, at: datetime, *, instance: str) -> Campaign:
    """Return the campaign as one that goes on: after a pause, or after a run that was killed.

    Raises:
        CampaignNotOpen: sending has not begun, or it is over.
    """
    _must_be(campaign, CampaignState.SENDING, CampaignState.PAUSED)
    going = structs.replace(
        campaign, state=CampaignState.SENDING, instance=instance, runs=campaign.runs + 1, why="", ended=""
    )
    return noted(going, "Sending went on.", at)


def accepted(campaign: Campaign, letter: str, at: datetime) -> Campaign:
    """Return the campaign with a letter that is not quite what was tested, and that the writer takes as it is now.

    Raises:
        CampaignNotOpen: sending has not begun, or it is over.
    """
    _must_be(campaign, CampaignState.SENDING, CampaignState.PAUSED)
    tested = structs.replace(campaign.tested, letter=letter) if campaign.tested else None
    return noted(structs.replace(campaign, tested=tested), "You took the letter as it looks now.", at)


def extended(campaign: Campaign, at: datetime, expires: datetime) -> Campaign:
    """Return the campaign as one that may be sent for longer; one that was too old is paused.

    Raises:
        CampaignNotOpen: sending has not begun, or it is over for another reason.
    """
    _must_be(campaign, CampaignState.SENDING, CampaignState.PAUSED, CampaignState.EXPIRED)
    state = CampaignState.PAUSED if campaign.state is CampaignState.EXPIRED else campaign.state
    longer = structs.replace(campaign, state=state, expires=written(expires), ended="")
    return noted(longer, f"You said that it may be sent until {_shown(longer.expires)}.", at)


def reopened(campaign: Campaign, why: str, at: datetime) -> Campaign:
    """Return a finished campaign as one that waits: some of its recipients are to be tried once more.

    Raises:
        CampaignNotOpen: it is not finished.
    """
    _must_be(campaign, CampaignState.FINISHED)
    waiting = structs.replace(campaign, state=CampaignState.PAUSED, why=why, ended="")
    return noted(waiting, f"Opened again: {why}", at)


def finished(campaign: Campaign, at: datetime) -> Campaign:
    """Return the campaign after each recipient was written to, or cannot be.

    Raises:
        CampaignNotOpen: it is not being sent.
    """
    _must_be(campaign, CampaignState.SENDING)
    return _ended(campaign, CampaignState.FINISHED, "", "Finished.", at)


def cancelled(campaign: Campaign, why: str, at: datetime) -> Campaign:
    """Return the campaign as one that ends here; who has its letter has it.

    Raises:
        CampaignNotOpen: it is over already.
    """
    if campaign.state.over:
        raise not_open(campaign)
    return _ended(campaign, CampaignState.CANCELLED, why, f"Cancelled: {why}", at)


def expired(campaign: Campaign, at: datetime) -> Campaign:
    """Return the campaign as one that is too old to go on.

    Raises:
        CampaignNotOpen: sending has not begun, or it is over.
    """
    _must_be(campaign, CampaignState.SENDING, CampaignState.PAUSED)
    why = f"It could be sent until {_shown(campaign.expires)}."
    return _ended(campaign, CampaignState.EXPIRED, why, f"Expired. {why}", at)


def has_expired(campaign: Campaign, now: datetime) -> bool:
    """Tell whether nothing of it may be sent any more."""
    return bool(campaign.expires) and written(now) > campaign.expires


def too_late(campaign: Campaign, now: datetime) -> str:
    """Return why a campaign pauses whose time is over by a clock that leapt: nobody but the writer can tell."""
    return (
        f"This computer’s clock says {_shown(written(now))}, and it could be sent until {_shown(campaign.expires)}."
        f" If the clock is wrong, set it right and resume it. If it is right: outlast mail resume {campaign.number}"
        " --extend"
    )


def looks_different(campaign: Campaign) -> str:
    """Return why a campaign pauses whose letter is not any more what the writer tested."""
    return (
        "The letter would not look as your test copy did: Outlast, the settings or a template were changed since. Look"
        f" at it: outlast mail preview {campaign.number}    If it is right: outlast mail resume {campaign.number}"
    )


def not_open(campaign: Campaign) -> CampaignNotOpen:
    """Return the error that says in which state a campaign is, and what can be done with it."""
    words = _OPEN if campaign.state.may_change else _NEXT.get(campaign.state, _OVER)
    so_what = "Nothing was changed or sent."
    return CampaignNotOpen(
        f"Campaign {campaign.number} is {campaign.state.value}.", so_what=so_what, next=words.format(campaign.number)
    )


def _shown(moment: str) -> str:
    return spelled(moment_of(moment))


def _ended(campaign: Campaign, state: CampaignState, why: str, line: str, at: datetime) -> Campaign:
    return noted(structs.replace(campaign, state=state, why=why, ended=written(at)), line, at)


def _must_be(campaign: Campaign, *states: CampaignState) -> None:
    if campaign.state not in states:
        raise not_open(campaign)
