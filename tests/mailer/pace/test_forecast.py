"""A forecast comes true when nothing comes between."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.model import Destination, Move
from mailer.pace import Limits, Pace, WarmUp
from mailer.pace.forecast import STEP
from mailer.pace.limits import SLOWLY

NOW = datetime(2024, 5, 31, 9, 30, tzinfo=UTC)
GMAIL, REST = Destination.GMAIL, Destination.REST


def really(pace: Pace, waiting: dict[Destination, int]) -> datetime:
    """Send all, each mail as soon as it may go, and return when the last one went."""
    now, rest = NOW, dict(waiting)
    while rest:
        for destination, count in pace.reserve(rest, now).items():
            pace.answered(destination, Move.ACCEPTED, now, count)
            rest[destination] -= count
        rest = {destination: count for destination, count in rest.items() if count}
        now = (rest and pace.until(now, rest)) or now
    return now


@given(
    st.dictionaries(st.sampled_from(Destination), st.integers(0, 900), min_size=1),
    st.none() | st.floats(0.05, 20),
    st.none() | st.integers(50, 600),
    st.none() | st.integers(20, 200),
)
def test_it_is_reached_to_a_step_for_each_day(waiting, rate, daily, first):
    plan = {} if first is None else {destination: WarmUp(first=first) for destination in Destination}
    pace = Pace(Limits(rate=rate, daily=daily, warm_up=plan))
    forecast = pace.eta(waiting, NOW)
    assert abs(really(pace, waiting) - forecast) <= timedelta(seconds=STEP) * (1 + (forecast - NOW).days)


def test_it_changes_nothing():
    pace = Pace(Limits(rate=1, daily=500, warm_up=SLOWLY))
    pace.reserve({REST: 1}, NOW)
    before = pace.state
    pace.eta({REST: 12_000, GMAIL: 5}, NOW)
    assert pace.state == before


def test_twelve_thousand_by_gmail_take_twenty_four_days():
    pace = Pace(Limits(rate=1 / 3, daily=500))
    assert timedelta(days=23) < pace.eta({GMAIL: 6_000, REST: 6_000}, NOW) - NOW < timedelta(days=24.5)


def test_what_was_sent_today_puts_it_off():
    pace = Pace(Limits(daily=500))
    assert pace.eta({REST: 500}, NOW) == NOW
    pace.reserve({REST: 100}, NOW)
    assert pace.eta({REST: 500}, NOW) - NOW >= timedelta(days=1)


def test_a_rate_that_was_halved_takes_twice_as_long():
    pace = Pace(Limits(rate=10))
    assert pace.eta({REST: 36_000}, NOW) - NOW == pytest.approx(timedelta(hours=1), abs=timedelta(minutes=1))
    pace.answered(None, Move.SLOW_DOWN, NOW)
    assert pace.eta({REST: 36_000}, NOW) - NOW == pytest.approx(timedelta(hours=2), abs=timedelta(minutes=1))


def test_one_slow_provider_keeps_the_end_waiting():
    pace = Pace(Limits(rate=100))
    pace.answered(GMAIL, Move.SLOW_DOWN, NOW)
    assert pace.eta({GMAIL: 1_800, REST: 1_800}, NOW) - NOW >= timedelta(minutes=55)


def test_without_limits_it_is_now():
    assert Pace(Limits()).eta({REST: 1_000_000}, NOW) == NOW


def test_what_would_take_a_lifetime_ends_as_a_number():
    eta = Pace(Limits(daily=1)).eta({REST: 1_000_000}, NOW)
    assert timedelta(days=5 * 365) <= eta - NOW < timedelta(days=5 * 365 + 2)


def test_it_is_told_on_the_clock_of_the_computer_even_if_that_was_set_back():
    pace = Pace(Limits(daily=10))
    pace.reserve({REST: 10}, NOW)
    back = NOW - timedelta(days=300)
    assert timedelta(days=1) <= pace.eta({REST: 10}, back) - back < timedelta(days=1.1)
