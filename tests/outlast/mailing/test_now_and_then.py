"""What is to be done now and then is done no oftener, and not for ever later because a clock was set back."""

from datetime import timedelta

from outlast.mailing.now_and_then import now_and_then
from tests.outlast.mailing.a_campaign import NOON

MINUTE = timedelta(minutes=1)


def done_at(*moments, **more):
    """Return the moments of these at which it was done."""
    done, coming = [], iter(moments)
    look = now_and_then(done.append, every=MINUTE, clock=lambda: next(coming), **more)
    for _ in moments[0 if more.get("at_once") else 1 :]:
        look()
    return done


def test_it_is_done_when_the_time_has_gone_by_and_not_before():
    moments = [NOON + timedelta(seconds=one) for one in (0, 59, 60, 61, 119, 120, 300)]
    assert done_at(*moments) == [moments[2], moments[5], moments[6]]


def test_it_can_be_done_the_first_time_at_once():
    assert done_at(NOON, NOON + MINUTE / 2, NOON + MINUTE, at_once=True) == [NOON, NOON + MINUTE]


def test_a_clock_that_is_set_back_does_not_put_it_off():
    assert done_at(NOON, NOON - timedelta(hours=1)) == [NOON - timedelta(hours=1)]
