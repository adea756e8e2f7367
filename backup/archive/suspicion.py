"""Decides whether a new snapshot is kept apart: what it lost against the last good state, table by table."""

from collections.abc import Iterator, Mapping

from backup.archive import counting, posts, tables
from backup.archive.chain import Chain
from backup.archive.older import Missing
from backup.archive.previous import Previous
from backup.archive.result import Count
from backup.archive.settle import Settled
from backup.archive.state import Lines, Tables
from backup.archive.suspect import LossLimit, reason
from backup.model import BodyFormat

_NOUNS = {
    "comments.private": "comments under paid posts",
    "chats": "chat threads",
    "chats/messages": "chat messages",
    "direct/threads": "conversations",
}


_SHORT = 50
"""Bytes of a text that may become a note of one line without anybody wondering."""
_MOST = 4
"""A text has lost most of it when less than one in so many of its bytes is left."""


class Suspicion:
    """Looks at one new snapshot."""

    def __init__(self, chain: Chain, reader: Tables, previous: Previous, as_of: str, limit: LossLimit) -> None:
        """Take what the snapshot is compared with, its date, and how much may be lost."""
        self._chain = chain
        self._previous = previous
        self._as_of = as_of
        self._limit = limit
        self._missing = Missing(chain, reader, as_of)

    def is_older(self, table: str) -> bool:
        """Tell whether the archive has a later state of a table."""
        latest = self._chain.latest(table)
        return latest is not None and latest.manifest.as_of > self._as_of

    def why(
        self,
        ids: set[str] | None,
        given: Mapping[str, Lines],
        settled: Mapping[str, Settled],
        counts: Mapping[str, Count],
        texts: Mapping[str, bytes],
    ) -> str | None:
        """Return why the snapshot is suspect, as words for the writer, or `None` if it is not.

        `ids` holds the posts that were given, if the source gave all there are; `texts` the lines of those that came.
        """
        reasons = [*self._posts(ids, counts), self._texts(texts), *self._lists(given, settled)]
        return "; ".join(filter(None, reasons)) or None

    def _posts(self, ids: set[str] | None, counts: Mapping[str, Count]) -> Iterator[str | None]:
        if ids is None:
            return
        if self.is_older(tables.POSTS):
            lost, there = self._missing.posts(ids)
            yield self._judge("posts", there, lost, len(ids))
            return
        before = sum(len(self._previous.by_id(name)) for name in (tables.POSTS, tables.PRIVATE_POSTS))
        if self._previous.base(tables.POSTS) is not None:
            lost = sum(counts[name].gone or 0 for name in counting.POST_COUNTS.values())
            yield self._judge("posts", before, lost, len(ids))

    def _texts(self, given: Mapping[str, bytes]) -> str | None:
        """Return how many posts suddenly have much less text than before, if that is suspicious."""
        if self.is_older(tables.POSTS):
            return None
        before = {**self._previous.by_id(tables.POSTS), **self._previous.by_id(tables.PRIVATE_POSTS)}
        both = [(before[identity], line) for identity, line in given.items() if identity in before]
        lost = sum(_lost_most(known, now) for known, now in both if known != now)
        if lost < self._limit.rows or lost <= self._limit.share * len(both):
            return None
        return f"{lost:,} of {len(both):,} posts have lost most of their text ({lost / len(both):.0%})"

    def _lists(self, given: Mapping[str, Lines], settled: Mapping[str, Settled]) -> Iterator[str | None]:
        for name in sorted(tables.WATCHED - {tables.POSTS}):
            if name not in settled:
                continue
            entry, base = settled[name].entry, self._previous.base(name)
            few = base is None or base.manifest.tables[name].rows < self._limit.rows
            if name in tables.NEVER_EMPTIED and (entry.rows or few):
                continue
            if name == tables.SUBSCRIBERS and self.is_older(name):
                lost, there = self._missing.subscribers(given[name])
                yield self._judge(name, there, lost, entry.rows)
            elif base is not None:
                before = base.manifest.tables[name].rows
                yield self._judge(
                    name, before, entry.gone if entry.gone is not None else before - entry.rows, entry.rows
                )

    def _judge(self, noun: str, before: int, lost: int, after: int) -> str | None:
        noun = _NOUNS.get(noun, noun)
        return reason(noun, before=before, lost=lost, after=after, limit=self._limit)


def _lost_most(known: bytes, now: bytes) -> bool:
    """Tell whether a post's text is much shorter than before, in the same format.

    A piece of a page of Medium's counts as the same format as all of it, so those are not compared.
    """
    old, new = posts.decode(known), posts.decode(now)
    if old.format is not new.format or old.format in (None, BodyFormat.MEDIUM_HTML):
        return False
    return old.size >= _SHORT and new.size * _MOST < old.size
