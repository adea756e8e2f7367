"""Brings the index up to the archive: every manifest it does not know yet, in order. A rebuild is this from nothing."""

import hashlib
import re
import sqlite3
from collections.abc import Callable, Iterable

import msgspec

from backup.archive import layout, manifest, posts, tables
from backup.archive.chain import Chain, Snapshot
from backup.archive.index import Index
from backup.archive.posts import StoredPost
from backup.archive.state import Tables
from backup.errors import DamageError
from backup.model import Body

_CJK = re.compile(r"([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7af])")


def spaced(text: str) -> str:
    """Return `text` with every Chinese, Japanese and Korean character a word, which FTS5's tokenizer does not do."""
    return _CJK.sub(r" \1 ", text) if not text.isascii() else text


class CatchingUp:
    """Fills the index from the chains of an archive."""

    def __init__(self, index: Index, progress: Callable[[int], None] | None = None) -> None:
        """Take the index, and who wants to hear of each post that was indexed."""
        self._index = index
        self._progress = progress

    def catch_up(self, chain: Chain, reader: Tables) -> None:
        """Bring the index up to one publication's chain."""
        known = self._known(chain.slug)
        names = set(manifest.names(chain.folder)) - chain.damaged.keys()
        if known == {(name, snapshot.good) for name, snapshot in _named(chain)}:
            return
        with self._index.transaction() as connection:
            if not {name for name, _ in known} - chain.damaged.keys() <= names:
                self._clear(connection, chain.slug)  # the chain was written anew (forget, prune)
                known = set()
            indexed = {name for name, _ in known}
            for name, snapshot in _named(chain):
                if name not in indexed:
                    self._add(connection, chain, reader, name, snapshot)
                else:
                    connection.execute(
                        "UPDATE manifest SET good = ? WHERE publication = ? AND name = ?",
                        (snapshot.good, chain.slug, name),
                    )
            self._mark_current(connection, chain, reader)

    def _known(self, slug: str) -> set[tuple[str, bool]]:
        query = "SELECT name, good FROM manifest WHERE publication = ?"
        return {(name, bool(good)) for name, good in self._index.connection.execute(query, (slug,))}

    @staticmethod
    def _clear(connection: sqlite3.Connection, slug: str) -> None:
        for table in ("manifest", "size_of_table", "file"):
            connection.execute(f"DELETE FROM {table} WHERE publication = ?", (slug,))  # noqa: S608  # three literals

    def _add(self, connection: sqlite3.Connection, chain: Chain, reader: Tables, name: str, snapshot: Snapshot) -> None:
        said = snapshot.manifest
        data = (chain.folder / name).read_bytes()
        connection.execute(
            "INSERT OR REPLACE INTO manifest VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                chain.slug, said.number, name, snapshot.digest, data, said.as_of, said.created, said.source,
                said.suspect, snapshot.good,
            ),
        )  # fmt: skip
        connection.executemany(
            "INSERT OR REPLACE INTO size_of_table VALUES (?, ?, ?, ?, ?, ?, ?)",
            [(chain.slug, said.number, t, e.rows, e.new, e.changed, e.gone) for t, e in said.tables.items()],
        )
        self._add_posts(connection, reader, said.number, self._fresh(reader, said, tables.POSTS), said.as_of)
        for line in self._fresh(reader, said, tables.MEDIA):
            fields = msgspec.json.decode(line)
            connection.execute(
                "INSERT OR REPLACE INTO file VALUES (?, ?, ?, ?, ?)",
                (chain.slug, fields["id"], fields["body"], fields.get("size"), fields.get("media_type")),
            )

    @staticmethod
    def _fresh(reader: Tables, said: manifest.Manifest, table: str) -> Iterable[bytes]:
        """Return the lines that a snapshot brought to a table, or all of them where it has the full list."""
        entry = said.tables.get(table)
        if entry is None or not (entry.full or entry.delta):
            return []
        try:
            if entry.delta is not None:
                return reader.parse_delta(reader.content(entry.delta)).added
            return reader.full(table, entry.full or "").lines
        except DamageError:
            return []  # `verify` names it; the index has what can be read

    def _add_posts(
        self, connection: sqlite3.Connection, reader: Tables, number: int, lines: Iterable[bytes], as_of: str
    ) -> None:
        for line in lines:
            post = posts.decode(line)
            row = (
                reader.chain.slug, post.id, _short(line), post.kind, post.type, post.title, post.subtitle, post.slug,
                post.url, post.published_at, post.body, post.format, number, as_of,
            )  # fmt: skip
            cursor = connection.execute(
                "INSERT OR IGNORE INTO version (publication, id, digest, kind, type, title, subtitle, slug, url,"
                " published_at, body, format, first_snapshot, as_of) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                row,
            )
            if cursor.rowcount == 1:
                text = words_of(reader, post)
                values = (cursor.lastrowid, spaced(f"{post.title} {post.subtitle or ''}"), spaced(text))
                connection.execute("INSERT INTO words (rowid, title, text) VALUES (?, ?, ?)", values)
            if self._progress:
                self._progress(1)

    @staticmethod
    def _mark_current(connection: sqlite3.Connection, chain: Chain, reader: Tables) -> None:
        latest = chain.latest(tables.POSTS)
        try:
            lines = reader.state(latest.number, tables.POSTS).lines if latest else []
        except DamageError:
            lines = []
        now = {_short(line) for line in lines}
        marked = "SELECT digest FROM version WHERE publication = ? AND is_current"
        before = {digest for (digest,) in connection.execute(marked, (chain.slug,))}
        # The + keeps SQLite from looking through the whole publication for each (sqlite.org/optoverview.html, 1).
        change = "UPDATE version SET is_current = ? WHERE +publication = ? AND digest = ?"
        connection.executemany(change, [(0, chain.slug, digest) for digest in before - now])
        connection.executemany(change, [(1, chain.slug, digest) for digest in now - before])


def words_of(reader: Tables, post: StoredPost) -> str:
    """Return the plain words of a post's body for search; none if the body is damaged (`verify` names it)."""
    from backup.document.text import search_text  # the HTML parser, which most commands do without

    if post.body is None or post.format is None:
        return ""
    try:
        return search_text(Body(data=reader.content(post.body), format=post.format))
    except DamageError:
        return ""


def _named(chain: Chain) -> list[tuple[str, Snapshot]]:
    return [(layout.manifest_name(snapshot.number, snapshot.digest), snapshot) for snapshot in chain]


def _short(line: bytes) -> str:
    return hashlib.sha256(line).hexdigest()[:32]
