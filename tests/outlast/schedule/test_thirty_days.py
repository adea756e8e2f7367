"""Thirty days of a laptop: sleeps, nights off, no connection, kills and a clock that jumps. No run missed, none doubled.

What is looked at is real time, which no clock of the computer knows; the schedule sees the clock only.
"""

import itertools
import random
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from backup.errors import NoConnection
from outlast.schedule.job import Ending, Job
from tests.outlast.schedule.pretending import DAY, HOUR, MINUTE, Computer, a_backup, a_watch

JOBS = (
    a_backup(jitter=20 * MINUTE),
    a_backup(name="backup:six-hours", every=6 * HOUR, jitter=20 * MINUTE),
    a_watch(jitter=20 * MINUTE),
)
DAYS = 30
TICK = 15 * MINUTE


@dataclass
class Month:
    """What happened, in real time."""

    worked: dict[str, list[timedelta]] = field(default_factory=lambda: {job.name: [] for job in JOBS})
    awake: list[timedelta] = field(default_factory=list)
    """Ticks at which the computer was on, online, and no other process was at work."""
    jumps: list[tuple[timedelta, timedelta]] = field(default_factory=list)
    """When the clock was moved, and by how much."""


def live_through(folder: Path, seed: int, *, jumping: bool) -> Month:
    """Return a month as this seed has it."""
    chance = random.Random(seed)
    month = Month()
    computer = Computer(folder, *JOBS, start=datetime(2026, 3, 10, 9, tzinfo=UTC), seed=str(seed))
    wall = computer.now
    real = timedelta(0)
    while real < DAYS * DAY:
        event = chance.random()
        if event < 0.03:
            step = timedelta(minutes=chance.randrange(30, 3 * 24 * 60))  # asleep, or off
        elif event < 0.06:
            step = timedelta(seconds=chance.randrange(20, 300))  # woken twice, a second start
        else:
            step = TICK + timedelta(seconds=chance.randrange(-60, 60))
        real += step
        wall += step
        if jumping and chance.random() < 0.004:
            jump = timedelta(minutes=chance.choice([-1, 1]) * chance.randrange(1, 3 * 24 * 60))
            wall += jump
            month.jumps.append((real, jump))
        computer.now = wall
        trouble = chance.random()
        computer.ending = NoConnection("Nobody answers.") if trouble < 0.05 else Ending.DONE
        before = len(computer.done)
        if trouble > 0.98:
            computer.ending = KeyboardInterrupt()  # signed out, shut down
            try:
                computer.tick()
            except KeyboardInterrupt:
                continue
        computer.tick()
        if computer.ending is Ending.DONE:
            month.awake.append(real)
            for name, _ in computer.done[before:]:
                month.worked[name].append(real)
    computer.notes._database.close()
    return month


def ahead_by(month: Month, start: timedelta, end: timedelta) -> timedelta:
    """Return how far the clock was moved on between two moments."""
    return sum((jump for when, jump in month.jumps if start < when <= end and jump > timedelta(0)), timedelta(0))


def put_off_by(month: Month, start: timedelta, end: timedelta) -> timedelta:
    """Return how much the clock that was moved back may put a run off that is counted from `start`.

    Never by more than the time since the last run: one that lies in the future then counts as one of now.
    """
    back = [(when, -jump) for when, jump in month.jumps if start < when <= end and jump < timedelta(0)]
    return sum((min(jump, when - start + ahead_by(month, start, when)) for when, jump in back), timedelta(0))


def troubled_before(month: Month, moment: timedelta) -> int:
    """Return how many ticks there were in the two hours before a moment: those left a try to come back from."""
    return sum(moment - 2 * HOUR < one <= moment for one in month.awake)


def late(month: Month, job: Job) -> list[tuple[timedelta, timedelta]]:
    """Return the moments, awake and well for two hours before, at which a job was overdue, and since when."""
    found = []
    done = iter([*month.worked[job.name], timedelta.max])
    last, coming = timedelta(0), next(done)
    for moment in month.awake:
        while coming <= moment:
            last, coming = coming, next(done)
        allowed = job.every * 1.5 + TICK + MINUTE * 2 + put_off_by(month, last, moment)
        # After two hours of being on and well: no wait of a retry is longer than one.
        if moment - last > allowed and troubled_before(month, moment) >= 8:
            found.append((moment, last))
    return found


@pytest.mark.parametrize("seed", range(6))
def test_no_run_is_missed_or_doubled_in_thirty_days_of_sleep_and_restarts(tmp_path, seed):
    month = live_through(tmp_path, seed, jumping=False)
    for job in JOBS:
        assert late(month, job) == []
        gaps = [later - earlier for earlier, later in itertools.pairwise(month.worked[job.name])]
        assert min(gaps) >= job.every / 2 - MINUTE * 5
    assert len(month.worked["backup:night-letters"]) >= 15


@pytest.mark.parametrize("seed", range(6))
def test_nor_when_the_clock_jumps_by_up_to_three_days(tmp_path, seed):
    month = live_through(tmp_path, seed, jumping=True)
    assert month.jumps
    for job in JOBS:
        assert late(month, job) == []
        for earlier, later in itertools.pairwise(month.worked[job.name]):
            ahead = ahead_by(month, earlier, later)
            assert later - earlier + ahead >= job.every / 2 - MINUTE * 5


def test_a_laptop_that_is_on_for_ten_minutes_a_day_is_saved_each_day(tmp_path):
    computer = Computer(tmp_path, a_backup(jitter=20 * MINUTE))
    chance = random.Random(1)
    for number in range(DAYS):
        computer.now = datetime(2026, 3, 10, tzinfo=UTC) + DAY * number + HOUR * chance.uniform(8, 22)
        computer.tick()
        computer.tick(10 * MINUTE)
    days = {moment.date() for _, moment in computer.done}
    assert len(computer.done) == len(days)
    assert len(days) >= DAYS * 0.8


def test_a_week_of_one_minute_ticks_does_each_job_exactly_as_often_as_its_interval_says(tmp_path):
    computer = Computer(tmp_path, *(replace(job, jitter=timedelta(0)) for job in JOBS))
    computer.tick()
    computer.ticks(7 * 24 * 60, MINUTE)
    names = [name for name, _ in computer.done]
    assert [names.count(job.name) for job in JOBS] == [1 + 7, 1 + 7 * 4, 1 + 7 * 48]
