"""The checks of the numbers."""

import time
from datetime import UTC, datetime, timedelta

import pytest

from mailer.preflight.check import State
from mailer.unsubscribe.kind import UnsubscribeKind
from outlast.mailing.numbers import Numbers, check_numbers, until
from outlast.mailing.way import Way


@pytest.fixture(autouse=True)
def somewhere(monkeypatch):
    """Set this computer up in a place of a test's choosing; at first where the world's time is kept."""

    def move(place):
        monkeypatch.setenv("TZ", place)
        time.tzset()

    move("UTC")
    yield move
    monkeypatch.undo()
    time.tzset()


NOW = datetime(2026, 3, 4, 9, 30, tzinfo=UTC)  # a Wednesday
WAY = Way(name="Amazon SES", unsubscribing=UnsubscribeKind.DROP_BOX)


def numbers(**changes):
    parts = {
        "recipients": 1_200,
        "to_gmail": 700,
        "daily": 50_000,
        "done": NOW + timedelta(hours=1),
        "expires": NOW + timedelta(days=14),
    }
    return Numbers(**(parts | changes))


def found(given, way=WAY):
    return {check.name: check for check in check_numbers(way, given, NOW)}


def test_a_plan_that_fits_is_good():
    checks = found(numbers())
    assert {name: check.state for name, check in checks.items()} == dict.fromkeys(
        ("Recipients", "How long it takes", "Rules for bulk senders"), State.OK
    )
    assert checks["How long it takes"].what == "The last letter would go out today 10:30."


def test_leave_that_a_provider_wants_is_named_and_not_known():
    way = Way(name="Amazon SES", demands=("Ask for production access.", "Verify your domain."))
    checks = list(check_numbers(way, None, NOW))
    assert [check.what for check in checks] == ["Ask for production access.", "Verify your domain."]
    assert {(check.name, check.state) for check in checks} == {("What Amazon SES asks", State.UNKNOWN)}


def test_nobody_is_bad_and_nothing_else_is_said_then():
    assert {name: check.state for name, check in found(numbers(recipients=0)).items()} == {"Recipients": State.BAD}


def test_more_than_a_day_needs_attention_and_names_the_limit():
    check = found(numbers(daily=200, done=NOW + timedelta(days=5)))["How long it takes"]
    assert check.state is State.ATTENTION
    assert check.what == "The last letter would go out Monday 09:30 (200 letters a day at most)."


def test_a_campaign_that_ends_before_everybody_got_it_is_bad():
    check = found(numbers(done=NOW + timedelta(days=20)))["How long it takes"]
    assert check.state is State.BAD
    assert "who is left by then gets nothing" in check.what


def test_the_rules_for_bulk_go_by_what_leaves_in_a_day():
    many = numbers(recipients=20_000, to_gmail=12_000, done=NOW + timedelta(hours=20))
    assert found(many)["Rules for bulk senders"].state is State.ATTENTION
    assert found(many, Way(name="x"))["Rules for bulk senders"].state is State.BAD
    slow = numbers(recipients=20_000, to_gmail=12_000, daily=2_000, done=NOW + timedelta(days=10))
    assert found(slow)["Rules for bulk senders"].state is State.OK


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (0, "today 09:30"),
        (-2, "today 07:30"),
        (15, "tomorrow 00:30"),
        (24 * 6, "Tuesday 09:30"),
        (24 * 7, "11 March 2026, 09:30"),
    ],
)
def test_a_moment_to_come_is_said_as_people_say_it(hours, said):
    assert until(NOW + timedelta(hours=hours), NOW) == said


def test_a_moment_after_the_end_of_summer_time_is_said_as_the_clock_on_the_wall_will_have_it(somewhere):
    somewhere("CET-1CEST,M3.5.0,M10.5.0/3")  # Berlin, also where no names of places are installed
    friday = datetime(2026, 10, 23, 8, 0, tzinfo=UTC).astimezone()

    assert until(friday + timedelta(hours=2), friday) == "today 12:00"
    assert until(friday + timedelta(days=4), friday) == "Tuesday 09:00"
