"""A clock that a test sets, jobs, and a worker that writes down what it was asked to do."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from outlast.schedule.job import Ending, Job, Outcome
from outlast.schedule.notes import ScheduleNotes
from outlast.schedule.tick import TickReport, tick
from outlast.state.database import StateDatabase

START = datetime(2026, 3, 2, 10, 17, tzinfo=UTC)
DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MINUTE = timedelta(minutes=1)


class Computer:
    """A computer with its notes, a clock, and jobs that end as the test says."""

    def __init__(self, folder: Path, *jobs: Job, start: datetime = START, seed: str = "seed") -> None:
        self.folder = folder
        self.now = start
        self.jobs = jobs
        self.ending: Ending | BaseException = Ending.DONE
        self.done: list[tuple[str, datetime]] = []
        self.long_backup: tuple[timedelta, ...] = ()
        """How long each piece of a backup takes."""
        self.notes = ScheduleNotes(StateDatabase(folder), seed=lambda: seed)

    def tick(self, after: timedelta = timedelta(0), **options: bool) -> TickReport:
        """Let time pass, then tick."""
        self.now += after
        return tick(self.jobs, self._run, self.notes, lambda: self.now, folder=self.folder, **options)

    def ticks(self, count: int, every: timedelta = HOUR) -> list[str]:
        """Tick several times and return the jobs that were run."""
        before = len(self.done)
        for _ in range(count):
            self.tick(every)
        return [name for name, _ in self.done[before:]]

    def _run(self, job: Job, meanwhile: Callable[[], None]) -> Outcome:
        self.done.append((job.name, self.now))
        if job.kind == "backup":
            for step in self.long_backup:
                self.now += step
                meanwhile()
        if isinstance(self.ending, BaseException):
            raise self.ending
        return Outcome(ending=self.ending)


def a_backup(**attributes: object) -> Job:
    """Return a daily backup."""
    values = {"name": "backup:night-letters", "kind": "backup", "every": DAY, **attributes}
    return Job(**values)


def a_watch(**attributes: object) -> Job:
    """Return a watch every half hour."""
    values = {"name": "watch:night-letters", "kind": "watch", "every": 30 * MINUTE, **attributes}
    return Job(**values)
