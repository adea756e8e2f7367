"""Cuts what a live source yields into pieces that are saved one by one, so that a run that is killed goes on there."""

import time
from collections.abc import Callable, Iterator

from backup.errors import OutlastError
from backup.model import Attachment, Checkpoint, Media, Post, Problem, Record, Row, SubscriberRows

SECONDS = 60.0
"""A piece is saved when it is this old: what a killed run has to fetch again is a minute's work."""
_CONTENT = (Post, Row, Media, Attachment, SubscriberRows)


class Pieces:
    """The pieces of one run. What ends the run early ends the last piece, and is kept in `failure`."""

    def __init__(
        self,
        records: Iterator[Record],
        *,
        seconds: float = SECONDS,
        most: int | None = None,
        clock: Callable[[], float] = time.monotonic,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        """Take the records; a piece ends at the first checkpoint after `seconds`, or after `most` records.

        `stop` tells that somebody asked to stop; the run then ends as if they had pressed Ctrl-C.
        """
        self._records = records
        self._seconds, self._most, self._clock = seconds, most, clock
        self._stop = stop
        self._problems: list[Problem] = []
        self._ended = False
        self.failure: OutlastError | KeyboardInterrupt | None = None

    def __iter__(self) -> Iterator[Iterator[Record]]:
        """Yield the pieces, each to be read to its end before the next."""
        while not self._ended:
            first = self._next()
            while isinstance(first, Checkpoint):
                first = self._next()
            if first is not None:
                yield self._piece(first)

    def _piece(self, first: Record) -> Iterator[Record]:
        # A snapshot holds the problems of its whole run, so those of earlier pieces come again.
        yield from list(self._problems)
        began, content = self._clock(), 0
        record: Record | None = first
        while record is not None:
            if isinstance(record, Checkpoint):
                if self._is_enough(record, began, content):
                    return
            else:
                if isinstance(record, Problem):
                    self._problems.append(record)
                content += isinstance(record, _CONTENT)
                yield record
            record = self._next()

    def _is_enough(self, checkpoint: Checkpoint, began: float, content: int) -> bool:
        if content == 0:
            return False
        if checkpoint.apart or (self._most is not None and content >= self._most):
            return True
        return self._clock() - began >= self._seconds

    def _next(self) -> Record | None:
        try:
            if not self._stop():
                return next(self._records)
            self._ended, self.failure = True, KeyboardInterrupt()
        except StopIteration:
            self._ended = True
        except (OutlastError, KeyboardInterrupt) as failure:
            self._ended, self.failure = True, failure
        return None
