"""The axis of days under a plot."""

from collections.abc import Iterable
from datetime import date, timedelta

from outlast.auditing.plots.drawing import bottom, element, percent, text

_MOST_MARKS, _MOST_MONTHS = 4, 3
"""More words than this, or more names of months, run into each other where the page is 320 pixels wide."""
_YEAR = 366
BELOW = 22
"""Pixels that the axis takes under the zero of a plot."""


class Timeline:
    """A span of days as a share of the width."""

    def __init__(self, days: Iterable[date], *, least: int = 1) -> None:
        """Take the days that must lie on it, at least one; it begins earlier where they are fewer than `least`."""
        there_are = sorted(days)
        self.last = there_are[-1]
        self.first = min(there_are[0], self.last - timedelta(days=least - 1))
        self.length = max((self.last - self.first).days, 0) + 1

    def starts(self, day: date) -> float:
        """Return where a day begins, from 0 to 1."""
        return (day - self.first).days / self.length

    def at(self, day: date) -> float:
        """Return where the middle of a day lies, from 0 to 1."""
        return ((day - self.first).days + 0.5) / self.length

    def day(self, share: float) -> date:
        """Return the day that lies at a share of the width."""
        return self.first + timedelta(days=min(int(share * self.length), self.length - 1))

    def marks(self, *, height: int) -> list[str]:
        """Return the words of the axis: the first and the last day, and days between them where there is room."""
        count = min(_MOST_MONTHS if self._in_months else _MOST_MARKS, self.length)
        y = bottom(height) + 16
        parts: list[str] = []
        said: set[str] = set()
        for number in range(count):
            share = number / (count - 1) if count > 1 else 0.5
            day = self.day(share)
            words = self._words(day)
            if words in said:
                continue
            said.add(words)
            anchor = "middle" if 0 < number < count - 1 or count == 1 else "start" if number == 0 else "end"
            parts.append(text(words, percent(share), y, class_="tick", anchor=anchor))
            if 0 < share < 1:
                parts.append(
                    element("line", x1=percent(share), x2=percent(share), y1=bottom(height), y2=y - 12, class_="axis")
                )
        return parts

    @property
    def _in_months(self) -> bool:
        return _YEAR // 2 < self.length <= 4 * _YEAR

    def _words(self, day: date) -> str:
        if self.length > 4 * _YEAR:
            return f"{day:%Y}"
        if self._in_months:
            return f"{day:%b} ’{day:%y}"
        return f"{day.day} {day:%b}"
