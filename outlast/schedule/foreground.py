"""Ticks in the foreground, for servers, network drives and containers, driven by APScheduler.

Its own timers are not trusted with due times: they sleep with the computer (agronholm/apscheduler#794) and forget at
each start. It calls the tick every minute, and the tick looks at the wall clock.
"""

import logging
import signal
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from types import FrameType
from typing import Any

from apscheduler.executors.debug import DebugExecutor
from apscheduler.schedulers.blocking import BlockingScheduler

_EVERY = 60
"""Seconds between two ticks."""


class _Minutes(BlockingScheduler):  # type: ignore[misc]  # its base has no types
    """Ends between two ticks when asked, and does not wait for hours when the clock was moved back by hours."""

    def __init__(self, ended: Callable[[], bool], **options: Any) -> None:
        super().__init__(**options)
        self._ended = ended

    def _process_jobs(self) -> float | None:
        wait: float | None = super()._process_jobs()
        # Not from within the job: it takes away what its base still has to note.
        if self._ended():
            self.shutdown(wait=False)
        elif wait is not None and wait > 2 * _EVERY:
            for job in self.get_jobs():
                job.modify(next_run_time=datetime.now(UTC) + timedelta(seconds=_EVERY))
            return _EVERY
        return wait


class Foreground:
    """Ticks once a minute until somebody asks it to stop."""

    def __init__(self, tick: Callable[[], None]) -> None:
        """Take what one tick does; an error that leaves it ends the run."""
        self._tick = tick
        self._busy = False
        self._asked = False
        self._failure: BaseException | None = None
        # In this thread, not in one of a pool: a second Ctrl-C then reaches the job in hand.
        self.scheduler = _Minutes(self.stopping, executors={"default": DebugExecutor()}, timezone=UTC)
        self.scheduler.add_job(
            self._once,
            "interval",
            seconds=_EVERY,
            id="tick",
            next_run_time=datetime.now(UTC),
            misfire_grace_time=None,
            coalesce=True,
            max_instances=1,
        )

    def stopping(self) -> bool:
        """Tell whether somebody asked to stop: jobs finish the item in hand and end."""
        return self._asked

    def run(self) -> None:
        """Tick until SIGTERM or SIGINT; the first one lets the item in hand be finished, a second one does not.

        Raises:
            KeyboardInterrupt: it was asked twice.
        """
        # It tells of every call; what goes wrong in a tick is told by the tick.
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
        before = {number: signal.signal(number, self._on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            self.scheduler.start()
        except _Idle:
            pass
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
        if self._failure is not None:
            raise self._failure

    def _once(self) -> None:
        self._busy = True
        try:
            self._tick()
        except BaseException as failure:  # noqa: BLE001 - APScheduler would only log it; `run` raises it again
            self._failure = failure
            self._asked = True
        finally:
            self._busy = False

    def _on_signal(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002 - the signature of handlers
        if self._busy and self._asked:
            raise KeyboardInterrupt
        self._asked = True
        if not self._busy:
            raise _Idle


class _Idle(BaseException):
    """Somebody asked to stop while nothing was being done."""
