"""What the archive says there must be on the new site, and what must be nowhere."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from backup.document.blocks import Document, Figure, Paywall
from backup.document.text import own_text
from backup.document.walk import walk
from exporters.selection import Entry, Selection
from outlast.moved.words import words_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A post that must be there."""

    entry: Entry
    title: str | None
    """`None` where the post has none of its own."""
    words: Counter[str]
    pictures: int
    """Those that the archive has the file of."""
    day: date | None


def expected(selection: Selection, entry: Entry) -> Expected:
    """Return what must be there of a post.

    Raises:
        KeyProblem: it is sealed, and the key is away.
    """
    document = selection.read(entry).document
    return Expected(
        entry=entry,
        title=entry.title if entry.titled else document.title,
        words=Counter(words_of(own_text(document))),
        pictures=sum(selection.media(url) is not None for url in picture_addresses(document)),
        day=None if entry.draft or entry.published_at is None else entry.published_at.date(),
    )


def picture_addresses(document: Document) -> Iterator[str]:
    """Yield the address of each picture that stands between a post's paragraphs."""
    for node in walk(document):
        if isinstance(node, Figure):
            yield node.image.url


def kept_back(selection: Selection) -> list[Entry]:
    """Return the posts that must not be readable there: drafts, and what is not for everybody, unless asked for."""
    return [entry for entry in selection.others if entry.private]


def secret_words(selection: Selection, entry: Entry) -> list[str]:
    """Return the words of a post that must not be readable; of a paid one those behind the paywall, where it has one.

    Raises:
        KeyProblem: it is sealed, and the key is away.
    """
    document = selection.read(entry).document
    blocks = document.blocks
    if not entry.draft:
        place = next((number for number, block in enumerate(blocks) if isinstance(block, Paywall)), None)
        blocks = blocks if place is None else blocks[place + 1 :]
    return words_of(own_text(Document(blocks=blocks)))
