"""A state is read as it was written, or not at all."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mailer.pace import Limits, Pace, PaceState, read_state
from mailer.pace.limits import SLOWLY
from tests.mailer.pace.histories import History, histories


@given(histories)
def test_writing_and_reading_it_changes_nothing(what):
    state = History(limits=Limits(rate=2, daily=300, warm_up=SLOWLY)).live(what).pace.state
    assert read_state(msgspec.json.encode(state)) == state


@given(st.binary(max_size=60))
def test_whatever_is_there_it_does_not_raise(data):
    state = read_state(data)
    assert state is None or isinstance(state, PaceState)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        '{"hours":[{"last":1,"count":-5}]}',
        '{"hours":[{"last":-1,"count":5}]}',
        '{"counted":1e99}',
        '{"counted":NaN}',
        '{"bucket":{"rate":0,"full":1,"tokens":1,"at":1}}',
        '{"bucket":{"rate":1,"full":1,"tokens":1e300,"at":1}}',
        '{"lanes":{"gmail":{"rate":1}}}',
        '{"warmth":{"a.example":{"gmail":{"day":1.5}}}}',
    ],
)
def test_numbers_that_cannot_be_are_no_state(text):
    assert read_state(text.encode()) is None


def test_a_state_of_a_later_version_is_read_as_far_as_it_is_known():
    state = read_state(b'{"counted": 5, "moon": "full"}')
    assert state is not None
    assert state.counted == 5


def test_no_address_is_in_it():
    pace = Pace(Limits(warm_up=SLOWLY), sender_domain="nightletters.example")
    assert b"@" not in msgspec.json.encode(pace.state)
