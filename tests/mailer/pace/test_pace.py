"""A pace grants what all gates let through, and says when more will go."""

from datetime import UTC, datetime, timedelta

import pytest

from mailer.model import Destination, Move
from mailer.pace import Limits, Pace, WarmUp

NOW = datetime(2024, 5, 31, 9, 30, tzinfo=UTC)
GMAIL, APPLE, REST = Destination.GMAIL, Destination.APPLE, Destination.REST


def after(**time: float) -> datetime:
    return NOW + timedelta(**time)


def test_a_rate_below_one_a_second_grants_one_and_then_one_again_when_it_is_due():
    pace = Pace(Limits(rate=0.5))
    assert pace.reserve({REST: 10}, NOW) == {REST: 1}
    assert pace.reserve({REST: 10}, after(seconds=1.9)) == {}
    assert pace.reserve({REST: 10}, after(seconds=2)) == {REST: 1}


def test_it_says_when_the_next_one_is_due():
    pace = Pace(Limits(rate=0.1))
    assert pace.until(NOW) is None
    pace.reserve({REST: 1}, NOW)
    due = pace.until(NOW)
    assert due is not None
    assert timedelta(seconds=10) <= due - NOW < timedelta(seconds=10.01)
    assert pace.reserve({REST: 1}, due) == {REST: 1}


def test_a_night_asleep_gives_no_more_than_one_second_of_mails_at_once():
    pace = Pace(Limits(rate=14))
    pace.reserve({REST: 14}, NOW)
    assert pace.reserve({REST: 9_999}, after(hours=9)) == {REST: 14}


def test_the_day_is_the_last_24_hours_and_not_the_one_of_the_calendar():
    pace = Pace(Limits(daily=500))
    assert pace.reserve({REST: 300}, NOW) == {REST: 300}
    assert pace.reserve({REST: 300}, after(hours=12)) == {REST: 200}
    assert pace.reserve({REST: 300}, after(hours=23)) == {}
    assert pace.reserve({REST: 999}, after(hours=24, minutes=10)) == {REST: 300}
    assert pace.reserve({REST: 999}, after(hours=36, minutes=10)) == {REST: 200}


def test_the_quota_opens_when_enough_hours_have_ended():
    pace = Pace(Limits(daily=10))
    pace.reserve({REST: 4}, NOW)
    pace.reserve({REST: 6}, after(hours=5))
    due = pace.until(after(hours=6))
    assert due is not None
    assert timedelta(0) <= due - after(hours=24, minutes=10) < timedelta(seconds=1)


def test_what_was_used_before_a_restart_counts_afterwards():
    before = Pace(Limits(daily=500))
    before.reserve({REST: 450}, NOW)
    assert Pace(Limits(daily=500), before.state).reserve({REST: 100}, after(hours=1)) == {REST: 50}


def test_a_state_is_a_copy_and_stays_as_it_is():
    pace = Pace(Limits(daily=500, rate=10))
    pace.reserve({REST: 5}, NOW)
    kept = pace.state
    again = Pace(Limits(daily=500), kept)
    again.reserve({REST: 100}, NOW)
    pace.reserve({REST: 1}, after(hours=1))
    assert [hour.count for hour in kept.hours] == [5]


def test_what_was_given_back_may_go_again():
    pace = Pace(Limits(daily=10, rate=100, warm_up={GMAIL: WarmUp(first=10)}))
    pace.reserve({GMAIL: 10}, NOW)
    pace.give_back(GMAIL, 4, after(minutes=1))
    assert pace.reserve({GMAIL: 10}, after(minutes=1)) == {GMAIL: 4}


def test_scarce_mails_are_parted_by_what_waits():
    pace = Pace(Limits(daily=100))
    assert pace.reserve({GMAIL: 600, APPLE: 300, REST: 100}, NOW) == {GMAIL: 60, APPLE: 30, REST: 10}


def test_the_last_one_is_not_lost_in_rounding():
    pace = Pace(Limits(daily=2))
    assert sum(pace.reserve({GMAIL: 1, APPLE: 1, REST: 1}, NOW).values()) == 2


def test_a_new_sender_writes_to_few_and_to_twice_as_many_each_day():
    pace = Pace(Limits(warm_up={GMAIL: WarmUp(first=50)}))
    granted = [pace.reserve({GMAIL: 9_999}, after(days=1.01 * day))[GMAIL] for day in range(4)]
    assert granted == [50, 100, 200, 400]


def test_a_plan_for_one_provider_holds_back_nobody_else():
    pace = Pace(Limits(warm_up={GMAIL: WarmUp(first=50)}))
    assert pace.reserve({GMAIL: 80, REST: 80}, NOW) == {GMAIL: 50, REST: 80}
    assert pace.until(NOW, [REST]) is None
    due = pace.until(NOW, [GMAIL])
    assert due is not None
    assert due - NOW > timedelta(hours=24)


def test_one_test_mail_a_day_makes_no_sender_known():
    pace = Pace(Limits(warm_up={GMAIL: WarmUp(first=50)}))
    for day in range(30):
        pace.reserve({GMAIL: 1}, after(days=1.01 * day))
    assert pace.reserve({GMAIL: 9_999}, after(days=31)) == {GMAIL: 50}


