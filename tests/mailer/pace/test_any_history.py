"""Whatever happens, the limits hold: kills, restarts, holidays, clocks that are set back."""

from hypothesis import given
from hypothesis import strategies as st

from mailer.model import Destination
from mailer.pace import Limits, WarmUp
from tests.mailer.pace.histories import DAY, History, histories

rates = st.floats(1 / 60, 200)
errors = st.floats(0, 600) | st.floats(100 * DAY, 10_000 * DAY)
"""A little wrong, or without a battery. Off by hours for days passes for right, and those hours may count twice."""


@given(histories, st.integers(1, 2_000), st.none() | rates)
def test_no_24_hours_hold_more_than_the_day_allows(what, daily, rate):
    assert History(limits=Limits(daily=daily, rate=rate)).live(what).most_within(DAY) <= daily


@given(histories, st.integers(1, 2_000), errors)
def test_a_clock_that_is_set_back_and_right_again_gives_no_second_quota(what, daily, error):
    history = History(limits=Limits(daily=daily), clock_error=error).live(what)
    assert history.most_within(DAY) <= daily


@given(histories, rates, errors)
def test_no_span_of_time_holds_more_than_the_rate_and_one_second_of_it(what, rate, error):
    went = History(limits=Limits(rate=rate), clock_error=error).live(what).went
    changes = sum(kind == "clock" for kind, _ in what)  # each may hide some seconds, and so fill the bucket once
    for first, (began, _, _) in enumerate(went):
        total = 0
        for when, _, count in went[first:]:
            total += count
            assert total <= max(1.0, rate) * (1 + changes) + rate * (when - began) + 1e-3


@given(histories, st.sampled_from(Destination))
def test_no_day_of_a_plan_holds_more_than_the_plan_says(what, destination):
    plan = WarmUp(first=20, growth=3)
    went = History(limits=Limits(warm_up={destination: plan})).live(what).went
    counts = [count for _, where, count in went if where is destination]
    days_at_most = 1 + int((went[-1][0] - went[0][0]) / DAY) if went else 0
    assert sum(counts) <= sum(20 * 3**day for day in range(days_at_most))
    assert max(counts, default=0) <= 20 * 3 ** max(0, days_at_most - 1)


@given(histories)
def test_without_limits_all_goes_at_once_while_nobody_asks_to_slow_down(what):
    history = History(limits=Limits()).live([event for event in what if event[0] != "slow down"])
    assert history.pace.reserve({Destination.REST: 10_000}, history.now) == {Destination.REST: 10_000}
