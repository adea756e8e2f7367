"""What becomes of a campaign when a run of sending ends."""

from collections.abc import Collection
from datetime import datetime

from mailer.campaign import Campaign
from mailer.pace import Held
from mailer.sending import Ending, SendReport
from outlast.mailing import transitions
from outlast.mailing.asking import Wish
from outlast.mailing.halting import heeded
from outlast.standing.spoken_time import spelled

_STOPPED = "You stopped it."
_SHUT_DOWN = "The computer was shut down, the window was closed or the schedule was stopped."
_HELD = {
    Held.QUOTA: "As many letters went out in the last 24 hours as your provider takes (mail.daily, if that is wrong).",
    Held.WARM_UP: "Your address may be new to the big providers, so few letters a day go to them at first (if they know"
    " it already: outlast config set mail.warm_up no).",
    Held.RATE: "The mail server bears no more letters just now.",
}
_OVER = (Ending.FINISHED, Ending.EXPIRED)


def heed(report: SendReport, wish: Wish | None) -> None:
    """Let a run that was asked to stop end as stopped, whatever else it was about to end as.

    Only its end itself comes before; and what made it pause by itself says more than that the writer wished it too.
    """
    if report.ending in _OVER or wish is None or (report.ending is Ending.PAUSED and wish is Wish.PAUSE):
        return
    report.ending = Ending.STOPPED


def after(campaign: Campaign, report: SendReport, wish: Wish | None, at: datetime, *, by_writer: bool) -> Campaign:
    """Return the campaign as it is after a run; `by_writer` says who stopped a run that was stopped without a note.

    Whoever shuts the computer down has not decided anything about the letter, so it waits, and the schedule goes on.
    """
    match report.ending:
        case Ending.FINISHED:
            return transitions.finished(campaign, at)
        case Ending.EXPIRED:
            return transitions.expired(campaign, at)
        case Ending.PAUSED:
            return transitions.paused(campaign, report.why, at)
        case Ending.STOPPED if wish is not None:
            return heeded(campaign, wish, at)
        case Ending.STOPPED if by_writer:
            return transitions.paused(campaign, _STOPPED, at)
        case Ending.STOPPED:
            return transitions.waiting(campaign, _SHUT_DOWN, at)
        case _:
            return transitions.waiting(campaign, _why_it_waits(report), at)


def why_held(held: Collection[Held], *, put_off: int) -> str:
    """Return why nobody more is written to just now; `put_off` is how many their own servers asked to wait with."""
    put = f"{put_off:,} {'was' if put_off == 1 else 'were'} put off by the server, and will be tried again."
    reasons = [_HELD[one] for one in Held if one in held] + ([put] if put_off else [])
    return " ".join(reasons)


def _why_it_waits(report: SendReport) -> str:
    if report.ending is Ending.AWAY:
        return report.why or "The mail server cannot be reached."
    until = f" It can go on: {spelled(report.until)}." if report.until else ""
    return f"{report.why or 'No more may go out for now.'}{until}"
