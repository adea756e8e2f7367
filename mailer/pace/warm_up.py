"""Few mails on the first day, and more on each day after, to a provider that does not know the sender yet."""

from collections.abc import Mapping

import msgspec

from mailer.model import Destination
from mailer.pace.gate import NO_LIMIT, Count, Moment
from mailer.pace.limits import WarmUp
from mailer.pace.quota import DAY


class Warmth(msgspec.Struct, kw_only=True):
    """How well a provider knows the sender."""

    day: Count = 0
    """Which day of the plan it is; days on which nothing, or little, goes out are none."""
    began: Moment = 0.0
    """When the first mail of this day went."""
    sent: Count = 0
    """How many went on this day."""


class Warming:
    """A gate that follows the plan. See `mailer.pace.gate`."""

    def __init__(self, plan: WarmUp, warmth: Warmth) -> None:
        """Take the plan and where it stands, which is kept up to date."""
        self._plan, self._warmth = plan, warmth

    def left(self, moment: float) -> int:
        """See `Gate.left`."""
        self._turn(moment)
        allowed = self._plan.allowed(self._warmth.day)
        return NO_LIMIT if allowed is None else max(0, allowed - self._warmth.sent)

    def spend(self, count: int, moment: float) -> None:
        """See `Gate.spend`."""
        if not self._warmth.sent:
            self._warmth.began = moment
        self._warmth.sent += count

    def give_back(self, count: int, moment: float) -> None:  # noqa: ARG002  # a gate is told when
        """See `Gate.give_back`."""
        self._warmth.sent = max(0, self._warmth.sent - count)

    def opens(self, moment: float) -> float:
        """See `Gate.opens`."""
        return moment if self.left(moment) else self._warmth.began + DAY

    def _turn(self, moment: float) -> None:
        """Go on to the next day, if this one is over.

        A day counts if at least half of what it allowed went out: a test mail each day makes nobody known.
        """
        warmth = self._warmth
        if not warmth.sent or moment < warmth.began + DAY:
            return
        allowed = self._plan.allowed(warmth.day)
        if allowed is not None and 2 * warmth.sent >= allowed:
            warmth.day += 1
        warmth.sent = 0


def warming(
    plans: Mapping[Destination, WarmUp], kept: dict[str, dict[str, Warmth]], sender_domain: str
) -> dict[Destination, Warming]:
    """Return the gates of a sender, by destination; `kept` gets what is new in it."""
    warmth = kept.setdefault(sender_domain, {}) if plans else {}
    return {one: Warming(plan, warmth.setdefault(one.value, Warmth())) for one, plan in plans.items()}
