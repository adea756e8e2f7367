"""An archive with a draft that is long enough to be told by its words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.model import Complete, PostKind
from exporters.selection import Criteria, Selection, choose
from tests.exporters.made_up import SUBSTACK, post

WORDS = "The harbour café closed on Tuesday and nobody has told the ferryman about it yet."


@contextmanager
def with_long_draft(folder: Path) -> Iterator[tuple[Selection, str]]:
    """Yield the public posts of such an archive, and the words of its draft."""
    archive = Archive.create(folder / "archive", key=Key.generate())
    shared = "<p>See you on Sunday, as ever, with love from the lighthouse.</p>"
    records = [
        post(1001, "Public", f"<p>Something for everybody to read.</p>{shared}", slug="public", published_at=None),
        post(
            1002,
            "Working title",
            f"<p>{WORDS}</p>{shared}",
            kind=PostKind.DRAFT,
            url=None,
            published_at=None,
            slug="wt",
        ),
    ]
    archive.snapshot([*records, Complete(table="posts")], SUBSTACK, source="x", as_of=datetime(2024, 6, 1, tzinfo=UTC))
    yield choose(archive, SUBSTACK, Criteria()), WORDS
    archive.close()
