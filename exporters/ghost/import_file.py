"""Ghost's import: one JSON file, written post by post, so that none of them has to stay in memory."""

from collections.abc import Iterable
from datetime import datetime
from typing import IO

import msgspec

from backup.model import Json
from exporters.ghost.post import GhostPost
from exporters.ghost.terms import Terms

VERSION = "5.0.0"
"""Of the form; Ghost 5 and 6 take it, and refuse the whole file where it is no version number."""
_encode = msgspec.json.Encoder().encode


class ImportFile:
    """An import while it is written."""

    def __init__(self, file: IO[bytes], *, exported_at: datetime | None) -> None:
        """Take the file, and a date for it: Ghost wants one."""
        self._file = file
        self._tags, self._users = Terms(), Terms()
        self._of_tags: list[tuple[str, str, int]] = []
        self._of_authors: list[tuple[str, str, int]] = []
        self._empty = True
        milliseconds = int(exported_at.timestamp() * 1000) if exported_at else 0
        meta = _encode({"exported_on": milliseconds, "version": VERSION})
        file.write(b'{"db":[{"meta":' + meta + b',"data":{"posts":[\n')

    def add(self, post: GhostPost) -> None:
        """Write a post."""
        slug = str(post.fields["slug"])
        self._file.write(b"" if self._empty else b",\n")
        self._file.write(_encode({"id": slug, **post.fields}))
        self._empty = False
        for order, name in enumerate(post.tags):
            self._of_tags.append((slug, self._tags.slug(name), order))
        for order, name in enumerate(post.authors):
            self._of_authors.append((slug, self._users.slug(name), order))

    def finish(self) -> None:
        """Write what the posts share: tags and authors."""
        self._file.write(b"\n]")
        self._list("tags", self._tags.tags())
        self._list("users", self._users.users())
        self._list("posts_tags", ({"post_id": a, "tag_id": b, "sort_order": c} for a, b, c in self._of_tags))
        self._list("posts_authors", ({"post_id": a, "author_id": b, "sort_order": c} for a, b, c in self._of_authors))
        self._file.write(b"}}]}\n")

    def _list(self, name: str, rows: Iterable[dict[str, Json]]) -> None:
        self._file.write(b',"' + name.encode() + b'":[\n' + b",\n".join(map(_encode, rows)) + b"\n]")
