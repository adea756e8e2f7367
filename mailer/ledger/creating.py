"""Fixes the recipients of a campaign: from then on the ledger says who they are, whatever becomes of the list."""

import sqlite3
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path

from backup.archive import atomic
from backup.archive.keys import Vault
from mailer.ledger.people import People
from mailer.ledger.schema import CHUNK, INDEXES, SCHEMA
from mailer.model import Destination, Recipient

LEDGER = "ledger.db"
_UNFINISHED = "ledger.unfinished"


def create(
    folder: Path,
    vault: Vault,
    recipients: Iterable[Recipient],
    *,
    digest: Callable[[str], bytes],
    destination_of: Callable[[str], Destination],
) -> int:
    """Write the ledger of a campaign and return how many recipients there are; a person who comes twice counts once.

    Killed at any time, there is no ledger or the whole one. The order is kept: the first are written to first.

    Raises:
        FileExistsError: there is a ledger already; it is as it was.
        StorageError: the disk refuses; there is none.
    """
    path, unfinished = folder / LEDGER, folder / _UNFINISHED
    if path.exists():
        raise FileExistsError(path)
    with atomic.storage_errors(folder):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        unfinished.unlink(missing_ok=True)
        unfinished.touch(mode=0o600)
        connection = sqlite3.connect(unfinished, isolation_level=None)
        try:
            _write(connection, vault, recipients, digest, destination_of)
            (count,) = connection.execute("SELECT count(*) FROM recipient").fetchone()
        except sqlite3.Error as error:
            raise OSError(0, str(error), str(path)) from error
        finally:
            connection.close()
        with unfinished.open("rb+") as file:
            atomic.make_durable(file.fileno())
        unfinished.replace(path)
        atomic.sync_folder(folder)
    return int(count)


def _write(
    connection: sqlite3.Connection,
    vault: Vault,
    recipients: Iterable[Recipient],
    digest: Callable[[str], bytes],
    destination_of: Callable[[str], Destination],
) -> None:
    # Nothing has to survive here but the whole: it is renamed when it is done.
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    for statement in SCHEMA:
        connection.execute(statement)
    people = People(connection, vault)
    coming, first = iter(recipients), 1
    connection.execute("BEGIN")
    while chunk := list(islice(coming, CHUNK)):
        people.seal(first, chunk)
        connection.executemany(
            "INSERT INTO recipient (number, digest, destination) VALUES (?, ?, ?)",
            [(number, digest(one.address), destination_of(one.address)) for number, one in enumerate(chunk, first)],
        )
        first += CHUNK
    # All at once: looking for each digest in a growing index costs three times as much for a million.
    connection.execute("CREATE INDEX by_digest ON recipient (digest, number)")
    connection.execute(
        "DELETE FROM recipient WHERE EXISTS (SELECT 1 FROM recipient AS earlier"
        " WHERE earlier.digest = recipient.digest AND earlier.number < recipient.number)"
    )
    connection.execute("DROP INDEX by_digest")
    for statement in INDEXES:
        connection.execute(statement)
    connection.execute("COMMIT")
