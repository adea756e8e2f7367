"""Dates of a Medium export in their three spellings."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backup.sources.medium_export.dates import day_of, export_day, iso_as_written, iso_moment, read_iso
from tests.sources.medium_pages import long_day, moment


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2025-08-7 3:18 pm", "2025-08-07T15:18:00Z"),
        ("2013-04-28 6:55 am", "2013-04-28T06:55:00Z"),
        ("2015-07-16 12:30 am", "2015-07-16T00:30:00Z"),
        ("2015-07-16 12:30 pm", "2015-07-16T12:30:00Z"),
        ("2020-02-19\n   2:54 am", "2020-02-19T02:54:00Z"),
        ("2025-08-7 3:18\u202fPM", "2025-08-07T15:18:00Z"),
        ("Became a Medium member at 2020-08-26 3:23 pm", "2020-08-26T15:23:00Z"),
        ("2021-02-30 3:18 pm", None),
        ("2021-02-3 13:18 pm", None),
        ("2021-02-3 0:18 am", None),
        ("2021-13-3 1:18 am", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_a_moment_of_the_side_folders_becomes_utc(written: str, expected: str | None) -> None:
    assert iso_moment(written) == expected


@given(st.datetimes(min_value=datetime(2012, 8, 15), max_value=datetime(2090, 1, 1)))
@settings(deadline=None, max_examples=300)
def test_every_minute_that_medium_can_write_is_read_back(when: datetime) -> None:
    minute = when.replace(second=0, microsecond=0, tzinfo=UTC)
    assert iso_moment(moment(minute)) == minute.isoformat().replace("+00:00", "Z")


@given(st.dates(min_value=date(2012, 8, 15), max_value=date(2090, 1, 1)))
@settings(deadline=None, max_examples=200)
def test_every_day_in_words_is_read_back(day: date) -> None:
    assert day_of(long_day(day)) == day
    assert export_day(f'<p>Exported from <a href="https://medium.com">Medium</a> on {long_day(day)}.</p>') == day


@pytest.mark.parametrize("words", ["Smarch 5, 2021", "May 35, 2021", "May", "", "on 5 May 2021"])
def test_words_that_are_no_day_are_no_day(words: str) -> None:
    assert day_of(words) is None


def test_the_last_export_line_of_a_page_counts() -> None:
    page = "Exported from Medium on May 1, 2020. … Exported from <a>Medium</a> on June 2, 2021."
    assert export_day(page) == date(2021, 6, 2)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2021-05-05T00:00:00.000Z", "2021-05-05T00:00:00.000Z"),
        ("2021-05-05T02:00:00+02:00", "2021-05-05T00:00:00Z"),
        ("2021-05-05", "2021-05-05T00:00:00Z"),
        ("0001-01-01T00:00:00+09:00", None),
        ("not a date", None),
        (None, None),
    ],
)
def test_a_datetime_attribute_stays_as_written_when_it_is_utc(written: str | None, expected: str | None) -> None:
    assert iso_as_written(written) == expected


@given(st.text(max_size=60))
@settings(deadline=None, max_examples=200)
def test_no_text_breaks_the_readers_of_dates(text: str) -> None:
    for read in (iso_moment, day_of, export_day, iso_as_written, read_iso):
        read(text)