def test_another_domain_of_the_sender_begins_anew_and_the_quota_does_not():
    limits = Limits(daily=1_000, warm_up={GMAIL: WarmUp(first=50)})
    old = Pace(limits, sender_domain="old.example")
    old.reserve({GMAIL: 50}, NOW)
    new = Pace(limits, old.state, sender_domain="NEW.example")
    assert new.reserve({GMAIL: 9_999}, after(days=1)) == {GMAIL: 50}
    back = Pace(limits, new.state, sender_domain="old.example")
    assert back.reserve({GMAIL: 9_999}, after(days=1.5)) == {GMAIL: 100}
    assert sum(hour.count for hour in back.state.hours) == 150


def test_a_known_sender_has_no_plan_any_more():
    assert WarmUp(first=50, growth=2, enough=400).allowed(2) == 200
    assert WarmUp(first=50, growth=2, enough=400).allowed(3) is None
    assert WarmUp(first=50, growth=2).allowed(10**9) is None


@pytest.mark.parametrize("rate", [None, 8.0])
def test_slow_down_halves_once_however_many_connections_are_told(rate):
    pace = Pace(Limits(rate=rate))
    pace.reserve({REST: 8}, NOW)
    for _ in range(10):
        pace.answered(None, Move.SLOW_DOWN, NOW)
    bucket = pace.state.bucket
    assert bucket is not None
    assert bucket.rate == pytest.approx(bucket.full / 2)
    pace.answered(None, Move.SLOW_DOWN, after(minutes=1))
    assert pace.state.bucket.rate == pytest.approx(bucket.full / 4)


def test_slow_down_at_one_provider_slows_only_what_goes_there():
    pace = Pace(Limits())
    for second in range(60):
        pace.reserve({GMAIL: 10, REST: 10}, after(seconds=second))
    pace.answered(GMAIL, Move.SLOW_DOWN, after(seconds=60))
    assert pace.reserve({GMAIL: 100, REST: 100}, after(seconds=60)) == {REST: 100}
    assert pace.reserve({GMAIL: 100}, after(seconds=61)) == {GMAIL: pytest.approx(5, abs=1)}


def test_what_is_accepted_brings_the_rate_back_bit_by_bit():
    pace = Pace(Limits(rate=10))
    pace.reserve({REST: 1}, NOW)
    pace.answered(None, Move.SLOW_DOWN, NOW)
    rates = []
    for _ in range(6):
        rates.append(pace.state.bucket.rate)
        pace.answered(REST, Move.ACCEPTED, NOW, count=100)
    assert rates == pytest.approx([5, 6, 7, 8, 9, 10])
    pace.answered(REST, Move.ACCEPTED, NOW, count=100)
    assert pace.state.bucket.rate == 10


def test_a_provider_that_takes_all_again_is_held_back_no_more():
    pace = Pace(Limits())
    pace.answered(GMAIL, Move.SLOW_DOWN, NOW)
    for _ in range(600):
        pace.answered(GMAIL, Move.ACCEPTED, NOW)
    assert pace.state.lanes == {}
    assert pace.reserve({GMAIL: 1_000}, NOW) == {GMAIL: 1_000}


def test_the_rate_never_falls_below_one_a_minute():
    pace = Pace(Limits(rate=1))
    for minute in range(100):
        pace.answered(None, Move.SLOW_DOWN, after(minutes=minute))
    assert pace.reserve({REST: 9}, after(minutes=101)) == {REST: 1}


def test_held_back_stays_held_back_over_a_restart():
    pace = Pace(Limits(rate=10))
    pace.answered(None, Move.SLOW_DOWN, NOW)
    again = Pace(Limits(rate=10), pace.state)
    assert again.reserve({REST: 99}, after(minutes=1)) == {REST: 5}


def test_a_new_limit_in_the_settings_counts_at_once():
    pace = Pace(Limits(rate=10))
    pace.reserve({REST: 10}, NOW)
    assert Pace(Limits(rate=2), pace.state).reserve({REST: 99}, after(minutes=1)) == {REST: 2}
    assert Pace(Limits(rate=50), pace.state).reserve({REST: 99}, after(minutes=1)) == {REST: 50}
    assert Pace(Limits(), pace.state).reserve({REST: 99}, after(minutes=1)) == {REST: 99}


@pytest.mark.parametrize("move", [move for move in Move if move is not Move.SLOW_DOWN])
def test_no_other_answer_slows_anything(move):
    pace = Pace(Limits(rate=10))
    pace.reserve({REST: 1}, NOW)
    before = pace.state
    pace.answered(REST, move, NOW)
    assert pace.state == before


def test_nothing_wanted_is_nothing_granted():
    pace = Pace(Limits(rate=1, daily=1))
    assert pace.reserve({}, NOW) == {}
    assert pace.reserve({REST: 0, GMAIL: -3}, NOW) == {}
    assert pace.reserve({REST: 1}, NOW) == {REST: 1}
