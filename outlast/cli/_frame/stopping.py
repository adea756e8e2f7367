"""Ctrl-C once means: finish what is in hand, keep where it stands, and end. Twice means: now."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_ASKING = [signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else [])]


class Stopping:
    """Tells, when called, whether somebody asked to stop."""

    def __init__(self) -> None:
        """Begin with nobody."""
        self._heard: list[int] = []

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
    heard = [number for number in _ASKING if number == signal.SIGINT or signal.getsignal(number) is not signal.SIG_IGN]
    before = {number: signal.signal(number, stopping.on_signal) for number in heard}
    try:
        yield stopping
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
