"""The busiest minutes, hours and days of somebody's acts, which never overlap."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from backup.risk.activity import Act


class Span(StrEnum):
    """How long a window is. An hour and a day begin with an act, not by the clock: nobody lives in UTC."""

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"

    @property
    def length(self) -> timedelta:
        """Its length."""
        return _LENGTHS[self]


_LENGTHS = {Span.MINUTE: timedelta(minutes=1), Span.HOUR: timedelta(hours=1), Span.DAY: timedelta(days=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """Acts that lie close together."""

    span: Span
    since: datetime
    """When the first of them was."""
    acts: tuple[Act, ...]

    @property
    def count(self) -> int:
        """How many acts: rows, so 50 claps for one story are one."""
        return len(self.acts)


def timed(acts: Iterable[Act]) -> list[Act]:
    """Return the acts whose moment is known, oldest first."""
    return sorted((act for act in acts if act.at is not None), key=moment)


def moment(act: Act) -> datetime:
    """Return when it was done; only for what `timed` returned."""
    return act.at if act.at is not None else datetime.min.replace(tzinfo=UTC)


def busiest(acts: Sequence[Act], span: Span, least: float) -> list[Window]:
    """Return the windows with at least `least` acts, the fullest first, of `acts` as `timed` returns them.

    Where moments are known to the minute only, a window of a minute is that minute.
    """
    times = [moment(act) for act in acts]
    found: list[tuple[int, int, int]] = []  # (acts, first, one after the last)
    end = 0
    for start, time in enumerate(times):
        until = time + span.length
        while end < len(times) and times[end] < until:
            end += 1
        if end - start >= max(least, 1):
            found.append((end - start, start, end))
    taken: list[tuple[int, int]] = []
    for _, start, end in sorted(found, key=lambda row: (-row[0], row[1])):
        at = bisect_left(taken, (start, 0))
        if (at and taken[at - 1][1] > start) or (at < len(taken) and taken[at][0] < end):
            continue
        taken.insert(at, (start, end))
    windows = [Window(span=span, since=times[start], acts=tuple(acts[start:end])) for start, end in taken]
    return sorted(windows, key=lambda window: (-window.count, window.since))


def between(acts: Sequence[Act], since: datetime, until: datetime) -> Sequence[Act]:
    """Return the acts from `since` to before `until`, of `acts` as `timed` returns them."""
    return acts[bisect_left(acts, since, key=moment) : bisect_right(acts, until - timedelta.resolution, key=moment)]
