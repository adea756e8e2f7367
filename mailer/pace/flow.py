"""How many mails a second go at present, as what goes tells: an average in which old seconds fade."""

import math

_MEMORY = 10.0
"""Seconds after which a mail counts a third of what it counted."""
_LEAST, _MOST = 1 / 30, 1e6
"""The least is twice the slowest rate of a bucket, so that it can be halved."""


class Flow:
    """Counts what goes one way."""

    __slots__ = ("_at", "_rate")

    def __init__(self) -> None:
        """Begin with nothing."""
        self._rate, self._at = 0.0, 0.0

    def count(self, mails: int, moment: float) -> None:
        """Count mails that go now."""
        self._fade(moment)
        self._rate += mails / _MEMORY

    def rate(self, moment: float) -> float:
        """Return mails a second, never nothing."""
        self._fade(moment)
        return min(max(self._rate, _LEAST), _MOST)

    def _fade(self, moment: float) -> None:
        self._rate *= math.exp((self._at - moment) / _MEMORY)
        self._at = moment
