"""Does something now and then while letters go out: looked at with each step, so that it costs no single letter."""

from collections.abc import Callable
from datetime import datetime, timedelta


def now_and_then(
    do: Callable[[datetime], object], *, every: timedelta, clock: Callable[[], datetime], at_once: bool = False
) -> Callable[[], None]:
    """Return what is to be called often, and calls `do` with the time when `every` has gone by since the last time.

    A clock that is set back by as much counts too. With `at_once` the first call does it.
    """
    last = None if at_once else clock()

    def look() -> None:
        nonlocal last
        now = clock()
        if last is None or abs(now - last) >= every:
            last = now
            do(now)

    return look
