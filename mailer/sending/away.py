"""How long the mail server has been unreachable, over all connections, and when to try it again."""

from collections.abc import Callable
from datetime import timedelta

_PAUSES = (1.0, 5.0, 15.0, 30.0, 60.0)
"""Seconds between attempts to connect. A server that is being started again is back within a minute."""


class Away:
    """Counts what fails in a row."""

    def __init__(self, patience: timedelta, monotonic: Callable[[], float]) -> None:
        """Take how long it may be."""
        self._patience, self._monotonic = patience.total_seconds(), monotonic
        self._since: float | None = None
        self._failures = 0

    def failed(self) -> float | None:
        """Return when the next attempt is due, by the monotonic clock; `None`: it has been long enough."""
        now = self._monotonic()
        self._since = now if self._since is None else self._since
        self._failures += 1
        if now - self._since >= self._patience:
            return None
        return now + _PAUSES[min(self._failures, len(_PAUSES)) - 1]

    @property
    def counts(self) -> bool:
        """Tell whether anything failed since it last worked."""
        return self._failures > 0

    def works(self) -> None:
        """Take note that it takes mails."""
        self._since, self._failures = None, 0

    @property
    def left(self) -> timedelta | None:
        """Return how much longer it may be; `None`: nothing failed since it last worked."""
        if self._since is None:
            return None
        return timedelta(seconds=max(0.0, self._since + self._patience - self._monotonic()))
