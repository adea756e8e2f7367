"""Which jobs are due: by the wall clock and by what is noted of them, never by a timer that sleeps with the computer.

A job runs once at each of its regular times (`grid`). One that was missed, because the computer slept or was off, is
caught up once, however many were missed; the next regular time counts only if at least half an interval lies between.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from outlast.schedule import grid
from outlast.schedule.job import ORDER, REGULAR, Ending, Job
from outlast.schedule.notes import JobNote

BETWEEN = timedelta(minutes=5)
"""No job is tried again sooner, whatever the clock says."""
_RETRY = timedelta(minutes=15)
_LONGEST_RETRY = timedelta(hours=6)
_LONGEST_WAIT = timedelta(hours=1)
_EARLY = timedelta(minutes=5)


@dataclass(frozen=True, slots=True, kw_only=True)
class DueState:
    """Whether a job is due, when it is next, and why."""

    job: Job
    due: bool
    next: datetime
    """When it is tried next; now, if it is due."""
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DueJob:
    """A job to run now."""

    job: Job
    why: str


def due(
    jobs: Iterable[Job], now: datetime, notes: Mapping[str, JobNote], *, seed: str, insist: bool = False
) -> list[DueJob]:
    """Return the jobs to run now, in the order to run them; see `look`."""
    found = [state for job in jobs if (state := look(job, now, notes.get(job.name), seed=seed, insist=insist)).due]
    found.sort(key=lambda state: (ORDER.index(state.job.kind), state.job.name))
    return [DueJob(job=state.job, why=state.why) for state in found]


def look(job: Job, now: datetime, note: JobNote | None, *, seed: str, insist: bool = False) -> DueState:
    """Return whether a job is due at `now`, which is in local time; `insist` leaves out waiting and quiet hours."""
    note = _not_ahead(note or JobNote(name=job.name, first_seen=now.timestamp()), now)
    moment, why = _regular(job, note, now, seed)
    if not insist:
        held, reason = _held_back(job, note)
        if held > max(moment, now.timestamp()):
            moment, why = held, reason
    then = datetime.fromtimestamp(moment, now.tzinfo)
    if then > now:
        return DueState(job=job, due=False, next=then, why=why)
    if job.quiet is not None and job.quiet.holds(now) and not insist:
        return DueState(job=job, due=False, next=_end_of_quiet(job, now), why=f"{why}, but these are quiet hours")
    return DueState(job=job, due=True, next=now, why=why)


def _not_ahead(note: JobNote, now: datetime) -> JobNote:
    """Return the note with nothing in the future: the clock was moved back, and a try then counts as one of now."""
    instant = now.timestamp()
    return replace(
        note,
        first_seen=min(note.first_seen, instant),
        last_try=None if note.last_try is None else min(note.last_try, instant),
        last_success=None if note.last_success is None else min(note.last_success, instant),
    )


def _regular(job: Job, note: JobNote, now: datetime, seed: str) -> tuple[float, str]:
    """Return when the job is due by its interval alone."""
    if job.each_tick:
        return now.timestamp(), "at each tick"
    last = note.last_try if note.ending in REGULAR else note.last_success
    if last is None:
        return now.timestamp(), "it has not run yet" if note.last_try is None else "it has not worked yet"
    half = last + job.every.total_seconds() / 2
    point = grid.first_point(job, half, first_seen=note.first_seen, seed=seed, zone=now.tzinfo)
    if note.ending in (Ending.SIGNED_OUT, Ending.SUSPENDED, Ending.PAUSED):
        why = f"the last run ended “{note.ending}”"
    else:
        why = f"last worked {datetime.fromtimestamp(last, now.tzinfo):%Y-%m-%d %H:%M}"
    # A timer of the system may come a little before the point: an hourly one would then run it an hour late.
    point -= min(_EARLY, job.every / 10).total_seconds()
    if note.ending in REGULAR and note.not_before is not None and note.not_before < point:
        return note.not_before, "the last run asked to be run again soon"
    return point, why


def _held_back(job: Job, note: JobNote) -> tuple[float, str]:
    """Return until when a job is not tried again, since it was tried a short while ago or did not work."""
    if note.last_try is None:
        return 0.0, ""
    if note.ending in (Ending.LATER, Ending.LOCKED):
        wait = min(BETWEEN * 2 ** min(note.waits - 1, 10), _LONGEST_WAIT)
        why = "there was no connection" if note.ending is Ending.LATER else "another run was at work"
        until = note.last_try + wait.total_seconds()
        return max(until, note.not_before or 0.0), why
    if note.ending is Ending.FAILED:
        longest = max(min(_LONGEST_RETRY, job.every), _RETRY)
        wait = min(_RETRY * 2 ** min(max(note.failures - 1, 0), 10), longest)
        again = "once" if note.failures < 2 else f"{note.failures} times in a row"
        return max(note.last_try + wait.total_seconds(), note.not_before or 0.0), f"it failed {again}"
    if job.each_tick and note.ending in REGULAR:
        return 0.0, ""
    return note.last_try + BETWEEN.total_seconds(), "it was tried less than five minutes ago"


def _end_of_quiet(job: Job, now: datetime) -> datetime:
    assert job.quiet is not None  # noqa: S101 - the caller has looked
    end = job.quiet.end
    then = now.replace(hour=end.hour, minute=end.minute, second=0, microsecond=0, fold=0)
    return then if then > now else then + timedelta(days=1)
