"""Whatever may happen to a pace in some days, and what it let through meanwhile, by the time that really passed."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import msgspec
from hypothesis import strategies as st

from mailer.model import Destination, Move
from mailer.pace import Limits, Pace, PaceState

BEGIN = datetime(2024, 5, 31, 9, 30, tzinfo=UTC)
DAY = 86_400.0

destinations = st.sampled_from(Destination)
waits = st.one_of(st.floats(0, 5), st.floats(0, 7_200), st.floats(0, 2 * DAY))
wishes = st.dictionaries(destinations, st.integers(1, 400), max_size=5)
events = st.one_of(
    st.tuples(st.just("ask"), wishes),
    st.tuples(st.just("ask at once when it may"), wishes),
    st.tuples(st.just("wait"), waits),
    st.tuples(st.just("give back"), st.integers(1, 100)),
    st.tuples(st.just("slow down"), st.one_of(st.none(), destinations)),
    st.tuples(st.just("accepted"), destinations),
    st.tuples(st.just("begin anew"), st.none()),
    st.tuples(st.just("clock"), st.booleans()),
)
histories = st.lists(events, min_size=1, max_size=40)


@dataclass(kw_only=True)
class History:
    """A pace, true time, and a clock that may be behind it."""

    limits: Limits
    clock_error: float = 0.0
    """Seconds by which the clock is behind, while it is."""
    passed: float = 0.0
    behind: bool = False
    went: list[tuple[float, Destination, int]] = field(default_factory=list)
    """When, where to, how many."""
    pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        self.pace = Pace(self.limits)
        self.pace.until(self.now)  # at least once the clock was right

    @property
    def now(self) -> datetime:
        return BEGIN + timedelta(seconds=self.passed - (self.clock_error if self.behind else 0))

    def live(self, what: list[tuple[str, object]]) -> "History":
        for kind, value in what:
            getattr(self, "_" + kind.replace(" ", "_"))(value)
        return self

    def most_within(self, seconds: float) -> int:
        """Return the most that went within any span of so many seconds, its beginning left out."""
        return max(
            (sum(n for when, _, n in self.went if end - seconds < when <= end) for end, _, _ in self.went), default=0
        )

    def _ask(self, wanted: dict[Destination, int]) -> None:
        for destination, count in self.pace.reserve(wanted, self.now).items():
            assert 0 < count <= wanted[destination]
            self.went.append((self.passed, destination, count))

    def _ask_at_once_when_it_may(self, wanted: dict[Destination, int]) -> None:
        when = self.pace.until(self.now, wanted)
        if when is not None:
            self.passed += (when - self.now).total_seconds()
        before = len(self.went)
        self._ask(wanted)
        assert len(self.went) > before or not wanted

    def _wait(self, seconds: float) -> None:
        self.passed += seconds

    def _give_back(self, count: int) -> None:
        if self.went and self.passed - self.went[-1][0] < 3_600:
            when, destination, went = self.went.pop()
            back = min(count, went)
            self.pace.give_back(destination, back, self.now)
            if went > back:
                self.went.append((when, destination, went - back))

    def _slow_down(self, destination: Destination | None) -> None:
        self.pace.answered(destination, Move.SLOW_DOWN, self.now)

    def _accepted(self, destination: Destination) -> None:
        self.pace.answered(destination, Move.ACCEPTED, self.now, count=300)

    def _begin_anew(self, _: None) -> None:
        kept = msgspec.json.decode(msgspec.json.encode(self.pace.state), type=PaceState)
        self.pace = Pace(self.limits, kept)
        assert self.pace.state == kept

    def _clock(self, behind: bool) -> None:
        self.behind = behind
