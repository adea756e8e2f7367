"""An end to answers that never end: a server that sends a byte a minute must not hold a run for days (slowloris).

A socket's own timeout starts anew with every byte. This one does not: after a time of grace an answer, its headers
included, must have come with at least so many bytes a second on the whole.
"""

import io
import socket
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPResponse
from typing import Any

CONNECT_SECONDS = 10.0
READ_SECONDS = 60.0


class TooSlow(TimeoutError):
    """An answer came so slowly that it was given up."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long an answer may take."""

    grace: float = 120.0
    """Seconds that any answer may take."""
    bytes_a_second: float = 4096.0
    """What it must bring from then on, on the average since it was asked for."""


class Stopwatch:
    """Runs while one answer is read."""

    def __init__(self, patience: Patience, clock: Callable[[], float]) -> None:
        """Take the patience and a clock in seconds that never goes back."""
        self._patience, self._clock = patience, clock
        self.start()

    def start(self) -> None:
        """Begin with a new answer."""
        self._began, self._received = self._clock(), 0

    def came(self, count: int) -> None:
        """Note that so many bytes came.

        Raises:
            TooSlow: the answer takes too long for what came so far.
        """
        self._received += count
        if self._clock() - self._began > self._patience.grace + self._received / self._patience.bytes_a_second:
            raise TooSlow("the answer came too slowly")


class _TimedSocket(io.RawIOBase):
    """The reading end of a socket, with a stopwatch."""

    def __init__(self, socket_file: io.RawIOBase, watch: Stopwatch) -> None:
        self._file, self._watch = socket_file, watch

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int | None:
        count: int | None = self._file.readinto(buffer)
        self._watch.came(count or 0)
        return count

    def close(self) -> None:
        self._file.close()
        super().close()


def timed_by(watch: Stopwatch) -> type[HTTPResponse]:
    """Return a class for a connection's answers, which are read under that stopwatch, headers included."""

    class TimedResponse(HTTPResponse):
        def __init__(self, sock: socket.socket, *args: Any, **options: Any) -> None:
            super().__init__(sock, *args, **options)
            file: Any = self.fp
            self.fp = io.BufferedReader(_TimedSocket(file.detach(), watch))

    return TimedResponse
