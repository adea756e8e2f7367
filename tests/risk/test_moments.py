"""Moments in every way that exports and archives write them."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backup.risk.moments import moment_in


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2025-08-12T13:24:20.896Z", datetime(2025, 8, 12, 13, 24, 20, 896000, tzinfo=UTC)),
        ("2025-08-12T13:24:20", datetime(2025, 8, 12, 13, 24, 20, tzinfo=UTC)),
        ("2025-08-12T15:24:20+02:00", datetime(2025, 8, 12, 13, 24, 20, tzinfo=UTC)),
        ("2025-08-7 3:18 pm", datetime(2025, 8, 7, 15, 18, tzinfo=UTC)),
        ("2025-8-7", datetime(2025, 8, 7, tzinfo=UTC)),
        ("2025-8-7 9:05", datetime(2025, 8, 7, 9, 5, tzinfo=UTC)),
        ("2025-8-7T9:05:59", datetime(2025, 8, 7, 9, 5, 59, tzinfo=UTC)),
        ("2025-02-31", None),
        ("0001-01-01T00:00:00+14:00", None),
        ("yesterday", None),
        ("", None),
        (None, None),
        (1754579880, None),
    ],
)
def test_a_moment_is_read(text: object, moment: datetime | None) -> None:
    assert moment_in(text) == moment


@given(st.text())
def test_no_text_breaks_the_reading(text: str) -> None:
    moment = moment_in(text)
    assert moment is None or moment.tzinfo is UTC
