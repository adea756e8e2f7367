"""Moments as a person says them: “today 03:12”, “9 days ago”, in the time zone of the clock that is passed in."""

from datetime import datetime

_AS_A_DATE = 60
"""Days after which a date says more than their number."""


def moment_of(text: str) -> datetime:
    """Return the moment that a manifest names (ISO 8601, UTC)."""
    return datetime.fromisoformat(text)


def days_between(moment: datetime, now: datetime) -> int:
    """Return how many midnights lie between a moment and now; never less than 0."""
    return max((now.date() - moment.astimezone(now.tzinfo).date()).days, 0)


def spoken(moment: datetime, now: datetime) -> str:
    """Return a moment as a person says it at `now`."""
    here = moment.astimezone(now.tzinfo)
    days = (now.date() - here.date()).days
    if days == 0:
        return f"today {here:%H:%M}"
    if days == 1:
        return f"yesterday {here:%H:%M}"
    return f"{days} days ago" if 1 < days <= _AS_A_DATE else f"on {day(here)}"


def day(moment: datetime) -> str:
    """Return the day of a moment: “3 May 2026”."""
    return f"{moment.day} {moment:%B %Y}"


def spelled(moment: datetime) -> str:
    """Return a moment, past or to come, in the time of this computer: “Tuesday 8 September, 14:00”."""
    here = moment.astimezone()
    return f"{here:%A} {here.day} {here:%B}, {here:%H:%M}"


def stamped(text: str) -> str:
    """Return a moment that is kept in ISO 8601, for a column, in the time of this computer: “2026-09-08 14:00”."""
    return f"{moment_of(text).astimezone():%Y-%m-%d %H:%M}"
