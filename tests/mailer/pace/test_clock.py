"""What counts is the time that passes, not what somebody does to the clock."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model import Destination
from mailer.pace import Limits, Pace
from mailer.pace.clock import count_on, seconds_until
from mailer.pace.state import PaceState

HOUR = 3_600.0
T = 1_700_000_000.0


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)


def counted(*clock: float) -> list[float]:
    state = PaceState()
    return [count_on(state, now) for now in clock]


def test_a_clock_that_goes_right_is_believed():
    assert counted(T, T + 5, T + HOUR, T + 9 * HOUR) == [T, T + 5, T + HOUR, T + 9 * HOUR]


def test_on_a_clock_that_was_set_back_only_what_passes_counts():
    assert counted(T, T - 5 * HOUR, T - 4 * HOUR) == pytest.approx([T, T, T + HOUR], abs=0.01)


def test_a_clock_that_is_right_again_is_believed_again():
    assert counted(T, 0, 60, T + 90) == pytest.approx([T, T, T + 60, T + 90], abs=0.01)


def test_what_went_while_a_new_day_was_not_known_yet_counts_for_that_day():
    """A computer that was off for days and whose battery is empty begins in 1970, sends, and then hears the time."""
    pace = Pace(Limits(daily=500))
    pace.reserve({Destination.REST: 500}, moment(T))
    assert pace.reserve({Destination.REST: 500}, moment(100)) == {}
    assert pace.reserve({Destination.REST: 500}, moment(100 + 25 * HOUR)) == {Destination.REST: 500}
    assert pace.reserve({Destination.REST: 500}, moment(T + 9 * 24 * HOUR)) == {}
    assert pace.reserve({Destination.REST: 500}, moment(T + 10.1 * 24 * HOUR)) == {Destination.REST: 500}


def test_a_clock_that_is_right_again_by_a_second_less_gives_no_hours_away():
    assert counted(T, T - 5 * HOUR, T - 5 * HOUR + 60, T + 59) == pytest.approx([T, T, T + 60, T + 60], abs=0.01)


def test_a_few_seconds_back_are_waited_for():
    assert counted(T, T - 3, T + 1) == [T, T, T + 1]


@pytest.mark.parametrize("ahead", [HOUR, 80 * 365 * 24 * HOUR])
def test_after_a_clock_that_was_far_ahead_a_day_still_takes_a_day(ahead):
    minutes = [T + 60 * minute for minute in range(24 * 60 + 1)]
    assert counted(T, T + ahead, *minutes)[-1] == pytest.approx(T + ahead + 24 * HOUR, abs=0.01)


@given(
    st.floats(0, 400 * 24 * HOUR),
    st.lists(st.floats(-400 * 24 * HOUR, 400 * 24 * HOUR), max_size=5),
)
def test_how_long_it_takes_to_a_moment_is_how_long_it_takes(ahead, leaps):
    state = PaceState()
    now = T
    for leap in (0.0, *leaps):
        now = max(0.0, now + leap)
        count_on(state, now)
    wanted = state.counted + ahead
    assert count_on(state, now + seconds_until(state, wanted)) >= wanted - 1e-3
