"""At most so many mails in any 24 hours, as Gmail counts them: no day begins anew at midnight."""

import msgspec

from mailer.pace.gate import NO_LIMIT, Count, Moment

HOUR = 3_600.0
DAY = 24 * HOUR + 600.0
"""Seconds. The server counts a mail when it takes it, which is some minutes after it was let through here."""


class Hour(msgspec.Struct, kw_only=True):
    """What was let through within an hour of the clock."""

    last: Moment
    """When the last of them was: all of them count until a day later."""
    count: Count


class Quota:
    """A gate that counts by the hour. See `mailer.pace.gate`."""

    def __init__(self, most: int | None, hours: list[Hour]) -> None:
        """Take how many may go in 24 hours, and what went, oldest first; the list is kept up to date."""
        self._most, self._hours = most, hours

    def left(self, moment: float) -> int:
        """See `Gate.left`."""
        while self._hours and self._hours[0].last + DAY <= moment:
            del self._hours[0]
        return NO_LIMIT if self._most is None else max(0, self._most - self._used())

    def spend(self, count: int, moment: float) -> None:
        """See `Gate.spend`. Counted without a limit too: there may be one tomorrow."""
        if self._hours and self._hours[-1].last // HOUR == moment // HOUR:
            self._hours[-1].last = moment
            self._hours[-1].count += count
        else:
            self._hours.append(Hour(last=moment, count=count))

    def give_back(self, count: int, moment: float) -> None:
        """See `Gate.give_back`. Taken from the oldest hour in question: it ends first, so never too few are counted."""
        for hour in self._hours:
            if hour.last > moment - 2 * HOUR:
                taken = min(count, hour.count)
                hour.count -= taken
                count -= taken

    def opens(self, moment: float) -> float:
        """See `Gate.opens`."""
        if self.left(moment):
            return moment
        used, most = self._used(), self._most or 0
        for hour in self._hours:
            used -= hour.count
            if used < most:
                return hour.last + DAY
        return moment + DAY

    def _used(self) -> int:
        return sum(hour.count for hour in self._hours)
