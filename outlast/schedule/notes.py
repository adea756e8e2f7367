"""What the schedule remembers between two ticks: a row for each job, and a journal of its runs. Epoch seconds."""

import json
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from outlast.schedule.job import REGULAR, WORKED, Ending, Job, Outcome
from outlast.state.database import StateDatabase

PART = "schedule"
_CHANGES = (
    """CREATE TABLE schedule_jobs (
        name TEXT PRIMARY KEY, first_seen REAL NOT NULL, last_try REAL, last_success REAL, ending TEXT,
        failures INTEGER NOT NULL DEFAULT 0, waits INTEGER NOT NULL DEFAULT 0, not_before REAL
    ) STRICT""",
    """CREATE TABLE schedule_journal (
        id INTEGER PRIMARY KEY, job TEXT NOT NULL, started REAL NOT NULL, ended REAL, ending TEXT,
        counts TEXT NOT NULL DEFAULT '{}', code TEXT, text TEXT NOT NULL DEFAULT ''
    ) STRICT""",
    "CREATE TABLE schedule_own (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
)
_KEPT = 5_000
"""Rows of the journal: half a year of a watch every half hour is 8,760, of a daily backup 180."""
_JOB = "SELECT name, first_seen, last_try, last_success, ending, failures, waits, not_before FROM schedule_jobs"
_RUN = "SELECT job, started, ended, ending, counts, code, text FROM schedule_journal"


@dataclass(frozen=True, slots=True, kw_only=True)
class JobNote:
    """What is known of a job. Moments are seconds since 1970, by the clock of this computer at that time."""

    name: str
    first_seen: float
    last_try: float | None = None
    last_success: float | None = None
    ending: Ending | None = None
    """How the last run ended; `None` while it runs, and before the first."""
    failures: int = 0
    """In a row."""
    waits: int = 0
    """Times in a row that there was no connection, or another run was at work."""
    not_before: float | None = None
    """Until when the other side asked to be left alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A row of the journal."""

    job: str
    started: float
    ended: float | None
    ending: Ending | None
    counts: dict[str, int]
    code: str | None
    text: str


