"""Moments as a person says them."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from outlast.standing.spoken_time import days_between, moment_of, spoken

NOW = datetime(2026, 3, 10, 1, 30, tzinfo=ZoneInfo("Europe/Berlin"))


@pytest.mark.parametrize(
    ("moment", "text"),
    [
        ("2026-03-10T00:12:00Z", "today 01:12"),
        ("2026-03-09T23:12:00Z", "today 00:12"),
        ("2026-03-09T22:59:00Z", "yesterday 23:59"),
        ("2026-03-01T12:00:00Z", "9 days ago"),
        ("2026-01-09T12:00:00Z", "60 days ago"),
        ("2026-01-08T12:00:00Z", "on 8 January 2026"),
        ("2026-03-11T12:00:00Z", "on 11 March 2026"),
    ],
)
def test_a_moment_is_said_in_the_zone_of_the_clock(moment, text):
    assert spoken(moment_of(moment), NOW) == text


def test_days_are_counted_by_midnights_and_never_below_none():
    assert days_between(datetime(2026, 3, 9, 22, 59, tzinfo=UTC), NOW) == 1
    assert days_between(NOW - timedelta(minutes=1), NOW) == 0
    assert days_between(NOW + timedelta(days=3), NOW) == 0
