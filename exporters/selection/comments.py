"""What readers wrote under a post (formats: section 3.3: `ancestor_path`, root first, the parent last)."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from backup.archive.reading import ReadableArchive
from backup.model import Json
from backup.platform_text import moment, one_line

_COMMENTS, _PRIVATE_COMMENTS = "comments", "comments.private"


@dataclass(frozen=True, slots=True, kw_only=True)
class Comment:
    """A comment under a post."""

    id: str
    post: str
    parent: str | None
    """The comment it answers; always one that comes before it, `None` where that one is not there."""
    author: str
    """Never empty."""
    handle: str | None
    at: datetime | None
    text: str
    """Plain text; empty where it was deleted and only its answers are left."""
    deleted: bool = False


class Comments:
    """All comments of a publication, by post; read once, when the first one is asked for."""

    def __init__(self, archive: ReadableArchive, slug: str) -> None:
        """Take the archive and the publication."""
        self._archive, self._slug = archive, slug
        self._found: dict[str, list[Comment]] | None = None

    def under(self, post: str) -> list[Comment]:
        """Return the comments of a post, oldest first, each after the one it answers.

        What the platform's filter hid is never among them.
        """
        if self._found is None:
            self._found = {}
            names = [_COMMENTS, _PRIVATE_COMMENTS] if self._archive.vault.can_read else [_COMMENTS]
            for name in names:
                for comment in self._read(name):
                    self._found.setdefault(comment.post, []).append(comment)
        return _threaded(self._found.get(post, []))

    def _read(self, table: str) -> Iterator[Comment]:
        for row in self._archive.rows(self._slug, table):
            data = row.get("data")
            if isinstance(data, dict) and not data.get("automod_hidden"):
                yield _comment(str(row["id"]), data)


def _comment(identity: str, data: dict[str, Json]) -> Comment:
    body, parent = data.get("body"), data.get("parent")
    deleted = bool(data.get("deleted")) or not isinstance(body, str)
    return Comment(
        id=identity,
        post=str(data.get("post") or ""),
        parent=str(parent) if parent else None,
        author=_word(data, "name") or _word(data, "handle") or "A reader",
        handle=_word(data, "handle") or None,
        at=moment(_word(data, "date")),
        text="" if deleted else str(body),
        deleted=deleted,
    )


def _word(data: dict[str, Json], name: str) -> str:
    value = data.get(name)
    return one_line(value) if isinstance(value, str) else ""


def _threaded(comments: list[Comment]) -> list[Comment]:
    """Return comments by date, parents first; one whose parent is nowhere, or is below itself, stands on its own."""
    order = sorted(comments, key=lambda one: (one.at is None, one.at.timestamp() if one.at else 0.0, one.id))
    known = {one.id for one in order}
    children: dict[str | None, list[Comment]] = {}
    for one in order:
        children.setdefault(one.parent if one.parent in known and one.parent != one.id else None, []).append(one)
    out: list[Comment] = []
    placed: set[str] = set()
    for roots in (children.get(None, []), order):  # what is left after the first round answers itself in a circle
        stack = [one for one in reversed(roots) if one.id not in placed]
        while stack:
            one = stack.pop()
            if one.id in placed:
                continue
            out.append(one if one.parent in placed else _alone(one))
            placed.add(one.id)
            stack.extend(reversed(children.get(one.id, [])))
    return out


def _alone(comment: Comment) -> Comment:
    return replace(comment, parent=None)
