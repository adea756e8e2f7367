"""The contract of what lets mails through or holds them back. Moments are those of `mailer.pace.clock`."""

import sys
from typing import Annotated, Protocol, TypeAlias

from msgspec import Meta

Moment: TypeAlias = Annotated[float, Meta(ge=0, lt=1e11)]
"""Seconds since 1970."""
Count: TypeAlias = Annotated[int, Meta(ge=0, lt=1 << 53)]
"""Mails."""
NO_LIMIT = sys.maxsize
"""How many are left where as many as one likes may go."""


class Gate(Protocol):
    """Lets mails through, and counts them."""

    def left(self, moment: float) -> int:
        """Return how many may go now."""

    def spend(self, count: int, moment: float) -> None:
        """Count mails that go; the caller has asked whether as many are left."""

    def give_back(self, count: int, moment: float) -> None:
        """Count mails as not gone which were counted as gone within the last hour; may keep counting some of them."""

    def opens(self, moment: float) -> float:
        """Return when at least one may go: `moment` itself if one may now."""
