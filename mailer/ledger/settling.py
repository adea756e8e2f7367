"""What becomes of claimed recipients: settled by a run, or found open by the next one after a kill or a power cut."""

import sqlite3
from collections import Counter
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import msgspec

from backup.errors import StorageError
from mailer.ledger.journal import Told, read_journals
from mailer.ledger.row import Settled
from mailer.model import Destination, RecipientState

_SETTLE = (
    "UPDATE recipient SET state = :state, attempts = attempts + :tried, next_try = :next_try, code = :code,"
    " enhanced = :enhanced, said = :said,"
    # Since when somebody is in doubt: another try does not make the provider remember the first one for longer.
    " changed = CASE WHEN :state = 'in-doubt' AND doubtful_since IS NOT NULL THEN changed ELSE :now END,"
    " doubtful_since = CASE WHEN :state = 'in-doubt' THEN coalesce(doubtful_since, :now) END"
    " WHERE number = :number AND (:only = '' OR state = :only)"
)
_ACCEPT = (
    "UPDATE recipient SET state = 'accepted', attempts = attempts + 1, code = 0, enhanced = '', said = '', changed = ?,"
    " doubtful_since = NULL WHERE number IN (SELECT value FROM json_each(?))"
)
"""One statement for two hundred rows takes a third of the time of as many statements."""
_CLAIM = "UPDATE recipient SET state = 'claimed' WHERE number IN (SELECT value FROM json_each(?))"
_RECOVER = (
    "UPDATE recipient SET state = :state, attempts = attempts + :tried, code = :code, said = :said, changed = :changed,"
    " doubtful_since = :since, next_try = :since WHERE number = :number"
)
_CLAIMING, _UNSENT = "claiming", "unsent"
"""Notes on the ledger: since when at the earliest those who are claimed are, and who was never tried after a kill."""
_LOST = "the run was cut off"


def settle(
    connection: sqlite3.Connection,
    settled: Sequence[Settled],
    now: datetime,
    *,
    only: RecipientState | None = None,
) -> int:
    """Write what became of recipients, of those `only` who are in that state; return of how many it was written.

    Within a transaction.
    """
    rows = [
        {
            "number": one.number,
            "state": one.state,
            "tried": int(one.tried),
            "next_try": one.next_try.timestamp() if one.next_try else None,
            "code": one.answer.code if one.answer else 0,
            "enhanced": one.answer.enhanced if one.answer else "",
            "said": one.answer.text if one.answer else "",
            "now": now.timestamp(),
            "only": only or "",
        }
        for one in settled
    ]
    return max(connection.executemany(_SETTLE, rows).rowcount, 0)


def accept(connection: sqlite3.Connection, numbers: Sequence[int], now: datetime) -> None:
    """Write that the server took the mails of these recipients. Within a transaction."""
    connection.execute(_ACCEPT, (now.timestamp(), msgspec.json.encode(numbers).decode()))


def claim(connection: sqlite3.Connection, numbers: Sequence[int]) -> None:
    """Write that this run takes these recipients up. Within a transaction."""
    connection.execute(_CLAIM, (msgspec.json.encode(numbers).decode(),))


def recover(connection: sqlite3.Connection, folder: Path, *, run: int, boot: str) -> None:
    """Settle what a killed run, the last of `run`, had claimed, by what its journals tell.

    An answer counts; content without an answer is in doubt; a claim without either was never tried. After a power cut
    (another start of the computer) the journal's last lines may be gone, unless each was synced, and a journal may be
    missing altogether: then every claim without an answer is in doubt. A server's refusal of content is looked at again
    by trying again.

    Raises:
        OSError, sqlite3.Error: nothing was settled.
    """
    claimed = connection.execute(
        "SELECT number, doubtful_since, destination FROM recipient WHERE state = 'claimed'"
    ).fetchall()
    if claimed:
        told = read_journals(folder, run=run, boot=boot)
        rows = [_recovered(number, since, told) for number, since, _ in claimed]
        pairs = zip(rows, claimed, strict=True)
        unsent = Counter(one[2] for row, one in pairs if row["state"] == "pending" and not row["tried"])
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany(_RECOVER, rows)
        connection.execute("DELETE FROM note WHERE name = ?", (_UNSENT,))
        if unsent and told.same_boot and not told.doubtful:
            connection.execute("INSERT INTO note VALUES (?, ?)", (_UNSENT, msgspec.json.encode(unsent).decode()))
        connection.execute("COMMIT")
    remove_journals(connection, folder)


def note_claiming(connection: sqlite3.Connection, now: datetime) -> None:
    """Note that nobody was claimed until now: whoever is from here on was so no earlier. Within a transaction."""
    connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (_CLAIMING, str(now.timestamp())))


def take_unsent(connection: sqlite3.Connection) -> tuple[datetime, dict[Destination, int]] | None:
    """Return how many a killed run had claimed and never tried, and since when at the earliest; only once.

    Within a transaction. `None`: nobody, or nobody can tell.
    """
    found = dict(connection.execute("SELECT name, value FROM note WHERE name IN (?, ?)", (_CLAIMING, _UNSENT)))
    connection.execute("DELETE FROM note WHERE name = ?", (_UNSENT,))
    if len(found) < 2:
        return None
    counts = msgspec.json.decode(found[_UNSENT], type=dict[Destination, int])
    return datetime.fromtimestamp(float(found[_CLAIMING]), UTC), counts


def _recovered(number: int, doubtful_since: float | None, told: Told) -> dict[str, object]:
    code = told.answered.get(number)
    tried = code is not None or number in told.handed_over or told.doubtful
    row: dict[str, object] = {"number": number, "tried": int(tried), "code": 0, "said": ""}
    if code is not None and 200 <= code < 300:
        return {**row, "state": "accepted", "changed": told.at, "since": None}
    if doubtful_since is not None or (code is None and tried):
        since = told.at if doubtful_since is None else doubtful_since
        return {**row, "state": "in-doubt", "said": _LOST, "changed": since, "since": since}
    return {**row, "state": "pending", "code": code or 0, "changed": told.at if tried else None, "since": None}


def remove_journals(connection: sqlite3.Connection, folder: Path) -> None:
    """Remove the journals, whose claims are settled and on the disk."""
    if connection.execute("SELECT 1 FROM recipient WHERE state = 'claimed' LIMIT 1").fetchone() is not None:
        return
    for path in (*folder.glob("journal-*.log"), *folder.glob("journal-*.ballast")):
        path.unlink(missing_ok=True)


def refused(error: sqlite3.OperationalError, folder: Path) -> StorageError:
    """Return what a disk that refuses means, in the words of the database."""
    full = error.sqlite_errorcode == sqlite3.SQLITE_FULL
    what = f"The disk that holds {folder} is full." if full else f"The ledger cannot be written: {error} ({folder})."
    return StorageError(
        what,
        so_what="What was handed over is noted; whoever has not been written to yet still will be, and nobody twice.",
        next="Make room, then run the same command again: it goes on where it stopped.",
    )
