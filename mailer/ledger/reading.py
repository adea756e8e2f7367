"""What a ledger says: how many stand where, who they are, and what came of them."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from mailer.ledger.events import knows_sender
from mailer.ledger.people import People
from mailer.ledger.row import Standing
from mailer.model import Destination, EventKind, Recipient, RecipientState

_COLUMNS = "number, state, destination, attempts, code, enhanced, said, next_try, changed"


class ReadableLedger:
    """The part of a ledger that changes nothing."""

    _connection: sqlite3.Connection
    _people: People

    def waiting(self) -> dict[Destination, int]:
        """Return how many are still to be written to, by destination."""
        rows = self._connection.execute(
            "SELECT destination, count(*) FROM recipient WHERE state IN ('pending', 'deferred', 'claimed')"
            " GROUP BY destination"
        )
        return {Destination(destination): count for destination, count in rows}

    def by_destination(self) -> dict[Destination, Counter[RecipientState]]:
        """Return how many there are in each state, by destination."""
        found: dict[Destination, Counter[RecipientState]] = {}
        for destination, state, count in self._connection.execute(
            "SELECT destination, state, count(*) FROM recipient GROUP BY destination, state"
        ):
            found.setdefault(Destination(destination), Counter())[RecipientState(state)] = count
        return found

    def standing(self, state: RecipientState) -> Iterator[Standing]:
        """Yield the recipients in a state, by number."""
        rows = self._connection.execute(
            f"SELECT {_COLUMNS} FROM recipient WHERE state = ? ORDER BY number",  # noqa: S608  # a constant
            (state,),
        )
        yield from map(_standing, rows)

    def standing_of(self, number: int) -> Standing | None:
        """Return where one recipient stands."""
        row = self._connection.execute(
            f"SELECT {_COLUMNS} FROM recipient WHERE number = ?",  # noqa: S608
            (number,),
        ).fetchone()
        return _standing(row) if row else None

    def recipient(self, number: int) -> Recipient | None:
        """Return who that is; `None` where the person was erased, or there is no such number.

        Raises:
            KeyProblem: the archive's key is not there.
        """
        try:
            return self._people[number]
        except KeyError:
            return None

    def number_of(self, digest: bytes) -> int | None:
        """Return the number of the recipient with this digest of the address."""
        row = self._connection.execute("SELECT number FROM recipient WHERE digest = ?", (digest,)).fetchone()
        return int(row[0]) if row else None

    def events(self) -> Counter[tuple[EventKind, bool]]:
        """Return how many mails had each kind of event, and whether it was a hard bounce."""
        rows = self._connection.execute("SELECT kind, hard, count(*) FROM event GROUP BY kind, hard")
        return Counter({(EventKind(kind), bool(hard)): count for kind, hard, count in rows})

    def distrusted(self) -> int:
        """Return how many mails came back because of the sender or the letter, not of the address."""
        if not knows_sender(self._connection):
            return 0
        (count,) = self._connection.execute("SELECT count(*) FROM event WHERE kind = 'bounced' AND sender").fetchone()
        return int(count)

    def note(self, name: str) -> str | None:
        """Return a note on the ledger as a whole."""
        row = self._connection.execute("SELECT value FROM note WHERE name = ?", (name,)).fetchone()
        return str(row[0]) if row else None

    @property
    def runs(self) -> int:
        """Return how many runs there were; a copy of the archive that knows of fewer must not send."""
        return int(self.note("runs") or 0)


def _standing(row: Sequence[object]) -> Standing:
    number, state, destination, attempts, code, enhanced, said, next_try, changed = row
    return Standing(
        number=int(str(number)),
        state=RecipientState(str(state)),
        destination=Destination(str(destination)),
        attempts=int(str(attempts)),
        code=int(str(code)),
        enhanced=str(enhanced),
        said=str(said),
        next_try=_moment(next_try),
        changed=_moment(changed),
    )


def _moment(value: object) -> datetime | None:
    return datetime.fromtimestamp(float(str(value)), UTC) if value is not None else None
