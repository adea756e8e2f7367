"""Rows that no provider should send become nothing, and never an exception."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.providers._rows import address_of, moment_of, rows_of

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)


@given(json_values)
def test_any_value_is_read(value):
    assert all(isinstance(row, dict) for row in rows_of({"rows": value}, "rows"))
    assert isinstance(address_of({"address": value}, "address"), str)
    moment = moment_of(value)
    assert moment is None or moment.tzinfo is not None


@pytest.mark.parametrize(
    "value",
    [
        "2024-05-17T13:58:33+00:00",
        "2024-05-17T08:58:33-05:00",
        "2024-05-17T13:58:33.000Z",
        "2024-05-17T13:58:33",
        "Fri, 17 May 2024 13:58:33 UTC",
        "Fri, 17 May 2024 13:58:33 +0000",
        1715954313,
        1715954313.0,
    ],
)
def test_moments_are_read_as_providers_write_them(value):
    assert moment_of(value) == datetime(2024, 5, 17, 13, 58, 33, tzinfo=UTC)


@pytest.mark.parametrize("value", ["", "a@b.example\r\nBcc: c@d.example", "no address", None, 5])
def test_what_is_no_address_is_left_out(value):
    assert address_of({"address": value}, "address") == ""
