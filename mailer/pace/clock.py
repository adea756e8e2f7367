"""Time as it counts for a pace: it never goes back, whatever is done to the clock of the computer."""

from mailer.pace.state import PaceState

_NEARLY = 600.0
"""Seconds: a clock that comes as near to the time counted here is right. A quota bears such an error."""
_INSTANT = 1e-3
"""Seconds, between what went before the clock was set back and what went after."""


def count_on(state: PaceState, now: float) -> float:
    """Return the moment that counts, now that the computer's clock says `now`, both in seconds since 1970.

    As long as the clock goes right they are the same. Where it was set back, only what passes on it counts; once it is
    right again, it is believed again, and what went meanwhile went as late as it can have. So nothing is let through
    twice, even if the computer was off for days and began with a wrong clock. Where the clock leaps forward, the
    computer was asleep as far as anybody can tell.
    """
    if now < state.counted - _NEARLY:
        if state.wrong_since is None:
            state.wrong_since = state.counted
            state.counted += _INSTANT
        state.counted += max(0.0, now - state.seen)
    else:
        if state.wrong_since is not None:
            _put_off(state, state.wrong_since, max(0.0, now - state.counted))
            state.wrong_since = None
        state.counted = max(state.counted, now)
    state.seen = now
    return state.counted


def seconds_until(state: PaceState, moment: float) -> float:
    """Return how long it takes on the computer's clock until `count_on` returns this moment, or a later one."""
    passing = moment - state.counted
    behind = state.counted - state.seen
    return passing if passing < behind - _NEARLY else moment - state.seen


def _put_off(state: PaceState, since: float, seconds: float) -> None:
    for hour in state.hours:
        if hour.last > since:
            hour.last += seconds
    for warmth in (one for of_domain in state.warmth.values() for one in of_domain.values()):
        if warmth.began > since:
            warmth.began += seconds
    for bucket in (state.bucket, *state.lanes.values()):
        if bucket and bucket.at > since:
            bucket.at += seconds
