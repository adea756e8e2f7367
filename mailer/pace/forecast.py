"""When the last mail will go: the days ahead, tried out in steps of some minutes."""

import math
from collections.abc import Mapping

from mailer.model import Destination
from mailer.pace.gate import NO_LIMIT
from mailer.pace.limits import Limits
from mailer.pace.quota import HOUR, Quota
from mailer.pace.shares import shared
from mailer.pace.state import PaceState
from mailer.pace.warm_up import warming

STEP = 300.0
"""Seconds: how far off a forecast may be for each day ahead."""
_NO_PLAN = 5 * 365 * 24 * HOUR
"""Seconds. What takes longer than five years is no plan, whatever it takes."""


def last_moment(
    waiting: Mapping[Destination, int], limits: Limits, state: PaceState, sender_domain: str, moment: float
) -> float:
    """Return when all that waits will have gone, if it begins at `moment`; `state` is used up."""
    quota = Quota(limits.daily, state.hours)
    plans = warming(limits.warm_up, state.warmth, sender_domain)
    rate = state.bucket.rate if state.bucket else math.inf
    at_once = float(state.bucket.left(moment)) if state.bucket else 0.0
    left = {destination: count for destination, count in waiting.items() if count > 0}
    end = moment + _NO_PLAN
    while left and moment < end:
        step = min(STEP, HOUR - moment % HOUR)
        lanes = {one: state.lanes[one.value].rate for one in left if one.value in state.lanes}
        free = {
            one: min(count, plans[one].left(moment) if one in plans else count, _within(step, lanes.get(one, math.inf)))
            for one, count in left.items()
        }
        granted = shared(free, min(quota.left(moment), _within(step, rate)))
        if not granted:
            opens = min(plans[one].opens(moment) if one in plans else moment for one in left)
            moment = max(quota.opens(moment), opens)
            at_once = max(1.0, rate) if rate < math.inf else 0.0
            continue
        total = sum(granted.values())
        for one, count in granted.items():
            if one in plans:
                plans[one].spend(count, moment)
            left[one] -= count
        moment += max(
            max(0.0, total - at_once) / rate, *(granted.get(one, 0) / slow for one, slow in lanes.items()), 0.0
        )
        at_once = 0.0
        quota.spend(total, moment)
        left = {one: count for one, count in left.items() if count}
    return moment


def _within(seconds: float, rate: float) -> int:
    return NO_LIMIT if rate == math.inf else max(1, math.floor(rate * seconds))
