"""What came back of letters that had been handed over, as it is written into a ledger."""

import sqlite3
from collections.abc import Sequence

from mailer.ledger.row import Event

_NOTE = (
    "INSERT INTO event VALUES (?, ?, ?, ?, ?) ON CONFLICT (number, kind) DO UPDATE"
    " SET hard = excluded.hard, at = excluded.at, status = excluded.status WHERE excluded.hard > hard"
)
"""A hard bounce goes before a soft one."""
_ARRIVED = "UPDATE recipient SET state = 'accepted' WHERE number = ? AND state = 'in-doubt'"


def note_events(connection: sqlite3.Connection, events: Sequence[Event]) -> tuple[int, int]:
    """Write events; return how many were new, and how many recipients are no more in doubt. Within a transaction.

    Whatever comes back settles what was in doubt: the letter arrived.
    """
    rows = [(one.number, one.kind, one.hard, one.at.timestamp(), one.status) for one in events]
    new = connection.executemany(_NOTE, rows).rowcount
    arrived = connection.executemany(_ARRIVED, [(one.number,) for one in events]).rowcount
    return max(new, 0), max(arrived, 0)
