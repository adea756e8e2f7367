"""How far a run of sending is, in one line that fits a terminal of 80 columns."""

from collections import deque
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from mailer.model import Destination, RecipientState
from mailer.sending import Progress

_WINDOW = timedelta(minutes=1)
"""Over how long the rate is measured, and after which the pace is asked again: that may take tenths of a second."""
_SOONEST = timedelta(seconds=5)
"""After which there is a rate."""
_WIDEST = 79
"""Columns."""
_MANY = 10_000
"""From here on thousands are counted, where the line would be too long."""

Eta = Callable[[Mapping[Destination, int], datetime], datetime]
"""When the last of these would go by the pace alone. See `mailer.pace.Pace.eta`."""


class HandingOver:
    """Says how far a run is."""

    def __init__(self, eta: Eta, clock: Callable[[], datetime]) -> None:
        """Take what knows the pace, and the clock (aware)."""
        self._eta, self._clock = eta, clock
        self._last = clock()
        self._seen = deque([(self._last, 0)])
        self._looked: datetime | None = None

    def words(self, news: Progress) -> str:
        """Return the line: sent, waiting, deferred, refused, how many a minute, and until when."""
        now, counts = self._clock(), news.counts
        rate = self._rate(news.accepted, now)
        waiting = counts[RecipientState.PENDING] + counts[RecipientState.CLAIMED]
        if news.away_for is not None:
            sent = f"{_shown(counts[RecipientState.ACCEPTED])} sent  {_shown(waiting)} waiting"
            return f"{sent}  the server cannot be reached: trying {_minutes(news.away_for)} more"
        parts = [(counts[RecipientState.ACCEPTED], " sent"), (waiting, " waiting")]
        later = [(counts[RecipientState.DEFERRED], " deferred"), (counts[RecipientState.REJECTED], " refused")]
        parts += [one for one in (*later, (round(rate), "/min")) if one[0]]
        until = self._until_when(news, rate, now)
        line = "  ".join(f"{count:,}{word}" for count, word in parts) + until
        return line if len(line) <= _WIDEST else "  ".join(f"{_shown(count)}{word}" for count, word in parts) + until

    def _rate(self, accepted: int, now: datetime) -> float:
        """Return how many were accepted a minute lately; 0 where nobody can tell yet."""
        self._seen.append((now, accepted))
        while len(self._seen) > 2 and now - self._seen[1][0] >= _WINDOW:
            self._seen.popleft()
        since, before = self._seen[0]
        passed = now - since
        return (accepted - before) / (passed / timedelta(minutes=1)) if passed >= _SOONEST else 0.0

    def _until_when(self, news: Progress, rate: float, now: datetime) -> str:
        left = sum(news.waiting.values())
        if self._looked is None or abs(now - self._looked) >= _WINDOW:
            self._looked, self._last = now, self._eta(news.waiting, now)
        last = max(self._last, now + timedelta(minutes=left / rate)) if rate else self._last
        return _moment(last, now) if left and last > now else ""


def _shown(count: int) -> str:
    return f"{count:,}" if count < _MANY else f"{count // 1000:,}k"


def _minutes(left: timedelta) -> str:
    return f"{max(1, round(left / timedelta(minutes=1)))} min"


def _moment(moment: datetime, now: datetime) -> str:
    """Return a moment in the time of this computer, as short as can be: `  by 14:00`, `Tue 14:00` or `3 May`."""
    here = moment.astimezone()
    days = (here.date() - now.astimezone().date()).days
    if days >= 7:
        return f"  by {here.day} {here:%b}"
    return f"  by {here:%a %H:%M}" if days else f"  by {here:%H:%M}"
