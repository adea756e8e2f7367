"""At most so many a second (a token bucket): half after “slow down”, a bit more with each accepted mail (AIMD)."""

import math
from typing import Annotated, TypeAlias

import msgspec

from mailer.pace.gate import Moment

Rate: TypeAlias = Annotated[float, msgspec.Meta(ge=1e-6, le=1e6)]
"""Mails a second."""
_SLOWEST = 1 / 60
"""Mails a second: below one a minute nothing is gained."""
_ONE_EVENT = 30.0
"""Seconds. Ten connections are told ten times to slow down, and mean the same thing."""
_BACK_AFTER = 1_000
"""How many accepted mails lead from standstill back to the full rate."""
_ALMOST = 1e-9
"""Sums of fractions miss the whole number by as much."""


class Bucket(msgspec.Struct, kw_only=True):
    """A gate that fills at a rate and holds what it lets through in one second. See `mailer.pace.gate`."""

    rate: Rate
    full: Rate
    """The rate where nobody has asked to slow down."""
    tokens: Annotated[float, msgspec.Meta(ge=-1e6, le=1e6)]
    """How many may go."""
    at: Moment
    """When that was so."""
    slowed: Moment | None = None
    """When the rate was halved the last time."""

    @classmethod
    def of(cls, rate: float, moment: float) -> "Bucket":
        """Return a full one."""
        return cls(rate=rate, full=rate, tokens=max(1.0, rate), at=moment)

    @property
    def held_back(self) -> bool:
        """Tell whether the rate is lower than it could be."""
        return self.rate < self.full

    def left(self, moment: float) -> int:
        """See `Gate.left`."""
        self.tokens = min(self.tokens + max(0.0, moment - self.at) * self.rate, max(1.0, self.rate))
        self.at = moment
        return math.floor(self.tokens + _ALMOST)

    def spend(self, count: int, moment: float) -> None:  # noqa: ARG002  # a gate is told when
        """See `Gate.spend`."""
        self.tokens -= count

    def give_back(self, count: int, moment: float) -> None:  # noqa: ARG002
        """See `Gate.give_back`."""
        self.tokens = min(self.tokens + count, max(1.0, self.rate))

    def opens(self, moment: float) -> float:
        """See `Gate.opens`."""
        return moment if self.left(moment) else moment + (1.0 - self.tokens) / self.rate

    def slow_down(self, moment: float) -> None:
        """Halve the rate, once for each event, and let nothing through just now."""
        self.left(moment)
        self.tokens = min(self.tokens, 0.0)
        if self.slowed is None or moment - self.slowed >= _ONE_EVENT:
            self.rate = max(self.rate / 2, min(_SLOWEST, self.full))
            self.slowed = moment

    def speed_up(self, count: int) -> bool:
        """Raise the rate a little for mails that were accepted, and tell whether nothing holds it back any more."""
        if self.rate < self.full:
            self.rate = min(self.full, self.rate + self.full * count / _BACK_AFTER)
        return self.rate >= self.full

    def allow(self, full: float) -> None:
        """Take another full rate: the settings have changed."""
        self.rate = min(self.rate, full) if self.held_back else full
        self.full = full
