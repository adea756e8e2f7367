"""The tables of a snapshot: which are private, how their lines look, and which losses are an alarm.

A table's lines are bytes without line end: for `subscribers` the platform's own CSV records (the header apart), for
all others one JSON object with `id` first. Their order means nothing; they are kept sorted.
"""

import re
from collections.abc import Callable

import msgspec

from backup.audience.cells import split_cells
from backup.audience.columns import address_column, key_function

POSTS = "posts"
PRIVATE_POSTS = "posts.private"
"""Drafts and what is not open to everyone; same lines as `posts`, sealed."""
MEDIA = "media"
PRIVATE_MEDIA = "media.private"
"""Files that only drafts, paid posts, chats or messages use; sealed."""
SUBSCRIBERS = "subscribers"
MASKED = "masked"
PROBLEMS = "problems"
FILES = "files"
FETCHED = "fetched"
"""What a live source notes of its last look, so that the next run fetches only what changed; of use to it alone."""

WITH_FILES = (FILES, "activity/delivers", "activity/opens", "activity/engagement", PRIVATE_MEDIA)
"""Tables whose rows are files kept whole; with the posts, the tables whose lines name a body."""

PUBLIC = frozenset({POSTS, MEDIA, "comments", "notes", "notes/replies"})
"""Whatever is not in this set is sealed: a table added later is private until somebody says otherwise."""

NEVER_EMPTIED = frozenset({"comments", "comments.private", "notes", "chats/messages", "direct/threads"})
"""Tables of which only the loss of everything makes a snapshot suspect: one post that is deleted may take a large share
of the comments with it."""

WATCHED = frozenset({POSTS, SUBSCRIBERS, "chats"}) | NEVER_EMPTIED
"""Tables of which a sudden loss makes a snapshot suspect; `posts` stands for both tables of posts together."""

_NAME = re.compile(r"[a-z][a-z0-9.-]*(/[a-z][a-z0-9_-]*)?\Z")


class _Identified(msgspec.Struct):
    id: str


_identified = msgspec.json.Decoder(_Identified)


def validate_table(name: str) -> str:
    """Return the name of a table if it is one.

    Raises:
        ValueError: it is not.
    """
    if not _NAME.match(name):
        raise ValueError(f"not a valid name for a table: {name!r}")
    return name


def is_private(table: str) -> bool:
    """Tell whether objects of this table are sealed."""
    return table not in PUBLIC


def count_name(table: str) -> str:
    """Return the name under which a table is counted for people: `activity/claps` is `claps`.

    What is sealed of a table is counted with the rest of it.
    """
    return table.rpartition("/")[2].removesuffix(".private")


def extension(table: str) -> str:
    """Return the kind of content of the table's objects: `csv` or `jsonl`."""
    return "csv" if table == SUBSCRIBERS else "jsonl"


def key_of(table: str, header: bytes) -> Callable[[bytes], str]:
    """Return the function that gives a line's key: a subscriber's address in lower case, else the record's id."""
    if table == SUBSCRIBERS:
        columns = split_cells(header) if header else []
        return key_function(columns) if address_column(columns) is not None else _whole
    return _id_of


def _whole(line: bytes) -> str:
    return line.decode("utf-8", "replace")


def _id_of(line: bytes) -> str:
    return _identified.decode(line).id
