"""How far a run of sending is, in one line."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from mailer.model import Destination, RecipientState
from mailer.sending import Progress
from outlast.cli._reports.handing_over import HandingOver

NINE = datetime(2026, 9, 1, 9, tzinfo=UTC).astimezone()


def news(accepted: int, waiting: int, **more: int) -> Progress:
    counts = Counter({RecipientState(name): count for name, count in more.items()})
    counts[RecipientState.ACCEPTED], counts[RecipientState.PENDING] = accepted, waiting
    return Progress(counts=counts, accepted=accepted, waiting={Destination.REST: waiting})


def told(readings: list[tuple[timedelta, Progress]], *, takes: timedelta = timedelta()) -> list[str]:
    moments = iter([NINE, *(NINE + passed for passed, _ in readings)])
    line = HandingOver(lambda _, now: now + takes, lambda: next(moments))
    return [line.words(one) for _, one in readings]


def test_a_line_says_what_went_out_what_waits_how_fast_and_until_when():
    first, later = told(
        [(timedelta(), news(0, 1_200)), (timedelta(seconds=30), news(600, 590, deferred=8, rejected=2))]
    )

    assert first == "0 sent  1,200 waiting"
    until = (NINE + timedelta(seconds=30, minutes=590 / 1200)).astimezone()
    assert later == f"600 sent  590 waiting  8 deferred  2 refused  1,200/min  by {until:%H:%M}"


def test_a_server_that_cannot_be_reached_is_named_with_how_long_it_is_tried():
    away = replace(news(123_456, 999_999), away_for=timedelta(minutes=4, seconds=50))

    (line,) = told([(timedelta(), away)])

    assert line == "123k sent  999k waiting  the server cannot be reached: trying 5 min more"
    assert len(line) <= 79


def test_a_quota_of_days_is_heeded_though_letters_go_fast_now():
    *_, later = told([(timedelta(seconds=10), news(500, 900))], takes=timedelta(days=2))
    *_, much_later = told([(timedelta(seconds=10), news(500, 900))], takes=timedelta(days=20))

    assert later.endswith(f"by {(NINE + timedelta(days=2)):%a %H:%M}")
    assert much_later.endswith("by 21 Sep")


def test_the_rate_is_that_of_the_last_minute():
    readings = [(timedelta(seconds=10 * n), news(100 * n if n < 12 else 1_200, 10)) for n in range(1, 25)]
    lines = told(readings)

    assert "600/min" in lines[5]
    assert "/min" not in lines[-1]
    assert all(len(one) <= 79 for one in lines)


def test_a_million_subscribers_fit_on_a_line():
    [line] = told(
        [(timedelta(minutes=5), news(999_999, 1_000_000, deferred=99_999, rejected=9_999))], takes=timedelta(days=3)
    )
    assert line.startswith("999k sent  1,000k waiting  99k deferred  9,999 refused  200k/min  by ")
    assert len(line) <= 79, line
