"""At most so many requests a second to each host, from however many threads; hosts do not wait for each other."""

import math
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from backup.errors import Limited
from backup.http.cookies import covers

_JITTER = 0.25
"""The longest a gap is stretched, as a share of it: a rhythm as even as a clock's looks like an attack."""


@dataclass(slots=True)
class _Host:
    next: float = -math.inf
    """The moment from which the next request may go out."""
    held: float = -math.inf
    """Nobody sends before this, not even who has a turn already: the host asked for a pause."""
    closed: float = -math.inf
    """Nobody sends before this, and nobody waits for it: the host asked for a long pause."""
    strikes: int = 0
    """How often it said "too many requests" in a row."""


class Pace:
    """The turns of all requests. Safe to use from several threads."""

    def __init__(
        self,
        rate: float,
        rates: Mapping[str, float],
        *,
        clock: Callable[[], float],
        sleep: Callable[[float], None],
        jitter: Callable[[], float],
    ) -> None:
        """Take requests per second and host (`math.inf`: no pace), and for some hosts (and names below them) others."""
        self._rate, self._rates = rate, dict(rates)
        self._clock, self._sleep, self._jitter = clock, sleep, jitter
        self._hosts: dict[str, _Host] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Return when it is our turn to send one request to `host`.

        Raises:
            Limited: the host asked for a long pause, which is not over.
        """
        turn = -math.inf
        while True:
            with self._lock:
                now = self._clock()
                state = self._hosts.setdefault(host, _Host())
                if state.closed > now:
                    raise Limited(f"{host} asked to be left alone for a while.", wait=state.closed - now)
                # Compared with our turn, not with the clock: a sleep that returns early must not become a busy loop.
                if turn > -math.inf and turn >= state.held:
                    return
                turn = max(now, state.next, state.held)
                state.next = turn + self._gap(host)
            if turn > now:
                self._sleep(turn - now)

    def hold(self, host: str, seconds: float) -> None:
        """Let nobody send to `host` for some seconds; who sends then waits until it is over."""
        with self._lock:
            state = self._hosts.setdefault(host, _Host())
            state.held = max(state.held, self._clock() + seconds)

    def close(self, host: str, seconds: float) -> None:
        """Let nobody send to `host` for some seconds; who tries is told so at once."""
        with self._lock:
            state = self._hosts.setdefault(host, _Host())
            state.closed = max(state.closed, self._clock() + seconds)
            state.strikes = 0

    def strike(self, host: str) -> int:
        """Note that the host said "too many requests", and return how often it has in a row, to whichever thread."""
        with self._lock:
            state = self._hosts.setdefault(host, _Host())
            state.strikes += 1
            return state.strikes

    def forgive(self, host: str) -> None:
        """Note that the host answered."""
        with self._lock:
            self._hosts.setdefault(host, _Host()).strikes = 0

    def _gap(self, host: str) -> float:
        rate = next((rate for name, rate in self._rates.items() if covers(name, host)), self._rate)
        return (1 / rate) * (1 + _JITTER * self._jitter())
