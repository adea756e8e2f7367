"""One tick: does what is due, one job after the other, and writes down how each ended."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TypeAlias

from backup.errors import Limited, OutlastError, StorageError
from outlast.private_file import make_private_folder
from outlast.schedule.due import DueJob, due
from outlast.schedule.job import EXIT_CODES, Ending, Job, Outcome
from outlast.schedule.notes import ScheduleNotes

LOCK = "tick.lock"
MEANWHILE = frozenset({"watch", "returns", "alerts"})
"""The kinds of jobs that do not wait for the end of a long one: a first backup can take hours, an alarm must not; and
letters go out for hours, while bounces come back that have to stop them."""
Run: TypeAlias = Callable[[Job, Callable[[], None]], Outcome]
"""What does a job, given what it calls now and then if it takes long."""
_ENDING_OF = {75: Ending.LATER, 7: Ending.LOCKED, 4: Ending.SIGNED_OUT, 5: Ending.SUSPENDED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """A job that was run."""

    job: Job
    why: str
    outcome: Outcome


@dataclass(frozen=True, slots=True, kw_only=True)
class TickReport:
    """What a tick did."""

    ran: tuple[Ran, ...] = ()
    remarks: tuple[str, ...] = ()
    """What was noticed on the way: the clock was moved, a run was cut off, another tick is at work."""
    busy: bool = False
    """Another tick was at work, so nothing was done."""

    @property
    def exit_code(self) -> int:
        """Return the code of the most serious ending."""
        order = list(EXIT_CODES)
        worst = max((one.outcome.ending for one in self.ran), key=order.index, default=Ending.DONE)
        return EXIT_CODES[worst]


def tick(
    jobs: Iterable[Job],
    run: Run,
    notes: ScheduleNotes,
    clock: Callable[[], datetime],
    *,
    folder: Path,
    insist: bool = False,
    stop: Callable[[], bool] = lambda: False,
) -> TickReport:
    """Run the jobs that are due, in order; `folder` holds the lock, `stop` is asked before each job.

    A job that takes long calls `meanwhile` now and then, which runs what cannot wait for its end (`MEANWHILE`). A job
    that ends in an error of ours has that as its outcome, and the next one runs. Anything else that is raised is noted
    and passes through; the jobs after it are due at the next tick.
    """
    with _alone(folder) as mine:
        if not mine:
            return TickReport(busy=True, remarks=("Another tick is at work.",))
        jobs = tuple(jobs)
        now = clock()
        notes.meet(jobs, now)
        remarks = [f"{name} was cut off in the middle; it goes on there." for name in notes.close_cut_off(now)]
        if notes.mend_clock(now):
            remarks.append("The clock of this computer was moved back; runs noted after now count as of now.")
        ran: list[Ran] = []

        def meanwhile() -> None:
            urgent = [job for job in jobs if job.kind in MEANWHILE]
            found = due(urgent, clock(), notes.all(), seed=notes.seed)
            ran.extend(_run_one(one, lambda job: run(job, _nothing), notes, clock) for one in found)

        for one in due(jobs, now, notes.all(), seed=notes.seed, insist=insist):
            if stop():
                break
            if not one.job.each_tick and any(done.job == one.job for done in ran):
                continue  # it was done while a long one was at work
            ran.append(_run_one(one, lambda job: run(job, meanwhile), notes, clock))
            if ran[-1].outcome.ending is Ending.STOPPED:
                break
        return TickReport(ran=tuple(ran), remarks=tuple(remarks))


def outcome_of(error: OutlastError) -> Outcome:
    """Return the outcome of a run that ended in this error."""
    wait = error.wait if isinstance(error, Limited) else None
    return Outcome(
        ending=_ENDING_OF.get(int(error.exit_code), Ending.FAILED),
        code=error.code,
        text=error.what,
        wait=timedelta(seconds=wait) if wait else None,
    )


def _nothing() -> None:
    """Stand for `meanwhile` in what is run meanwhile."""


def _run_one(one: DueJob, run: Callable[[Job], Outcome], notes: ScheduleNotes, clock: Callable[[], datetime]) -> Ran:
    job = one.job
    number = notes.begin(job, clock())
    # What is to be noted if `run` raises something that nobody thought of.
    outcome = Outcome(ending=Ending.FAILED, code="OUT-199", text="A mistake in Outlast; the log has more.")
    try:
        outcome = run(job)
    except OutlastError as error:
        outcome = outcome_of(error)
    except OSError as error:
        outcome = Outcome(ending=Ending.FAILED, code=StorageError.code, text=error.strerror or "The disk refused.")
    except KeyboardInterrupt:
        outcome = Outcome(ending=Ending.STOPPED)
        raise
    finally:
        notes.end(number, job, outcome, clock())
    return Ran(job=job, why=one.why, outcome=outcome)


@contextmanager
def _alone(folder: Path) -> Iterator[bool]:
    """Yield whether no other tick is at work. The system gives back the lock of a process that is gone."""
    from filelock import FileLock, Timeout

    make_private_folder(folder)
    lock = FileLock(folder / LOCK, timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        yield False
        return
    try:
        yield True
    finally:
        lock.release()
