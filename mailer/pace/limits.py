"""What a pace keeps to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from mailer.model import Destination


@dataclass(frozen=True, slots=True, kw_only=True)
class WarmUp:
    """How a sender whom a provider does not know yet begins there.

    So many on the first day, and each day `growth` times as many, as Seguno and Buttondown have it.
    """

    first: int = 50
    """Mails on the first day."""
    growth: float = 2.0
    """How many times as many on the next day."""
    enough: int = 50_000
    """Whoever has been let send so many in a day is known."""

    def allowed(self, day: int) -> int | None:
        """Return how many may go on a day (the first is 0); `None` where all may."""
        # Beyond 64 days of growth the power would not be a number any more, and any sender is known by then.
        most = self.first * self.growth ** min(day, 64)
        return None if most >= self.enough else int(most)


SLOWLY: Mapping[Destination, WarmUp] = MappingProxyType(
    {destination: WarmUp() for destination in Destination if destination is not Destination.REST}
    | {Destination.REST: WarmUp(first=200)}
)
"""The plan for a domain that has never written to many. The rest are many providers, each with few of the mails."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a mail server allows, and how a new sender begins; whatever is `None` has no limit."""

    rate: float | None = None
    """Mails a second, over all connections."""
    daily: int | None = None
    """Mails in any 24 hours."""
    connections: int = 1
    """How many there may be at once."""
    warm_up: Mapping[Destination, WarmUp] = field(default_factory=dict)
    """Empty: the sender is known everywhere."""
