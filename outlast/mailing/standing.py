"""Where a campaign stands, also while another run is sending it: its ledger is looked at and not touched.

The tables are those of `mailer.ledger.schema`.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backup.errors import DamageError
from mailer.ledger import LEDGER
from mailer.model import Destination, EventKind, RecipientState

_LATELY = timedelta(minutes=5)
_WAITING = (RecipientState.PENDING, RecipientState.CLAIMED, RecipientState.DEFERRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class InDoubt:
    """A recipient of whom nobody knows whether the server took the mail."""

    number: int
    said: str
    """What the server said, without addresses; empty where it said nothing."""
    since: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerLook:
    """What a ledger says. Holds no address."""

    states: dict[Destination, Counter[RecipientState]] = field(default_factory=dict)
    """By where mail goes in the end."""
    in_doubt: tuple[InDoubt, ...] = ()
    events: Counter[EventKind] = field(default_factory=Counter)
    refusals: tuple[tuple[str, int], ...] = ()
    """What servers said to those who will not get it, the most common first."""
    rate: float = 0.0
    """Mails a minute that were taken over the last minutes."""
    next_try: datetime | None = None

    @property
    def counts(self) -> Counter[RecipientState]:
        """Return how many recipients are in each state."""
        return sum(self.states.values(), Counter())

    @property
    def waiting(self) -> dict[Destination, int]:
        """Return how many are still to be written to, by destination."""
        found = {one: sum(counts[state] for state in _WAITING) for one, counts in self.states.items()}
        return {one: count for one, count in found.items() if count}


def look_at(folder: Path, now: datetime) -> LedgerLook | None:
    """Return what the ledger in a campaign's folder says; `None` where its recipients are not fixed yet.

    Raises:
        DamageError: it cannot be read.
    """
    path = folder / LEDGER
    if not path.exists():
        return None
    try:
        with _reading(path) as connection:
            return LedgerLook(
                states=_states(connection),
                in_doubt=tuple(_in_doubt(connection)),
                events=_events(connection),
                refusals=tuple(_refusals(connection)),
                rate=_rate(connection, now),
                next_try=_next_try(connection),
            )
    except (sqlite3.DatabaseError, ValueError) as error:
        raise DamageError(f"The ledger of this campaign cannot be read: {path} ({error}).") from error


def holds(folder: Path, digest: bytes) -> bool:
    """Tell whether the ledger in a campaign's folder has the recipient with this digest of the address.

    Raises:
        DamageError: it cannot be read.
    """
    path = folder / LEDGER
    if not path.exists():
        return False
    try:
        with _reading(path) as connection:
            found = connection.execute("SELECT 1 FROM recipient WHERE digest = ?", (digest,)).fetchone()
    except sqlite3.DatabaseError as error:
        raise DamageError(f"The ledger of this campaign cannot be read: {path} ({error}).") from error
    return found is not None


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True, timeout=10)) as connection:
        connection.execute("BEGIN")  # all of one moment, whatever another run writes meanwhile
        yield connection


def _states(connection: sqlite3.Connection) -> dict[Destination, Counter[RecipientState]]:
    found: dict[Destination, Counter[RecipientState]] = {}
    rows = connection.execute("SELECT destination, state, count(*) FROM recipient GROUP BY destination, state")
    for destination, state, count in rows:
        found.setdefault(Destination(destination), Counter())[RecipientState(state)] = count
    return {destination: found[destination] for destination in Destination if destination in found}


def _in_doubt(connection: sqlite3.Connection) -> Iterator[InDoubt]:
    for number, said, changed in connection.execute(
        "SELECT number, said, changed FROM recipient WHERE state = 'in-doubt' ORDER BY number"
    ):
        yield InDoubt(number=number, said=said, since=_moment(changed))


def _events(connection: sqlite3.Connection) -> Counter[EventKind]:
    return Counter(
        {EventKind(kind): n for kind, n in connection.execute("SELECT kind, count(*) FROM event GROUP BY 1")}
    )


def _refusals(connection: sqlite3.Connection) -> Iterator[tuple[str, int]]:
    yield from connection.execute(
        "SELECT trim(code || ' ' || enhanced || ' ' || said), count(*) FROM recipient WHERE state = 'rejected'"
        " GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT 10"
    )


def _rate(connection: sqlite3.Connection, now: datetime) -> float:
    since = (now - _LATELY).timestamp()
    (count,) = connection.execute(
        "SELECT count(*) FROM recipient WHERE state = 'accepted' AND changed > ?", (since,)
    ).fetchone()
    return float(count) / (_LATELY.total_seconds() / 60)


def _next_try(connection: sqlite3.Connection) -> datetime | None:
    (first,) = connection.execute("SELECT min(next_try) FROM recipient WHERE state = 'deferred'").fetchone()
    return _moment(first)


def _moment(value: float | None) -> datetime | None:
    return datetime.fromtimestamp(value, UTC) if value is not None else None
