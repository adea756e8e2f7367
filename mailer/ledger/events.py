"""What came back of letters that had been handed over, as it is written into a ledger."""

import sqlite3
from collections.abc import Sequence

from mailer.ledger.row import Event
from mailer.ledger.schema import has_column

_NOTE = (
    "INSERT INTO event (number, kind, hard, at, status, sender) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (number, kind) DO UPDATE SET hard = excluded.hard, at = excluded.at, status = excluded.status,"
    " sender = excluded.sender WHERE (excluded.hard, excluded.sender) > (hard, sender)"
)
"""A hard bounce goes before a soft one, and of those what is about the sender before what says nothing."""
_ADD_SENDER = "ALTER TABLE event ADD COLUMN sender INTEGER NOT NULL DEFAULT 0"
_ARRIVED = "UPDATE recipient SET state = 'accepted' WHERE number = ? AND state = 'in-doubt'"


def note_events(connection: sqlite3.Connection, events: Sequence[Event]) -> tuple[int, int]:
    """Write events; return how many were new, and how many recipients are no more in doubt. Within a transaction.

    Whatever comes back settles what was in doubt: the letter arrived.
    """
    if not knows_sender(connection):
        connection.execute(_ADD_SENDER)
    rows = [(one.number, one.kind, one.hard, one.at.timestamp(), one.status, one.sender) for one in events]
    new = connection.executemany(_NOTE, rows).rowcount
    arrived = connection.executemany(_ARRIVED, [(one.number,) for one in events]).rowcount
    return max(new, 0), max(arrived, 0)


def knows_sender(connection: sqlite3.Connection) -> bool:
    """Tell whether a ledger can say which bounces are about the sender; an older one learns it with `note_events`."""
    return has_column(connection, "event", "sender")
