"""What earlier looks saw, in the state database: rounds, what they taught, and what was told of them last.

Times are seconds since 1970, UTC. Pages are kept once, packed, and only where something was wrong; what the signed-in
writer was shown is never kept, since this database is not encrypted.
"""

import zlib
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, datetime, timedelta

import msgspec

from backup.watch._base import Learned
from backup.watch.probe import ProbeKind
from backup.watch.signals import Round, SignalKind
from backup.watch.verdict import Verdict, VerdictKind
from outlast.state.database import StateDatabase

KEPT = timedelta(days=90)
"""How long the details of a look are kept."""
MOST = 2_000
"""…and how many looks of one account at most."""
_JUDGED = 300
"""Looks that a verdict is made of."""
_CHANGES = (
    """CREATE TABLE watch_rounds (account TEXT NOT NULL, at REAL NOT NULL, round BLOB NOT NULL,
       PRIMARY KEY (account, at)) WITHOUT ROWID""",
    "CREATE TABLE watch_facts (account TEXT PRIMARY KEY, facts BLOB NOT NULL)",
    """CREATE TABLE watch_told (account TEXT NOT NULL, at REAL NOT NULL, kind TEXT NOT NULL, since REAL NOT NULL,
       key TEXT NOT NULL, sentence TEXT NOT NULL, PRIMARY KEY (account, at)) WITHOUT ROWID""",
    "CREATE TABLE watch_pages (digest TEXT PRIMARY KEY, at REAL NOT NULL, page BLOB NOT NULL)",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What looks in which all was well have taught of an account."""

    publication_id: str | None = None
    handle: str | None = None
    landed: str | None = None
    subscribers: int | None = None
    feed_sizes: dict[str, int] = field(default_factory=dict)
    """The most items that the feed had, by day; the last week of them."""
    gone_posts: frozenset[str] = frozenset()
    """Posts that are gone while the account is up: the writer deleted them, so they tell nothing."""

    @property
    def feed_size(self) -> int | None:
        """Return the most items that the feed had in the last week."""
        return max(self.feed_sizes.values(), default=None)

    def with_learned(self, learned: Learned, at: datetime, gone: frozenset[str]) -> "Facts":
        """Return these facts with what one more look taught."""
        known = {name: value for name, value in asdict(learned).items() if value is not None and name != "feed_size"}
        sizes = dict(self.feed_sizes)
        if learned.feed_size is not None:
            day = at.astimezone(UTC).date().isoformat()
            sizes[day] = max(learned.feed_size, sizes.get(day, 0))
        oldest = (at.astimezone(UTC) - timedelta(days=7)).date().isoformat()
        sizes = {day: size for day, size in sizes.items() if day >= oldest}
        return replace(self, **known, feed_sizes=sizes, gone_posts=self.gone_posts | gone)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What was told last of an account."""

    kind: VerdictKind
    since: datetime
    at: datetime
    key: str
    """Two verdicts of the same key are the same news."""
    sentence: str


class WatchHistory:
    """What the watch remembers."""

    def __init__(self, database: StateDatabase) -> None:
        """Make the tables if they are not there."""
        database.prepare("watch", _CHANGES)
        self._database = database

    def add(self, account: str, seen: Round) -> None:
        """Keep a look, and the pages of what was wrong in it; details older than 90 days go."""
        blob = zlib.compress(msgspec.json.encode(_without_bodies(seen)))
        odd = [
            probe
            for probe, signal in zip(seen.probes, seen.signals, strict=False)
            if signal.kind is not SignalKind.OK and probe.kind is not ProbeKind.OWNER and probe.body
        ]
        at = seen.at.timestamp()
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO watch_rounds VALUES (?, ?, ?)", (account, at, blob))
            for probe in odd:
                row = (probe.digest, at, zlib.compress(probe.body))
                connection.execute("INSERT OR IGNORE INTO watch_pages VALUES (?, ?, ?)", row)
            connection.execute("DELETE FROM watch_rounds WHERE at < ?", (at - KEPT.total_seconds(),))
            connection.execute("DELETE FROM watch_pages WHERE at < ?", (at - KEPT.total_seconds(),))
            connection.execute(
                "DELETE FROM watch_rounds WHERE account = ? AND at <= (SELECT at FROM watch_rounds WHERE account = ?"
                " ORDER BY at DESC LIMIT 1 OFFSET ?)",
                (account, account, MOST),
            )

    def rounds(self, account: str, *, most: int = _JUDGED) -> list[Round]:
        """Return the newest looks at an account, oldest first; their probes are without bodies (see `page`)."""
        rows = self._database.connection.execute(
            "SELECT round FROM watch_rounds WHERE account = ? ORDER BY at DESC LIMIT ?", (account, most)
        ).fetchall()
        return [msgspec.json.decode(zlib.decompress(row[0]), type=Round) for row in reversed(rows)]

    def page(self, digest: str) -> bytes | None:
        """Return the page of a probe by its digest, if it was kept."""
        row = self._database.connection.execute("SELECT page FROM watch_pages WHERE digest = ?", (digest,)).fetchone()
        return zlib.decompress(row[0]) if row else None

    def facts(self, account: str) -> Facts:
        """Return what is known of an account."""
        row = self._database.connection.execute(
            "SELECT facts FROM watch_facts WHERE account = ?", (account,)
        ).fetchone()
        return msgspec.json.decode(row[0], type=Facts) if row else Facts()

    def learn(self, account: str, facts: Facts) -> None:
        """Keep what is known of an account."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT OR REPLACE INTO watch_facts VALUES (?, ?)", (account, msgspec.json.encode(facts))
            )

    def told(self, account: str) -> Told | None:
        """Return what was told last of an account."""
        row = self._database.connection.execute(
            "SELECT kind, since, at, key, sentence FROM watch_told WHERE account = ? ORDER BY at DESC LIMIT 1",
            (account,),
        ).fetchone()
        if row is None:
            return None
        return Told(kind=VerdictKind(row[0]), since=_moment(row[1]), at=_moment(row[2]), key=row[3], sentence=row[4])

    def tell(self, account: str, verdict: Verdict, key: str, at: datetime) -> None:
        """Keep that a verdict was told."""
        row = (account, at.timestamp(), verdict.kind, verdict.since.timestamp(), key, verdict.sentence)
        with self._database.transaction() as connection:
            connection.execute("INSERT OR REPLACE INTO watch_told VALUES (?, ?, ?, ?, ?, ?)", row)


def _without_bodies(seen: Round) -> Round:
    return replace(seen, probes=tuple(replace(probe, body=b"") for probe in seen.probes))


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
