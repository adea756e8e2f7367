"""The tables of a ledger: no address stands in them; rows are known by a keyed digest, people lie sealed in chunks."""

import sqlite3

SCHEMA = (
    """
    CREATE TABLE recipient (
        number INTEGER PRIMARY KEY,
        digest BLOB NOT NULL,
        destination TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'pending',
        attempts INTEGER NOT NULL DEFAULT 0,
        next_try REAL,
        code INTEGER NOT NULL DEFAULT 0,
        enhanced TEXT NOT NULL DEFAULT '',
        said TEXT NOT NULL DEFAULT '',
        changed REAL,
        doubtful_since REAL
    ) STRICT
    """,
    "CREATE TABLE people (first INTEGER PRIMARY KEY, sealed BLOB NOT NULL) STRICT",
    """
    CREATE TABLE event (
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        hard INTEGER NOT NULL,
        at REAL NOT NULL,
        status TEXT NOT NULL DEFAULT '',
        sender INTEGER NOT NULL DEFAULT 0,
        UNIQUE (number, kind)
    ) STRICT
    """,
    "CREATE TABLE note (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)
INDEXES = (
    # The promise itself: nobody stands in a campaign twice.
    "CREATE UNIQUE INDEX one_row_a_person ON recipient (digest)",
    # Few rows are ever in these states; finding them must not walk through a million. Claimed ones are looked for once,
    # when a ledger is opened: an index would be written to twice for each mail.
    "CREATE INDEX deferred ON recipient (next_try) WHERE state = 'deferred'",
    "CREATE INDEX in_doubt ON recipient (number) WHERE state = 'in-doubt'",
)
CHUNK = 200
"""Recipients that are sealed together: as many as are claimed at once."""


def add_what_is_missing(connection: sqlite3.Connection) -> None:
    """Add what ledgers of earlier versions do not have. Within a transaction."""
    if not has_column(connection, "recipient", "doubtful_since"):
        connection.execute("ALTER TABLE recipient ADD COLUMN doubtful_since REAL")
        connection.execute("UPDATE recipient SET doubtful_since = changed WHERE state = 'in-doubt'")


def has_column(connection: sqlite3.Connection, table: str, column: str) -> bool:
    """Tell whether a table has a column: ledgers of earlier versions have fewer."""
    found = connection.execute("SELECT 1 FROM pragma_table_info(?) WHERE name = ?", (table, column))
    return found.fetchone() is not None
