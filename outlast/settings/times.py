"""Lengths of time and hours of the day as the settings have them: `90m`, `6h`, `1d`, `2w`; `08:00-18:00`; `03:00`."""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

_UNITS = {"m": "minutes", "h": "hours", "d": "days", "w": "weeks"}
_LENGTH = re.compile(r"(\d{1,5})\s*([mhdw])")
_HOUR = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_LONGEST = timedelta(days=366)


@dataclass(frozen=True, slots=True, kw_only=True)
class QuietHours:
    """The hours of the day, in local time, in which nothing is fetched; they may go over midnight."""

    start: time
    end: time

    def holds(self, moment: datetime) -> bool:
        """Tell whether a moment, in the time zone it is given in, is within these hours; the end no longer is."""
        now = moment.time()
        if self.start < self.end:
            return self.start <= now < self.end
        return now >= self.start or now < self.end

    def __str__(self) -> str:
        """Return them as they are typed."""
        return f"{self.start:%H:%M}-{self.end:%H:%M}"


def parse_length(text: str) -> timedelta:
    """Return the length of time that is meant by `90m`, `6h`, `1d` or `2w`.

    Raises:
        ValueError: it is none, or longer than a year.
    """
    found = _LENGTH.fullmatch(text.strip().lower())
    length = timedelta(**{_UNITS[found[2]]: int(found[1])}) if found else None
    if length is None or length > _LONGEST:
        raise ValueError("should be a length of time, like 90m, 6h, 1d or 2w")
    return length


def parse_hour(text: str) -> time:
    """Return the time of day that is meant by `03:00`.

    Raises:
        ValueError: it is none.
    """
    found = _HOUR.fullmatch(text.strip())
    if not found:
        raise ValueError("should be a time of day, like 03:00")
    return time(int(found[1]), int(found[2]))


def parse_quiet(text: str) -> QuietHours | None:
    """Return the hours meant by `08:00-18:00`, or `None` for no text at all.

    Raises:
        ValueError: they are none, or all day.
    """
    if not text.strip():
        return None
    first, _, last = text.partition("-")
    try:
        hours = QuietHours(start=parse_hour(first), end=parse_hour(last))
    except ValueError:
        raise ValueError("should be hours of the day, like 08:00-18:00, or nothing") from None
    if hours.start == hours.end:
        raise ValueError("should leave some hours of the day: its two ends are the same")
    return hours
