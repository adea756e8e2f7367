"""What tells a clock from a hand: equal intervals, and days on end without a pause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import accumulate, pairwise
from math import sqrt
from statistics import median

from backup.risk.activity import Act

SHORTEST = 1.5
"""The shortest mean interval, in units of the resolution, of which a spread can be told."""
LONGEST = timedelta(hours=2)
"""Longer ones are habits: a paper read each morning at eight."""

_MOST_STEPS = 5
_LEAST_GRAINS = 3
_LONG_ENOUGH = 500
"""Intervals after which a stretch is told of, and the next one begun: measuring it anew at each step has its price."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """Acts in a row at much the same interval."""

    since: datetime
    until: datetime
    intervals: int
    seconds: float
    """The mean interval."""
    spread: float
    """The standard deviation of the intervals, divided by the mean; of acts by chance it is about 1."""
    skipped: int = 0
    """How many acts are missing if there was one at each interval."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Vigil:
    """Acts that go on without a pause."""

    since: datetime
    until: datetime
    acts: int
    longest_gap: timedelta

    @property
    def hours(self) -> float:
        """How long it lasts."""
        return (self.until - self.since) / timedelta(hours=1)


def steady(moments: Sequence[datetime], *, resolution: timedelta, least: int, spread: float) -> list[Rhythm]:
    """Return the stretches, without overlap, of at least `least` intervals with a spread of at most `spread`.

    `moments` are in order. `resolution` is to what they are known: cutting seconds off adds a sixth of its square to
    the variance of an interval (Sheppard's correction for both ends), which is taken off again.
    """
    # Longer gaps are cut: they end a stretch anyway, and their squares would eat up the digits of the sums.
    longest = 4 * LONGEST.total_seconds()
    gaps = [min((later - earlier).total_seconds(), longest) for earlier, later in pairwise(moments)]
    sums = [0.0, *accumulate(gaps)]
    squares = [0.0, *accumulate(gap * gap for gap in gaps)]
    grain = resolution.total_seconds()

    def measure(start: int, end: int) -> tuple[float, float]:
        count = end - start
        mean = (sums[end] - sums[start]) / count
        variance = (squares[end] - squares[start]) / count - mean * mean - grain * grain / 6
        return mean, sqrt(max(variance, 0.0)) / mean if mean else 1.0

    def fits(start: int, end: int) -> bool:
        mean, found = measure(start, end)
        return max(SHORTEST * grain, 1.0) <= mean <= LONGEST.total_seconds() and found <= spread

    rhythms: list[Rhythm] = []
    start = 0
    while start + least <= len(gaps):
        end = start + least
        if not fits(start, end):
            start += 1
            continue
        mean = measure(start, end)[0]
        while end < len(gaps) and gaps[end] <= 3 * mean and fits(start, end + 1):
            end += 1
        mean, found = measure(start, end)
        rhythms.append(
            Rhythm(since=moments[start], until=moments[end], intervals=end - start, seconds=mean, spread=found)
        )
        start = end
    return rhythms


def thinned(moments: Sequence[datetime], *, resolution: timedelta, least: int, spread: float) -> list[Rhythm]:
    """Return the same where rows are missing between: each interval is one, two … or five times the usual one.

    Exports leave about a third of the claps out, so twenty in a row that are whole are rare. Steps fit what happens by
    chance better than one length does, so `least` and `spread` have to be stricter than for `steady`.
    """
    gaps = [(later - earlier).total_seconds() for earlier, later in pairwise(moments)]
    grain = resolution.total_seconds()
    rhythms: list[Rhythm] = []
    start = 0
    while start + least <= len(gaps):
        base = median(gaps[start : start + least])
        steps = [round(gap / base) if base else 0 for gap in gaps[start : start + least]]
        wrong = next((place for place, count in enumerate(steps) if not 1 <= count <= _MOST_STEPS), None)
        if wrong is not None or not _LEAST_GRAINS * grain <= base <= LONGEST.total_seconds():
            start += 1
            continue
        mean, found = _folded(gaps[start : start + least], steps, grain)
        end = start + least
        while found <= spread and end < len(gaps) and 1 <= (count := round(gaps[end] / mean)) <= _MOST_STEPS:
            longer, then = _folded(gaps[start : end + 1], [*steps, count], grain)
            if then > spread or end - start >= _LONG_ENOUGH:
                break
            mean, found, end = longer, then, end + 1
            steps.append(count)
        if found > spread:
            start += 1
            continue
        rhythms.append(
            Rhythm(
                since=moments[start],
                until=moments[end],
                intervals=end - start,
                seconds=mean,
                spread=found,
                skipped=sum(steps) - len(steps),
            )
        )
        start = end
    return rhythms


def _folded(gaps: Sequence[float], steps: Sequence[int], grain: float) -> tuple[float, float]:
    """Return the mean interval and its spread; over several intervals the variance adds up."""
    mean = sum(gaps) / sum(steps)
    variance = sum((gap - count * mean) ** 2 / count for gap, count in zip(gaps, steps, strict=True)) / len(gaps)
    return mean, sqrt(max(variance - grain * grain / 6, 0.0)) / mean


def vigils(moments: Sequence[datetime], *, pause: timedelta, least: timedelta) -> Iterator[Vigil]:
    """Yield the stretches of at least `least` in which no gap reaches `pause`; `moments` are in order."""
    start = 0
    for index in range(1, len(moments) + 1):
        if index < len(moments) and moments[index] - moments[index - 1] < pause:
            continue
        if moments[index - 1] - moments[start] >= least:
            gaps = [later - earlier for earlier, later in pairwise(moments[start:index])]
            yield Vigil(since=moments[start], until=moments[index - 1], acts=index - start, longest_gap=max(gaps))
        start = index


def resolution_of(acts: Sequence[Act]) -> timedelta:
    """Return to what the moments of these acts are known: a second, or a minute if that is so of one of them."""
    return timedelta(seconds=1) if all(act.precise for act in acts) else timedelta(minutes=1)
