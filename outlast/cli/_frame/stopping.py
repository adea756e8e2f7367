"""Ctrl-C once means: finish what is in hand, keep where it stands, and end. Twice means: now.

A terminal that is closed means the same as once, however often it says so (SIGHUP comes from the kernel and from the
shell); what is written to it from then on is dropped. `nohup` still keeps a run going.
"""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from types import FrameType

_HANGUP: signal.Signals | None = getattr(signal, "SIGHUP", None)
"""Windows has none."""


class Stopping:
    """Tells, when called, whether somebody asked to stop."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._heard: list[int] = []
        self._terminals = [number for number in (1, 2) if os.isatty(number)]

    def __call__(self) -> bool:
        """Return whether somebody did."""
        return bool(self._heard)

    @property
    def by_keys(self) -> bool:
        """Tell whether it was Ctrl-C: a decision, other than a window that is closed or a computer that shuts down."""
        return signal.SIGINT in self._heard

    def on_signal(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the signature of handlers
        """Note who asked.

        Raises:
            KeyboardInterrupt: it was asked twice. A window that closes does so often, and a shutdown comes behind it.
        """
        if number == _HANGUP:
            _drop_what_is_written(self._terminals)
        again = number == signal.SIGINT or (number == signal.SIGTERM and number in self._heard)
        if self._heard and again:
            raise KeyboardInterrupt
        self._heard.append(number)


@contextmanager
def asked_to_stop() -> Iterator[Stopping]:
    """Yield what tells whether somebody asked to stop (SIGINT, SIGTERM, SIGHUP) since the block began.

    What is to be ignored stays so: `nohup` has a run outlive its window.

    Raises:
        KeyboardInterrupt: it was asked twice.
    """
    stopping = Stopping()
    heard = [signal.SIGINT, signal.SIGTERM, *([_HANGUP] if _HANGUP is not None else [])]
    heard = [number for number in heard if number == signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stopping.on_signal) for number in heard}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _drop_what_is_written(descriptors: list[int]) -> None:
    """Let what is written there go nowhere: a terminal that is gone answers with an error, which would end the run."""
    with suppress(OSError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        for descriptor in descriptors:
            os.dup2(nowhere, descriptor)
        os.close(nowhere)
