"""A clock that came past a moment: step by step, or in one leap."""

from datetime import timedelta

import pytest

from outlast.mailing.watched_clock import WatchedClock
from tests.outlast.mailing.a_campaign import NOON

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("last", "readings", "leapt"),
    [
        (NOON - DAY, [-HOUR], False),
        (NOON - DAY, [-HOUR, HOUR], False),
        (NOON - 9 * DAY, [HOUR], True),
        (NOON - DAY, [-HOUR, 60 * DAY], True),
        (NOON - DAY, [60 * DAY, 61 * DAY], True),
        (NOON - DAY, [60 * DAY, -HOUR, HOUR], False),
        (NOON - 9 * DAY, [-HOUR, HOUR], False),
        (NOON + DAY, [60 * DAY], False),
        (None, [HOUR], True),
        (None, [-HOUR], False),
    ],
)
def test_a_leap_over_the_moment_is_told_from_time_that_passed(last, readings, leapt):
    times = iter(readings)
    clock = WatchedClock(lambda: NOON + next(times), last=last, mark=NOON)

    assert [clock() for _ in readings] == [NOON + one for one in readings]
    assert clock.leapt is leapt
