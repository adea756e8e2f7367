"""Who is still to be written to. It is read from the ledger seldom, since that walks through all recipients."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta

from mailer.ledger import Claimed, Ledger, Left
from mailer.model import Destination
from mailer.pace import Pace


class Remaining:
    """What a run knows of it: how many there are at the most, and when the first of them is due at the earliest."""

    def __init__(self, ledger: Ledger, replay_within: timedelta | None) -> None:
        """Take an open ledger, and how long the provider takes a mail once however often it comes."""
        self._ledger, self._replay_within = ledger, replay_within
        self._left: dict[Destination, Left] = {}
        self._changed = False
        self._missed = False
        """Whether nobody could be claimed the last time, though somebody was wanted."""
        self.waiting: dict[Destination, int] = {}
        """How many of a destination there are to claim, at the most."""

    def replay_since(self, now: datetime) -> datetime | None:
        """Return when somebody may have come into doubt at the earliest for their mail to be sent again.

        Half of the time for which the provider remembers it is left unused: its clock is its own.
        """
        return None if self._replay_within is None else now - self._replay_within / 2

    def look(self, now: datetime) -> None:
        """Read the ledger."""
        self._left = self._ledger.left(now, self.replay_since(now))
        self.waiting = {destination: left.count for destination, left in self._left.items()}
        self._changed = self._missed = False

    def stepped(self, wanted: Mapping[Destination, int], claimed: Iterable[Claimed], *, anybody: bool) -> None:
        """Take note of a step of the ledger, and whether it found `anybody` of those who were wanted."""
        for one in claimed:
            self.waiting[one.destination] -= 1
        self._changed = True
        self._missed = bool(wanted) and not anybody

    def next_moment(self, now: datetime, pace: Pace, patience: timedelta) -> datetime | None:
        """Return when the next mail can go, by who waits and by the pace; `None`: nobody is left.

        What is further away than `patience` is as the ledger says now.
        """
        until = None if self._missed else self._first(now, pace)
        if self._changed and (until is None or until - now > patience):
            self.look(now)
            until = self._first(now, pace)
        return until

    def _first(self, now: datetime, pace: Pace) -> datetime | None:
        waiting = {one: self._left[one] for one, count in self.waiting.items() if count > 0}
        return min((max(left.due, pace.until(now, [one]) or now) for one, left in waiting.items()), default=None)
