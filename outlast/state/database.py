"""The notes in SQLite: one file in the state folder; each part has its own tables and an ordered list of changes."""

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from backup.errors import StorageError
from outlast.private_file import make_private_folder, open_private
from outlast.state import FILE

_PATIENCE = 20
"""Seconds to wait for another process that is writing a note."""


_APPLIED = "CREATE TABLE IF NOT EXISTS applied (part TEXT, number INTEGER, UNIQUE (part, number))"


class StateDatabase:
    """The notes of one user on this computer. Disposable: without it everything is due again, nothing is lost."""

    def __init__(self, folder: Path) -> None:
        """Open the notes in the state folder, making them if they are not there.

        Raises:
            StorageError: the disk refuses.
        """
        path = folder / FILE
        try:
            make_private_folder(folder)
            os.close(open_private(path, os.O_CREAT | os.O_RDWR))
            self.connection = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None, check_same_thread=False)
            self.connection.execute("PRAGMA journal_mode = WAL")
            self.connection.execute(_APPLIED)
        except (OSError, sqlite3.Error) as error:
            raise StorageError(f"The notes of Outlast cannot be opened: {path} ({error}).") from error

    def prepare(self, part: str, changes: Sequence[str]) -> None:
        """Bring the tables of one part up to date: each change runs once, in order; the list only ever grows."""
        done = self.connection.execute("SELECT count(*) FROM applied WHERE part = ?", (part,)).fetchone()[0]
        if done >= len(changes):
            return
        with self.transaction() as connection:
            done = connection.execute("SELECT count(*) FROM applied WHERE part = ?", (part,)).fetchone()[0]
            for number, change in enumerate(changes[done:], done):
                connection.execute(change)
                connection.execute("INSERT INTO applied VALUES (?, ?)", (part, number))

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Write several notes as one; no other process writes meanwhile."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield self.connection
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self.connection.close()
