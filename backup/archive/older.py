"""An export that is older than what the archive has, or one that only looks so because its newest rows are gone?

An old export lacks just what came after it. One that lacks rows from before its own date has lost them, and is treated
like any other sudden loss.
"""

from backup.archive import posts, tables
from backup.archive.chain import Chain
from backup.archive.state import Lines, Tables
from backup.audience.cells import split_cells
from backup.audience.subscriber import understanding
from backup.errors import DamageError, KeyProblem


class Missing:
    """Counts what the latest state has from before a date, and an older export does not have."""

    def __init__(self, chain: Chain, reader: Tables, as_of: str) -> None:
        """Take the chain, and the date of the older export (ISO, UTC)."""
        self._chain = chain
        self._reader = reader
        self._as_of = as_of

    def posts(self, given: set[str]) -> tuple[int, int]:
        """Return how many published posts are missing, and how many there were at that date."""
        lost = there = 0
        for name in (tables.POSTS, tables.PRIVATE_POSTS):
            for line in self._latest(name).lines:
                post = posts.decode(line)
                if post.published_at and self._is_before(post.published_at):
                    there += 1
                    lost += post.id not in given
        return lost, there

    def subscribers(self, given: Lines) -> tuple[int, int]:
        """Return how many people are missing, and how many there were at that date."""
        latest = self._latest(tables.SUBSCRIBERS)
        if not latest.header:
            return 0, 0
        key, given_key = (tables.key_of(tables.SUBSCRIBERS, header) for header in (latest.header, given.header))
        have = {given_key(line) for line in given.lines}
        understand = understanding(split_cells(latest.header))
        lost = there = 0
        for line in latest.lines:
            if key(line) not in have:
                joined = understand(line).created_at
                lost += joined is not None and self._is_before(joined)
            else:
                there += 1
        return lost, there + lost

    def _is_before(self, date: str) -> bool:
        return date[:19] < self._as_of[:19]

    def _latest(self, table: str) -> Lines:
        snapshot = self._chain.latest(table)
        try:
            return self._reader.state(snapshot.number, table) if snapshot else Lines(lines=[])
        except (DamageError, KeyProblem):
            return Lines(lines=[])