class ScheduleNotes:
    """The notes of the schedule."""

    def __init__(self, database: StateDatabase, *, seed: Callable[[], str] = lambda: secrets.token_hex(8)) -> None:
        """Make the tables if need be; `seed` gives what tells this computer from all others, once."""
        database.prepare(PART, _CHANGES)
        self._database = database
        self._seed = seed

    @property
    def seed(self) -> str:
        """Return what tells this computer from others: its jobs do not begin in the same minute as theirs."""
        run = self._database.connection.execute
        if (row := run("SELECT value FROM schedule_own WHERE name = 'seed'").fetchone()) is None:
            run("INSERT OR IGNORE INTO schedule_own VALUES ('seed', ?)", (self._seed(),))
            row = run("SELECT value FROM schedule_own WHERE name = 'seed'").fetchone()
        return str(row[0])

    def meet(self, jobs: Iterable[Job], now: datetime) -> None:
        """Note the jobs that were not known yet: the days without a backup count from here."""
        known = {name for (name,) in self._database.connection.execute("SELECT name FROM schedule_jobs")}
        new = [(job.name, now.timestamp()) for job in jobs if job.name not in known]
        if new:
            with self._database.transaction() as connection:
                connection.executemany("INSERT OR IGNORE INTO schedule_jobs (name, first_seen) VALUES (?, ?)", new)

    def all(self) -> dict[str, JobNote]:
        """Return what is known, by the names of the jobs."""
        return {note.name: note for row in self._database.connection.execute(_JOB) for note in (_note(row),)}

    def mend_clock(self, now: datetime) -> tuple[str, ...]:
        """Put moments that lie in the future back to now, and return the jobs that had some: the clock was moved.

        Without this, a job that ran while the clock was a year ahead would not run for a year.
        """
        instant = now.timestamp()
        ahead = [name for name, note in self.all().items() if _latest(note) > instant]
        if ahead:
            with self._database.transaction() as connection:
                for column in ("first_seen", "last_try", "last_success"):
                    connection.execute(f"UPDATE schedule_jobs SET {column} = min({column}, ?)", (instant,))  # noqa: S608
                connection.execute(
                    "UPDATE schedule_jobs SET not_before = NULL WHERE not_before > ?", (instant + 86_400,)
                )
        return tuple(ahead)

    def close_cut_off(self, now: datetime) -> tuple[str, ...]:
        """Note runs that have begun and never ended, and return their jobs; only the holder of the lock may ask."""
        with self._database.transaction() as connection:
            rows = connection.execute("SELECT id, job FROM schedule_journal WHERE ended IS NULL").fetchall()
            for number, job in rows:
                connection.execute(
                    "UPDATE schedule_journal SET ended = ?, ending = ? WHERE id = ?",
                    (now.timestamp(), Ending.CUT_OFF, number),
                )
                connection.execute("UPDATE schedule_jobs SET ending = ? WHERE name = ?", (Ending.CUT_OFF, job))
        return tuple(job for _, job in rows)

    def begin(self, job: Job, now: datetime) -> int:
        """Note that a run begins, before anything is done, and return its number in the journal."""
        with self._database.transaction() as connection:
            connection.execute(
                "UPDATE schedule_jobs SET last_try = ?, ending = NULL WHERE name = ?", (now.timestamp(), job.name)
            )
            row = connection.execute(
                "INSERT INTO schedule_journal (job, started) VALUES (?, ?) RETURNING id", (job.name, now.timestamp())
            ).fetchone()
        return int(row[0])

    def end(self, number: int, job: Job, outcome: Outcome, now: datetime) -> None:
        """Note how a run ended. One that is done at each tick leaves a row only if there was something to do."""
        ending = outcome.ending
        until = now.timestamp() + outcome.wait.total_seconds() if outcome.wait else None
        with self._database.transaction() as connection:
            connection.execute(
                """UPDATE schedule_jobs SET ending = ?, not_before = ?,
                   last_success = CASE WHEN ? THEN last_try ELSE last_success END,
                   failures = CASE WHEN ? THEN failures + 1 WHEN ? THEN 0 ELSE failures END,
                   waits = CASE WHEN ? THEN waits + 1 ELSE 0 END WHERE name = ?""",
                (
                    ending,
                    until,
                    ending in WORKED,
                    ending is Ending.FAILED,
                    ending in REGULAR,
                    ending in (Ending.LATER, Ending.LOCKED),
                    job.name,
                ),
            )
            if job.each_tick and ending is Ending.DONE and not outcome.counts:
                connection.execute("DELETE FROM schedule_journal WHERE id = ?", (number,))
            else:
                connection.execute(
                    "UPDATE schedule_journal SET ended = ?, ending = ?, counts = ?, code = ?, text = ? WHERE id = ?",
                    (now.timestamp(), ending, json.dumps(dict(outcome.counts)), outcome.code, outcome.text, number),
                )
            connection.execute("DELETE FROM schedule_journal WHERE id <= ?", (number - _KEPT,))

    def journal(self, job: str | None = None, *, most: int = 100) -> list[Run]:
        """Return the last runs, the newest first."""
        rows = self._database.connection.execute(
            f"{_RUN} WHERE job = coalesce(?, job) ORDER BY id DESC LIMIT ?", (job, most)
        )
        return [
            Run(
                job=name,
                started=started,
                ended=ended,
                ending=Ending(ending) if ending else None,
                counts=json.loads(counts),
                code=code,
                text=text,
            )
            for name, started, ended, ending, counts, code, text in rows
        ]


def _note(row: tuple[Any, ...]) -> JobNote:
    name, first_seen, last_try, last_success, ending, failures, waits, not_before = row
    return JobNote(
        name=name,
        first_seen=first_seen,
        last_try=last_try,
        last_success=last_success,
        ending=Ending(ending) if ending else None,
        failures=failures,
        waits=waits,
        not_before=not_before,
    )


def _latest(note: JobNote) -> float:
    return max(note.first_seen, note.last_try or 0.0, note.last_success or 0.0)
