"""The busiest minutes, hours and days."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from backup.risk.activity import Act, ActKind
from backup.risk.windows import Span, between, busiest, timed

START = datetime(2026, 3, 2, 13, 46, tzinfo=UTC)


def _acts(*seconds: float) -> list[Act]:
    return timed(Act(kind=ActKind.CLAP, at=START + timedelta(seconds=second)) for second in seconds)


def test_acts_without_a_time_are_left_out() -> None:
    assert timed([Act(kind=ActKind.CLAP), *_acts(0)]) == _acts(0)


def test_five_acts_of_one_minute_are_one_window() -> None:
    (window,) = busiest(_acts(-300, 0, 0, 0, 0, 0, 60), Span.MINUTE, 5)
    assert (window.since, window.count) == (START, 5)


def test_the_next_minute_is_not_in_it() -> None:
    assert busiest(_acts(0, 0, 60, 60), Span.MINUTE, 3) == []


def test_a_day_goes_over_midnight() -> None:
    (window,) = busiest(_acts(0, 8 * 3600, 14 * 3600), Span.DAY, 3)
    assert window.since == START


def test_the_fullest_window_is_taken_where_two_overlap() -> None:
    (window,) = busiest(_acts(0, 40, 50, 61, 62, 63), Span.MINUTE, 3)
    assert (window.since, window.count) == (START + timedelta(seconds=40), 5)


def test_a_threshold_of_zero_finds_no_empty_window() -> None:
    assert busiest([], Span.DAY, 0) == []


def test_between_takes_the_first_moment_and_not_the_last() -> None:
    found = between(_acts(0, 30, 60), START, START + timedelta(seconds=60))
    assert len(found) == 2


@given(st.lists(st.integers(0, 5000), max_size=60), st.integers(1, 6))
def test_no_act_is_in_two_windows_and_no_full_one_is_missed(seconds: list[int], least: int) -> None:
    acts = _acts(*seconds)
    windows = busiest(acts, Span.MINUTE, least)
    spans = sorted((window.since, window.acts[-1].at or START) for window in windows)
    assert all(earlier[1] < later[0] for earlier, later in pairwise(spans))
    fullest = max((sum(one <= other < one + 60 for other in seconds) for one in seconds), default=0)
    assert (windows[0].count if windows else 0) == (fullest if fullest >= least else 0)
