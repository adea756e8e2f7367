"""What the archive knows of a publication, as a live source wants to hear it."""

from collections.abc import Mapping

from backup.archive import tables
from backup.archive.archive import Archive
from backup.archive.posts import StoredPost
from backup.document import parse
from backup.document.text import words
from backup.errors import DamageError, KeyProblem
from backup.model import Body, Json, PostKind
from backup.sources._web import Known


def known_of(archive: Archive, slug: str) -> Known:
    """Return what is known; of what cannot be read (no key, damage) nothing, so that it is fetched again."""
    if slug not in archive.slugs():
        return Known()
    posts = {post.id: post for post in _posts(archive, slug)}
    rows = _Rows(archive, slug)
    notes = {}
    try:
        for row in archive.rows(slug, tables.FETCHED):
            data = row.get("data")
            if isinstance(data, dict):
                notes[str(row["id"])] = data
        if _is_damaged(archive, slug):
            notes = {}
    except (DamageError, KeyProblem):
        notes = {}

    def words_of(identity: str) -> int | None:
        post = posts.get(identity)
        if post is None or not post.body or post.format is None:
            return None
        try:
            return words(parse(Body(data=archive.body(slug, post), format=post.format)))
        except (DamageError, KeyProblem):
            return None

    notes = {identity: note for identity, note in notes.items() if _still_true(identity, note, posts, rows)}
    published = {one.id: one.slug for one in posts.values() if one.kind is not PostKind.DRAFT}
    return Known(notes=notes, posts=published, words=words_of)


class _Rows:
    """The ids and groups of the tables that notes speak of, each read once."""

    def __init__(self, archive: Archive, slug: str) -> None:
        self._archive, self._slug = archive, slug
        self._found: dict[str, set[str]] = {}

    def __call__(self, table: str) -> set[str]:
        if table not in self._found:
            rows = list(self._archive.rows(self._slug, table))
            ids = {str(row["id"]) for row in rows}
            self._found[table] = ids | {str(row["group"]) for row in rows if row.get("group")}
        return self._found[table]


def _still_true(identity: str, note: Mapping[str, Json], posts: Mapping[str, StoredPost], rows: _Rows) -> bool:
    """Tell whether what a note speaks of is still in the archive's newest state.

    Once the platform said that it is gone, it must be fetched when it is back: the mark alone would call it unchanged.
    """
    kind, _, name = identity.partition(":")
    if kind in ("post", "draft"):
        return name in posts
    if kind == "comments":
        return note.get("mark") in ("0", None) or f"post:{name}" in rows("comments") | rows("comments.private")
    table = {"note": "notes", "chat": "chats", "direct": "direct/threads", "feed": "platform"}.get(kind)
    return table is None or identity == "notes:all" or name in rows(table)


def _posts(archive: Archive, slug: str) -> list[StoredPost]:
    try:
        return list(archive.posts(slug))
    except (DamageError, KeyProblem):
        return []


def _is_damaged(archive: Archive, slug: str) -> bool:
    """Tell whether any table that a note may speak of cannot be read: then no note counts, and all is fetched."""
    chain = archive.chain(slug)
    for table in chain.tables() - {tables.SUBSCRIBERS}:
        latest = chain.latest(table)
        try:
            if latest is not None:
                archive.tables(slug).state(latest.number, table)
        except (DamageError, KeyProblem):
            return True
    return False
