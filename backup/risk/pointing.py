"""Points at posts in findings: which, when, and the words in question."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final, TypeVar

from backup.model import PostKind
from backup.risk.corpus import DRAFT, Corpus
from backup.risk.model import Evidence
from backup.risk.post import RiskPost

_Item = TypeVar("_Item")

PASSAGE: Final = 300
"""So many letters of a passage are shown."""
MOST: Final = 12
"""So many findings of one rule for an account, and pieces of evidence in one: what is more is counted."""
FILTER_UNKNOWN: Final = "The platform’s filter is not public: nobody outside knows whether and how it counts this."


def stories(corpus: Corpus) -> list[RiskPost]:
    """Return what is examined and was published as a post, and the draft that is being tried; no responses."""
    return [post for post in corpus.posts if post.kind is PostKind.POST or post.key == DRAFT]


def point(post: RiskPost, passage: str = "", rows: Iterable[str] = ()) -> Evidence:
    """Return the evidence that a post is."""
    day = f", {_day(post.published)}" if post.published else ""
    return Evidence(
        where=f"“{shorten(post.title or 'Untitled', 100)}”{day}",
        post=post.key,
        object=post.object,
        passage=shorten(passage, PASSAGE),
        rows=tuple(shorten(row, PASSAGE) for row in list(rows)[:20]),
        at=post.published,
    )


def shorten(text: str, most: int) -> str:
    """Return a text in one line, cut with “…” after so many letters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def spread(items: Sequence[_Item], most: int = MOST) -> list[_Item]:
    """Return at most so many, evenly taken from all."""
    if len(items) <= most:
        return list(items)
    return [items[place * len(items) // most] for place in range(most)]


def days(posts: Iterable[RiskPost]) -> str:
    """Return from when to when posts were published, for the end of a sentence; empty where it is not known."""
    known = sorted(post.published for post in posts if post.published)
    if not known:
        return ""
    first, last = _day(known[0]), _day(known[-1])
    return f" on {first}" if first == last else f" between {first} and {last}"


def _day(moment: datetime) -> str:
    return f"{moment.day} {moment:%B %Y}"
