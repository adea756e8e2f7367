"""The index: a plain SQLite file made from the archive, for search and overviews. Nothing private is in it.

It can be deleted at any time: `outlast index rebuild`, or the next run, makes it again. Documented views for other
programs (Datasette, sqlite-utils, DuckDB): `posts`, `post_versions`, `snapshots`, `growth`, `media`.
"""

import logging
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from backup.archive import layout
from backup.errors import StorageError

logger = logging.getLogger(__name__)

VERSION = 3

SCHEMA = """
CREATE TABLE manifest (
  publication TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, digest TEXT NOT NULL, bytes BLOB NOT NULL,
  as_of TEXT NOT NULL, created TEXT NOT NULL, source TEXT NOT NULL, suspect TEXT, good INTEGER NOT NULL,
  PRIMARY KEY (publication, name));
CREATE TABLE size_of_table (
  publication TEXT NOT NULL, number INTEGER NOT NULL, name TEXT NOT NULL, rows INTEGER NOT NULL,
  new INTEGER, changed INTEGER, gone INTEGER, PRIMARY KEY (publication, number, name));
CREATE TABLE version (
  row INTEGER PRIMARY KEY, publication TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, kind TEXT NOT NULL,
  type TEXT NOT NULL, title TEXT NOT NULL, subtitle TEXT, slug TEXT, url TEXT, published_at TEXT, body TEXT,
  format TEXT, first_snapshot INTEGER NOT NULL, as_of TEXT NOT NULL, is_current INTEGER NOT NULL DEFAULT 0,
  UNIQUE (publication, id, digest));
CREATE INDEX version_by_digest ON version (digest);
CREATE TABLE file (
  publication TEXT NOT NULL, url TEXT NOT NULL, object TEXT NOT NULL, size INTEGER, media_type TEXT,
  PRIMARY KEY (publication, url));
CREATE TABLE trusted (name TEXT PRIMARY KEY, size INTEGER NOT NULL, mtime_ns INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE checked (manifest TEXT NOT NULL, name TEXT NOT NULL, PRIMARY KEY (manifest, name)) WITHOUT ROWID;
CREATE TABLE input (fingerprint TEXT PRIMARY KEY, publication TEXT NOT NULL, number INTEGER, result BLOB NOT NULL);
CREATE VIRTUAL TABLE words USING fts5 (title, text, content='', tokenize="unicode61 remove_diacritics 2");

CREATE VIEW post_versions AS
  SELECT publication, id, kind, type, title, subtitle, slug, url, published_at, body, first_snapshot, as_of, is_current
  FROM version;
CREATE VIEW posts AS
  SELECT publication, id, kind, type, title, subtitle, slug, url, published_at, body, as_of,
         NOT max(is_current) AS gone, count(*) AS versions
  FROM (SELECT * FROM version ORDER BY is_current, as_of, row) GROUP BY publication, id;
CREATE VIEW snapshots AS
  SELECT publication, number, as_of, created, source, suspect, good FROM manifest;
CREATE VIEW growth AS
  SELECT g.publication, g.number, m.as_of, g.name AS "table", g.rows, g.new, g.changed, g.gone
  FROM size_of_table g JOIN manifest m USING (publication, number) WHERE m.good;
CREATE VIEW media AS SELECT publication, url, object, size, media_type FROM file;
"""


class Index:
    """A connection to the index of one archive. What cannot be read is thrown away and made again."""

    def __init__(self, root: Path) -> None:
        """Open the index, making an empty one where there is none that fits."""
        self.path = layout.index_path(root)
        self.path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        try:
            self.connection = self._open()
        except sqlite3.DatabaseError:
            self.path.unlink(missing_ok=True)
            try:
                self.connection = self._open()
            except sqlite3.DatabaseError as error:
                raise _refused(error) from error

    def _open(self) -> sqlite3.Connection:
        self.path.touch(mode=0o600)
        connection = sqlite3.connect(self.path, isolation_level=None)
        try:
            # Not the truth, so it need not survive a power cut: it would be made again.
            connection.execute("PRAGMA synchronous=OFF")
            connection.execute("PRAGMA cache_size=-32000")
            if connection.execute("PRAGMA user_version").fetchone()[0] == 0:
                connection.executescript(f"BEGIN; {SCHEMA} PRAGMA user_version={VERSION}; COMMIT;")
            _version(connection)
            connection.execute("SELECT count(*) FROM manifest").fetchone()
        except sqlite3.DatabaseError:
            connection.close()
            raise
        return connection

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Change the index all or nothing.

        Raises:
            StorageError: the disk refuses.
        """
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield self.connection
            except BaseException:
                if self.connection.in_transaction:  # on a full disk SQLite has rolled back by itself
                    self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")
        except sqlite3.OperationalError as error:
            raise _refused(error) from error

    def note(self, statement: str, rows: Iterable[tuple[object, ...]]) -> None:
        """Write down what only saves time later; where the disk refuses, it is done without."""
        rows = list(rows)
        if not rows:
            return
        try:
            with self.transaction() as connection:
                connection.executemany(statement, rows)
        except StorageError as error:
            logger.debug("a note in the index was not written: %s", error.what)

    def close(self) -> None:
        """Close the file."""
        self.connection.close()


def _refused(error: sqlite3.DatabaseError) -> StorageError:
    return StorageError(
        f"The index of the archive could not be written ({error}).",
        so_what="What was saved is safe; only the index for search is not up to date.",
        next="Free some space, then run: outlast index rebuild",
    )


def _version(connection: sqlite3.Connection) -> int:
    """Return the version of the schema in the file.

    Raises:
        sqlite3.DatabaseError: it is not the one of this program.
    """
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    if version != VERSION:
        raise sqlite3.DatabaseError(f"schema {version}, not {VERSION}")
    return version
