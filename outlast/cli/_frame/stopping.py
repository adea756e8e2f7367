"""Ctrl-C once means: finish what is in hand, keep where it stands, and end. Twice means: now."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType


@contextmanager
def asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Yield a function that tells whether somebody asked to stop (SIGINT, SIGTERM) since the block began.

    Raises:
        KeyboardInterrupt: it was asked twice.
    """
    asked = False

    def on_signal(number: int, frame: FrameType | None) -> None:  # noqa: ARG001 - the signature of handlers
        nonlocal asked
        if asked:
            raise KeyboardInterrupt
        asked = True

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield lambda: asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
