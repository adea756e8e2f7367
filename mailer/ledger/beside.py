"""A ledger beside the run that may be sending from it: who is in it, and a place to note what comes back meanwhile.

A campaign may be sent over hours, and bounces come from the first minute on. SQLite lets others read and write between
the run's own transactions; nothing that decides who is written to next is touched.
"""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from backup.archive import atomic
from backup.archive.keys import Vault
from backup.errors import DamageError
from mailer.ledger import settling
from mailer.ledger.creating import LEDGER
from mailer.ledger.events import note_events
from mailer.ledger.people import People
from mailer.ledger.row import Event
from mailer.model import Recipient

_PATIENCE = 60.0
"""Seconds to wait for a transaction of the run."""


class LedgerBeside:
    """A ledger that is not held: another process may be sending."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        """Open the ledger in a campaign's folder.

        Raises:
            FileNotFoundError: the recipients of this campaign are not fixed yet.
            DamageError: it is not a ledger.
            StorageError: the disk refuses.
        """
        self._folder = folder
        if not (folder / LEDGER).exists():
            raise FileNotFoundError(folder / LEDGER)
        with self._sound():
            self._connection = sqlite3.connect(folder / LEDGER, isolation_level=None, timeout=_PATIENCE)
            self._connection.execute("PRAGMA synchronous = FULL")
        self._people = People(self._connection, vault)

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self._connection.close()

    def number_of(self, digest: bytes) -> int | None:
        """Return the number of the recipient with this digest of the address."""
        with self._sound():
            row = self._connection.execute("SELECT number FROM recipient WHERE digest = ?", (digest,)).fetchone()
        return int(row[0]) if row else None

    def recipient(self, number: int) -> Recipient | None:
        """Return who that is; `None` where the person was erased, or there is no such number.

        Raises:
            KeyProblem: the archive's key is not there.
        """
        try:
            with self._sound():
                return self._people[number]
        except KeyError:
            return None

    def note_events(self, events: Sequence[Event]) -> int:
        """Note what came back; return how much of it was new. On the disk when this returns. See `events.py`.

        Raises:
            StorageError: the disk refuses; nothing of it was noted.
        """
        with self._sound():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                new, _ = note_events(self._connection, events)
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")
        return new

    @contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            with atomic.storage_errors(self._folder):
                yield
        except sqlite3.DatabaseError as error:
            # SQLITE_ERROR is that there are no such tables: a file that was cut to nothing is an empty database.
            if isinstance(error, sqlite3.OperationalError) and error.sqlite_errorcode != sqlite3.SQLITE_ERROR:
                raise settling.refused(error, self._folder) from error
            raise DamageError(f"The ledger of this campaign is damaged: {self._folder / LEDGER} ({error}).") from error
