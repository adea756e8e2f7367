"""The ledger of a campaign: one row a recipient, and what became of each; nobody is written to twice, nobody skipped.

The protocol (docs/decisions/0019): rows are claimed (on the disk before the first of their mails goes out), an intent
is journalled before each content, the answer after it, and the rows are settled in batches. Whatever is killed when,
what is claimed and not settled is told by the journal; what that cannot tell is in doubt and held.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import Self

from filelock import FileLock, Timeout

from backup.archive import atomic
from backup.archive.keys import Vault
from backup.errors import DamageError, Locked
from mailer.ledger import settling
from mailer.ledger.boot import boot_id
from mailer.ledger.claiming import Claiming, Left
from mailer.ledger.creating import LEDGER
from mailer.ledger.events import note_events
from mailer.ledger.journal import Journal, journal_of
from mailer.ledger.people import People
from mailer.ledger.reading import ReadableLedger
from mailer.ledger.row import Claimed, Event, Settled
from mailer.ledger.schema import add_what_is_missing
from mailer.model import Destination, RecipientState

LONGEST_WAIT = timedelta(days=1)
"""Between two tries of one recipient."""
_LOCK = "ledger.lock"
_PRAGMAS = ("journal_mode = WAL", "synchronous = FULL", "fullfsync = ON", "secure_delete = ON", "cache_size = -2000")
"""FULL: a claim is on the disk when it returns, also after a power cut; on macOS that takes another call."""


class Ledger(ReadableLedger):
    """An open ledger. One process at a time; within it, one thread."""

    def __init__(self, folder: Path, vault: Vault) -> None:
        """Open the ledger in a campaign's folder, and settle what a killed run left open.

        Raises:
            Locked: another run is sending this campaign.
            FileNotFoundError: the recipients of this campaign are not fixed yet.
            DamageError: it is not a whole ledger.
            StorageError: the disk refuses.
        """
        self.folder = folder
        if not (folder / LEDGER).exists():
            raise FileNotFoundError(folder / LEDGER)
        self._lock = FileLock(folder / _LOCK, timeout=0, mode=0o600)
        try:
            self._lock.acquire()
        except Timeout:
            raise Locked(
                "Another run of Outlast is sending this campaign.",
                so_what="This run did nothing. Two at once could write to somebody twice.",
                next="Look how far it is: outlast mail status",
            ) from None
        try:
            self._connection = sqlite3.connect(folder / LEDGER, isolation_level=None, check_same_thread=False)
            with self._sound():
                for pragma in _PRAGMAS:
                    self._connection.execute(f"PRAGMA {pragma}")
                self._people = People(self._connection, vault)
                self._boot = boot_id()
                with self._transaction():
                    add_what_is_missing(self._connection)
                settling.recover(self._connection, folder, run=self.runs, boot=self._boot)
                self._counts = self._count()
                self._tries = self._count_tries()
                self._claiming = Claiming(self._connection)
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Self:
        """Return the ledger."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the ledger."""
        self.close()

    def close(self) -> None:
        """Close it; one file stays behind, and nothing is claimed if the run ended well."""
        with self._sound():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.close()
        self._lock.release()

    # -- sending

    def begin(self, *, synced: bool, now: datetime) -> Journal:
        """Note that a run begins, and return its journal. See `Journal` for `synced`.

        Raises:
            StorageError: the disk refuses.
        """
        runs = self.runs + 1
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO note VALUES ('runs', ?)", (str(runs),))
            # No wait is longer: one that seems to be was noted while the clock went wrong.
            latest = (now + LONGEST_WAIT).timestamp()
            self._connection.execute(
                "UPDATE recipient SET next_try = ? WHERE state = 'deferred' AND next_try > ?", (latest, latest)
            )
        with atomic.storage_errors(self.folder):
            return Journal(journal_of(self.folder, runs), boot=self._boot, synced=synced)

    def end(self) -> None:
        """Remove the journals: everything in them is settled."""
        with self._sound():
            settling.remove_journals(self._connection, self.folder)

    def step(
        self,
        settled: Sequence[Settled],
        wanted: Mapping[Destination, int],
        now: datetime,
        *,
        accepted: Sequence[int] = (),
        replay_since: datetime | None = None,
    ) -> tuple[list[Claimed], list[int]]:
        """Settle some recipients and claim others, as one transaction that is on the disk when this returns.

        `accepted` are the numbers of those whose mail the server took; `wanted` says how many to claim for each
        destination; who came into doubt at `replay_since` or later is claimed too. Returned are the claimed ones, by
        number, those whose time for another try has come being claimed first; and the numbers of people who were erased
        since.

        Raises:
            StorageError, DamageError, KeyProblem: nothing was settled or claimed.
        """
        counts: Counter[RecipientState] = Counter(self._counts)
        rows: list[tuple[int, int, float | None, Destination]] = []
        with self._transaction():
            if accepted:
                settling.accept(self._connection, accepted, now)
                counts[RecipientState.ACCEPTED] += len(accepted)
                counts[RecipientState.CLAIMED] -= len(accepted)
            if settled:
                settling.settle(self._connection, settled, now)
                for one in settled:
                    counts[one.state] += 1
                    counts[RecipientState.CLAIMED] -= 1
                if any(one.state is RecipientState.PENDING for one in settled):
                    self._claiming.look_again()
            for destination, most in wanted.items():
                for state, found in self._claiming.next(destination, most, now, counts, replay_since):
                    counts[state] -= len(found)
                    rows += [(*one, destination) for one in found]
            if rows:
                if not counts[RecipientState.CLAIMED]:
                    settling.note_claiming(self._connection, now)
                settling.claim(self._connection, [row[0] for row in rows])
                counts[RecipientState.CLAIMED] += len(rows)
        self._counts = counts
        self._tries += len(accepted) + sum(one.tried for one in settled)
        rows.sort()
        claimed, erased = [], []
        for number, attempts, doubtful_since, destination in rows:
            recipient = self._people[number]
            if recipient is None:
                erased.append(number)
            else:
                claimed.append(
                    Claimed(
                        number=number,
                        recipient=recipient,
                        destination=destination,
                        attempts=attempts,
                        in_doubt=doubtful_since is not None,
                    )
                )
        return claimed, erased

    def left(self, now: datetime, replay_since: datetime | None = None) -> dict[Destination, Left]:
        """Return who is still to be written to, by destination; see `step` for `replay_since`."""
        return self._claiming.left(now, replay_since)

    def take_unsent(self) -> tuple[datetime, dict[Destination, int]] | None:
        """Return whom a killed run had claimed and never tried. See `mailer.ledger.settling`; told only once."""
        with self._transaction():
            return settling.take_unsent(self._connection)

    def look_again(self) -> None:
        """Look for pending recipients from the first one on."""
        self._claiming.look_again()

    # -- looking

    @property
    def counts(self) -> Counter[RecipientState]:
        """Return how many recipients there are in each state."""
        return +self._counts

    @property
    def tries(self) -> int:
        """Return how many mails were tried, in all runs: it never falls, so a copy with fewer is older."""
        return self._tries

    # -- what is learned afterwards

    def mark(self, settled: Sequence[Settled], now: datetime, *, only: RecipientState | None = None) -> int:
        """Put recipients into another state by hand, or because of what was learned afterwards; return how many.

        With `only`, those stay as they are who meanwhile came into another state than that.
        """
        with self._transaction():
            changed = settling.settle(self._connection, settled, now, only=only)
        self._counts, self._tries = self._count(), self._count_tries()
        self.look_again()
        return changed

    def try_again_now(self, now: datetime) -> int:
        """Let everybody who waits for another try have it now; return how many they are."""
        with self._transaction():
            return self._connection.execute(
                "UPDATE recipient SET next_try = ? WHERE state = 'deferred'", (now.timestamp(),)
            ).rowcount

    def note_event(self, event: Event) -> bool:
        """Note what happened to a mail; return whether that was new. See `note_events`."""
        return self.note_events([event]) == 1

    def note_events(self, events: Sequence[Event]) -> int:
        """Note what happened to mails; return how much of it was new. See `mailer.ledger.events`."""
        with self._transaction():
            new, arrived = note_events(self._connection, events)
        if arrived:  # counting walks through all recipients
            self._counts = self._count()
        return new

    def put_note(self, name: str, value: str) -> None:
        """Keep a note on the ledger as a whole."""
        with self._transaction():
            self._connection.execute("INSERT OR REPLACE INTO note VALUES (?, ?)", (name, value))

    def erase(self, digest: bytes) -> bool:
        """Take a person out; return whether they were in it. What is left of them is that somebody was there.

        Raises:
            KeyProblem, StorageError: nothing was changed.
        """
        number = self.number_of(digest)
        if number is None:
            return False
        with self._transaction():
            self._people.erase(number)
            self._connection.execute(
                "UPDATE recipient SET digest = randomblob(16), said = '', state = CASE WHEN state IN"
                " ('pending', 'deferred', 'claimed') THEN 'suppressed' ELSE state END WHERE number = ?",
                (number,),
            )
        self._counts = self._count()
        with self._sound():
            self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return True

    def _count(self) -> Counter[RecipientState]:
        rows = self._connection.execute("SELECT state, count(*) FROM recipient GROUP BY state")
        return Counter({RecipientState(state): count for state, count in rows})

    def _count_tries(self) -> int:
        return int(self._connection.execute("SELECT total(attempts) FROM recipient").fetchone()[0])

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._sound():
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")

    @contextmanager
    def _sound(self) -> Iterator[None]:
        try:
            with atomic.storage_errors(self.folder):
                yield
        except sqlite3.OperationalError as error:
            raise settling.refused(error, self.folder) from error
        except sqlite3.DatabaseError as error:
            raise DamageError(f"The ledger of this campaign is damaged: {self.folder / LEDGER} ({error}).") from error
