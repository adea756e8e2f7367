"""Who of a ledger is next, and what is left to do."""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from mailer.model import Destination, RecipientState

_DUE = (
    "SELECT number, attempts, doubtful_since FROM recipient"
    " WHERE state = 'deferred' AND next_try <= ? AND destination = ? ORDER BY next_try LIMIT ?"
)
_DOUBTFUL = (
    "SELECT number, attempts, doubtful_since FROM recipient WHERE state = 'in-doubt' AND next_try <= ?"
    " AND doubtful_since BETWEEN ? AND ? AND destination = ? ORDER BY number LIMIT ?"
)
_PENDING = (
    "SELECT number, attempts, doubtful_since FROM recipient"
    " WHERE number > ? AND destination = ? AND state = 'pending' ORDER BY number LIMIT ?"
)
_LEFT = (
    "SELECT destination, count(*), min(CASE WHEN state IN ('deferred', 'in-doubt') THEN next_try ELSE 0 END)"
    " FROM recipient WHERE state IN ('pending', 'deferred', 'claimed')"
    " OR (state = 'in-doubt' AND next_try IS NOT NULL AND doubtful_since BETWEEN ? AND ?) GROUP BY destination"
)
_NEVER = (1.0, 0.0)
"""A span in which no moment lies."""

Next = tuple[int, int, float | None]
"""Number, attempts, and since when it may have got the mail already (seconds since 1970)."""


@dataclass(frozen=True, slots=True)
class Left:
    """Who of a destination is still to be written to."""

    count: int
    due: datetime
    """When the first of them may be tried; long ago where somebody was never tried."""


class Claiming:
    """Finds who is next. Within a transaction of the run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take an open ledger."""
        self._connection = connection
        self._reached = dict.fromkeys(Destination, 0)

    def next(
        self,
        destination: Destination,
        most: int,
        now: datetime,
        counts: Counter[RecipientState],
        replay_since: datetime | None,
    ) -> Iterator[tuple[RecipientState, list[Next]]]:
        """Yield who is next, by the state they are in: those whose time for another try has come go first.

        Who is in doubt is among them where that began at `replay_since` or later.
        """
        moment = now.timestamp()
        if counts[RecipientState.DEFERRED]:
            due: list[Next] = self._connection.execute(_DUE, (moment, destination, most)).fetchall()
            most -= len(due)
            yield RecipientState.DEFERRED, due
        if counts[RecipientState.IN_DOUBT] and replay_since is not None:
            span = _span(replay_since, now)
            doubtful: list[Next] = self._connection.execute(_DOUBTFUL, (moment, *span, destination, most)).fetchall()
            most -= len(doubtful)
            yield RecipientState.IN_DOUBT, doubtful
        pending = self._connection.execute(_PENDING, (self._reached[destination], destination, most)).fetchall()
        if pending:
            # Nothing before this is pending any more, unless it is put back: then `look_again`.
            self._reached[destination] = pending[-1][0]
        yield RecipientState.PENDING, pending

    def look_again(self) -> None:
        """Look for pending recipients from the first one on."""
        self._reached = dict.fromkeys(Destination, 0)

    def left(self, now: datetime, replay_since: datetime | None) -> dict[Destination, Left]:
        """Return what is left to do. Walks through all recipients."""
        rows = self._connection.execute(_LEFT, _span(replay_since, now))
        return {Destination(one): Left(count, datetime.fromtimestamp(due or 0, UTC)) for one, count, due in rows}


def _span(replay_since: datetime | None, now: datetime) -> tuple[float, float]:
    return _NEVER if replay_since is None else (replay_since.timestamp(), now.timestamp())
