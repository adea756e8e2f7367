"""What becomes of a campaign when a run of sending ends."""

from datetime import datetime

from mailer.campaign import Campaign
from mailer.sending import Ending, SendReport
from outlast.mailing import transitions
from outlast.mailing.asking import Wish
from outlast.mailing.halting import heeded

_STOPPED = "You stopped it."
_SHUT_DOWN = "The computer was shut down, the window was closed or the schedule was stopped."
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


def _why_it_waits(report: SendReport) -> str:
    if report.ending is Ending.AWAY:
        return report.why or "The mail server cannot be reached."
    until = f" It can go on at {report.until:%Y-%m-%d %H:%M} UTC." if report.until else ""
    return f"{report.why or 'No more may go out for now.'}{until}"
