"""How many mails may go now, to whom, and when more may: all gates together."""

from collections.abc import Collection, Iterator, Mapping
from datetime import UTC, datetime, timedelta

import msgspec

from mailer.model import Destination, Move
from mailer.pace.bucket import Bucket
from mailer.pace.clock import count_on, seconds_until
from mailer.pace.flow import Flow
from mailer.pace.forecast import last_moment
from mailer.pace.gate import Gate
from mailer.pace.held import Held
from mailer.pace.limits import Limits
from mailer.pace.quota import Quota
from mailer.pace.shares import shared
from mailer.pace.state import PaceState
from mailer.pace.warm_up import Warming, warming

_KINDS: dict[type, Held] = {Quota: Held.QUOTA, Warming: Held.WARM_UP, Bucket: Held.RATE}
_A_LITTLE = timedelta(milliseconds=1)
"""Added when a moment is named, so that it is not missed by a fraction."""
_UNKNOWN_FLOW = 1.0
"""Mails a second that are halved where nobody has measured how many there were."""


class Pace:
    """Keeps to the limits of one mail server, and to what it and the providers behind it bear.

    Whoever sends asks with `reserve`, saves `state`, and only then sends: a kill can leave mails counted that never
    went, never the other way round. Moments are passed in, with their zone. To be used by one thread at a time.
    """

    def __init__(self, limits: Limits, kept: PaceState | None = None, *, sender_domain: str = "") -> None:
        """Take the limits, what was kept of earlier runs, and the domain that letters come from, which has to warm up.

        `kept` is not changed.
        """
        self._limits, self._domain = limits, sender_domain.lower()
        self._kept = _copy(kept) if kept else PaceState()
        bucket = self._kept.bucket
        if bucket and limits.rate is not None:
            bucket.allow(limits.rate)
        elif bucket and not bucket.held_back:
            self._kept.bucket = None
        self._quota = Quota(limits.daily, self._kept.hours)
        self._warming = warming(limits.warm_up, self._kept.warmth, self._domain)
        self._flows: dict[Destination | None, Flow] = {}
        self._held_back = self._is_held_back()

    @property
    def state(self) -> PaceState:
        """Return what to keep: a copy."""
        return _copy(self._kept)

    @property
    def counted(self) -> datetime | None:
        """Return the last moment that counted, in this run or an earlier one; `None` where nothing is known."""
        return datetime.fromtimestamp(self._kept.counted, UTC) if self._kept.counted else None

    def reserve(self, wanted: Mapping[Destination, int], now: datetime) -> dict[Destination, int]:
        """Return how many of the wanted mails may be taken up now, by destination; they count as sent from here on.

        Where fewer may go than are wanted, each destination gets its share. Those that get none are left out.
        """
        moment = self._moment(now)
        room = min(gate.left(moment) for gate in self._gates(None))
        asked = {
            destination: min((count, *(gate.left(moment) for gate in self._gates(destination))))
            for destination, count in wanted.items()
        }
        granted = shared(asked, room)
        for destination, count in granted.items():
            self._spend(destination, count, moment)
        if granted:
            self._spend(None, sum(granted.values()), moment)
        return granted

    def give_back(self, destination: Destination, count: int, now: datetime) -> None:
        """Take back mails that were reserved within the last hour and of which nothing was handed over."""
        moment = self._moment(now)
        for gate in (*self._gates(None), *self._gates(destination)):
            gate.give_back(count, moment)

    def until(self, now: datetime, wanted: Collection[Destination] = tuple(Destination)) -> datetime | None:
        """Return the earliest moment at which something for one of these destinations may go; `None`: now."""
        moment = self._moment(now)
        own = (max((gate.opens(moment) for gate in self._gates(one)), default=moment) for one in wanted)
        opens = max(min(own, default=moment), *(gate.opens(moment) for gate in self._gates(None)))
        return now + timedelta(seconds=seconds_until(self._kept, opens)) + _A_LITTLE if opens > moment else None

    def held(self, now: datetime, wanted: Collection[Destination] = tuple(Destination)) -> frozenset[Held]:
        """Return what holds back mails for these destinations; nothing where some of them may go now."""
        moment = self._moment(now)
        if self.until(now, wanted) is None:
            return frozenset()
        closed = {_KINDS[type(gate)] for gate in self._gates(None) if gate.opens(moment) > moment}
        if not closed:
            own = (gate for one in wanted for gate in self._gates(one))
            closed = {_KINDS[type(gate)] for gate in own if gate.opens(moment) > moment}
        return frozenset(closed)

    def answered(self, destination: Destination | None, move: Move, now: datetime, count: int = 1) -> None:
        """Learn from what was answered: fewer mails a second after “slow down”, a little more with each accepted.

        `None` is for what concerns every mail: an answer of the server itself, before any recipient was named.
        """
        if move is Move.SLOW_DOWN:
            self._slow_down(destination, self._moment(now))
        elif self._held_back and move is Move.ACCEPTED:
            self._speed_up(destination, count)

    def eta(self, waiting: Mapping[Destination, int], now: datetime) -> datetime:
        """Return when the last of these mails will go, if nobody asks to slow down and this computer stays on.

        Where there are no limits that is now, since nothing else is known here; at most it is some years ahead.
        """
        moment = self._moment(now)
        last = last_moment(waiting, self._limits, self.state, self._domain, moment)
        return now + timedelta(seconds=seconds_until(self._kept, last)) if last > moment else now

    def _moment(self, now: datetime) -> float:
        moment = count_on(self._kept, now.timestamp())
        if self._kept.bucket is None and self._limits.rate is not None:
            self._kept.bucket = Bucket.of(self._limits.rate, moment)
        return moment

    def _gates(self, destination: Destination | None) -> Iterator[Gate]:
        """Yield what all mails pass, or what those for a destination pass besides."""
        if destination is None:
            yield self._quota
            if self._kept.bucket:
                yield self._kept.bucket
            return
        if gate := self._warming.get(destination):
            yield gate
        if lane := self._kept.lanes.get(destination.value):
            yield lane

    def _spend(self, destination: Destination | None, count: int, moment: float) -> None:
        for gate in self._gates(destination):
            gate.spend(count, moment)
        self._flows.setdefault(destination, Flow()).count(count, moment)

    def _slow_down(self, destination: Destination | None, moment: float) -> None:
        bucket = self._kept.lanes.get(destination.value) if destination else self._kept.bucket
        if bucket is None:
            flow = self._flows.get(destination)
            bucket = Bucket.of(flow.rate(moment) if flow else _UNKNOWN_FLOW, moment)
            if destination:
                self._kept.lanes[destination.value] = bucket
            else:
                self._kept.bucket = bucket
        bucket.slow_down(moment)
        self._held_back = True

    def _speed_up(self, destination: Destination | None, count: int) -> None:
        if (bucket := self._kept.bucket) and bucket.speed_up(count) and self._limits.rate is None:
            self._kept.bucket = None
        if destination and (lane := self._kept.lanes.get(destination.value)) and lane.speed_up(count):
            del self._kept.lanes[destination.value]
        self._held_back = self._is_held_back()

    def _is_held_back(self) -> bool:
        return bool(self._kept.lanes) or bool(self._kept.bucket and self._kept.bucket.held_back)


def _copy(state: PaceState) -> PaceState:
    return msgspec.json.decode(msgspec.json.encode(state), type=PaceState)
