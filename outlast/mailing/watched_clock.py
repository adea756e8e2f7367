"""A clock that notices when it leaps over a moment: the computer was off for long, or somebody set it wrong."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

_LEAP = timedelta(days=2)
"""More than a quota's day, or a night and a day on which the computer was off."""


class WatchedClock:
    """Tells the time, and remembers whether it came past a moment in one leap."""

    def __init__(self, clock: Callable[[], datetime], *, last: datetime | None, mark: datetime) -> None:
        """Take a clock, when the time was last known (`None`: nobody knows), and the moment. All aware."""
        self._clock, self._mark = clock, mark
        self._last = last or datetime.min.replace(tzinfo=UTC)
        self.leapt = False
        """Whether it leapt over the moment, and stands behind it now."""

    def __call__(self) -> datetime:
        """Return the time."""
        now = self._clock()
        if now <= self._mark:
            self.leapt = False
        elif self._last <= self._mark and now - self._last > _LEAP:
            self.leapt = True
        self._last = now
        return now
