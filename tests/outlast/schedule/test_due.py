"""When a job is due: its regular times, what holds it back, and what a clock or a sleeping computer cannot do to it."""

import itertools
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from backup.errors import Limited, Locked, NoConnection, PlatformRefused, SignedOut, StorageError
from outlast.schedule.due import look
from outlast.schedule.grid import first_point, shift
from outlast.schedule.job import Ending, Job
from outlast.schedule.notes import JobNote
from outlast.settings.times import QuietHours
from tests.outlast.schedule.pretending import DAY, HOUR, MINUTE, START, Computer, a_backup, a_watch

BERLIN = ZoneInfo("Europe/Berlin")


def state(computer: Computer, job: Job, *, insist: bool = False):
    return look(job, computer.now, computer.notes.all().get(job.name), seed="seed", insist=insist)


def test_a_job_is_due_when_it_is_first_seen(tmp_path):
    computer = Computer(tmp_path, a_backup())
    assert [one.why for one in computer.tick().ran] == ["it has not run yet"]


def test_a_daily_job_runs_once_a_day_at_the_same_time_under_hourly_ticks(tmp_path):
    computer = Computer(tmp_path, a_backup())
    computer.tick()
    computer.ticks(24 * 5)
    assert [moment for _, moment in computer.done] == [START + DAY * number for number in range(6)]


def test_ticks_that_come_a_little_early_or_late_do_not_push_a_job(tmp_path):
    computer = Computer(tmp_path, a_watch())
    computer.tick()
    for number in range(1, 100):
        computer.now = START + 30 * MINUTE * number + timedelta(seconds=(number * 37) % 120 - 60)
        computer.tick()
    assert len(computer.done) == 100


def test_jitter_is_the_same_at_each_tick_differs_by_computer_and_stays_small():
    job = a_backup(jitter=20 * MINUTE)
    assert shift(job, "a") == shift(job, "a") != shift(job, "b")
    assert all(timedelta(0) <= shift(job, str(seed)) <= 20 * MINUTE for seed in range(50))
    assert all(shift(a_watch(jitter=20 * MINUTE), str(seed)) <= 75 * timedelta(seconds=1) for seed in range(50))


def test_what_was_missed_in_a_week_of_sleep_is_caught_up_once(tmp_path):
    computer = Computer(tmp_path, a_backup(), a_watch())
    computer.tick()
    computer.tick(7 * DAY + 3 * HOUR)
    computer.tick(MINUTE)
    computer.tick(6 * MINUTE)
    assert [name.partition(":")[0] for name, _ in computer.done] == ["watch", "backup", "watch", "backup"]


def test_a_run_caught_up_shortly_before_the_regular_time_is_not_doubled(tmp_path):
    computer = Computer(tmp_path, a_backup())
    computer.tick()
    computer.tick(2 * DAY - 15 * MINUTE)
    computer.tick(20 * MINUTE)
    assert len(computer.done) == 2
    assert state(computer, a_backup()).next == START + 3 * DAY - 5 * MINUTE


def test_a_try_less_than_five_minutes_ago_is_not_repeated(tmp_path):
    computer = Computer(tmp_path, a_backup())
    computer.ending = Ending.STOPPED
    computer.tick()
    assert not computer.tick(4 * MINUTE).ran
    assert computer.tick(MINUTE).ran


def test_no_connection_is_tried_again_soon_then_less_often_and_is_no_failure(tmp_path):
    computer = Computer(tmp_path, a_backup())
    computer.ending = NoConnection("Nobody answers.")
    computer.tick()
    computer.ticks(360, MINUTE)
    gaps = [(b - a) // MINUTE for (_, a), (_, b) in itertools.pairwise(computer.done)]
    assert gaps[:6] == [5, 10, 20, 40, 60, 60]
    note = computer.notes.all()["backup:night-letters"]
    assert (note.failures, note.last_success) == (0, None)
    computer.ending = Ending.DONE
    computer.ticks(1, HOUR)
    assert state(computer, a_backup()).due is False
    assert computer.notes.all()["backup:night-letters"].waits == 0


def test_a_platform_that_says_how_long_to_wait_is_left_alone_that_long(tmp_path):
    computer = Computer(tmp_path, a_backup())
    computer.ending = Limited("Too many requests.", wait=7_200)
    computer.tick()
    computer.ending = Ending.DONE
    assert computer.ticks(1, 119 * MINUTE) == []
    assert computer.ticks(1, MINUTE) == ["backup:night-letters"]


def test_failures_in_a_row_put_the_next_try_off_but_never_longer_than_the_interval(tmp_path):
    computer = Computer(tmp_path, a_backup(), a_watch())
    computer.ending = StorageError("The disk is full.")
    computer.tick()
    computer.ticks(600, MINUTE * 5)
    for name, first, most in (("backup:night-letters", 15, 360), ("watch:night-letters", 15, 30)):
        moments = [moment for job, moment in computer.done if job == name]
        gaps = [(b - a) // MINUTE for a, b in itertools.pairwise(moments)]
        assert gaps[0] == first
        assert max(gaps) == most
    assert computer.notes.all()["watch:night-letters"].failures > 10


@pytest.mark.parametrize(
    "error",
    [SignedOut("Signed out."), PlatformRefused("Suspended."), Ending.PAUSED],
    ids=["out", "suspended", "paused"],
)
def test_what_only_a_person_can_mend_is_tried_at_the_regular_times(tmp_path, error):
    computer = Computer(tmp_path, a_backup())
    computer.ending = error
    computer.tick()
    computer.ticks(24 * 4)
    assert len(computer.done) == 5
    assert computer.notes.all()["backup:night-letters"].last_success is None


def test_an_archive_that_another_run_holds_is_tried_again_soon(tmp_path):
    computer = Computer(tmp_path, a_backup())
    computer.ending = Locked("Another run holds it.")
    report = computer.tick()
    assert (report.ran[0].outcome.ending, report.exit_code) == (Ending.LOCKED, 7)
    assert state(computer, a_backup()).next == START + 5 * MINUTE


def test_quiet_hours_hold_a_backup_over_midnight_and_it_runs_when_they_end(tmp_path):
    night = QuietHours(start=time(22), end=time(6))
    computer = Computer(tmp_path, a_backup(quiet=night), a_watch(), start=START.replace(hour=21, minute=30) - DAY)
    computer.tick()
    computer.tick(DAY + HOUR)
    assert [name for name, _ in computer.done][2:] == ["watch:night-letters"]
    held = state(computer, a_backup(quiet=night))
    assert (held.due, held.next) == (False, datetime(2026, 3, 3, 6, tzinfo=UTC))
    assert "quiet hours" in held.why
    assert "backup:night-letters" in computer.ticks(1, 7 * HOUR + 30 * MINUTE)


def test_whoever_insists_is_not_held_back_by_quiet_hours_or_a_failure(tmp_path):
    job = a_backup(quiet=QuietHours(start=time(8), end=time(18)))
    computer = Computer(tmp_path, job)
    computer.ending = StorageError("The disk is full.")
    assert not computer.tick().ran
    assert computer.tick(insist=True).ran
    assert not computer.tick(4 * MINUTE).ran
    assert computer.tick(MINUTE, insist=True).ran


def test_quiet_hours_are_those_of_local_time_on_the_day_the_clocks_change():
    quiet = QuietHours(start=time(1), end=time(4))
    job = a_backup(quiet=quiet)
    spring = datetime(2026, 3, 29, 1, 30, tzinfo=BERLIN)
    found = look(job, spring, None, seed="s")
    assert (found.due, found.next.isoformat()) == (False, "2026-03-29T04:00:00+02:00")
    autumn = datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN)
    assert look(job, autumn, None, seed="s").next.isoformat() == "2026-10-25T04:00:00+01:00"


def test_a_time_of_day_is_kept_through_summer_time():
    job = a_backup(at=time(3))
    after = datetime(2026, 3, 27, 12, tzinfo=BERLIN).timestamp()
    found = []
    for _ in range(4):
        point = first_point(job, after, first_seen=0, seed="s", zone=BERLIN)
        found.append(datetime.fromtimestamp(point, BERLIN).isoformat())
        after = point + 1
    assert found == [
        "2026-03-28T03:00:00+01:00",
        "2026-03-29T03:00:00+02:00",
        "2026-03-30T03:00:00+02:00",
        "2026-03-31T03:00:00+02:00",
    ]


@pytest.mark.parametrize(("every", "hours"), [(6, {3, 9, 15, 21}), (24, {3})])
@pytest.mark.parametrize("first", [datetime(2026, 3, 28, tzinfo=BERLIN), datetime(2026, 10, 24, tzinfo=BERLIN)])
def test_each_regular_time_comes_once_on_days_of_23_and_25_hours(first, every, hours):
    job = a_backup(at=time(3), every=timedelta(hours=every))
    after, end, points = first.timestamp(), first.timestamp() + 3 * 86_400, []
    while (point := first_point(job, after, first_seen=0, seed="s", zone=BERLIN)) < end:
        points.append(datetime.fromtimestamp(point, BERLIN))
        after = point + 1
    assert {point.hour for point in points} == hours
    assert len(points) == 3 * len(hours)


def test_a_clock_that_was_a_year_ahead_does_not_stop_a_job_for_a_year(tmp_path):
    computer = Computer(tmp_path, a_backup(), start=START + 365 * DAY)
    computer.tick()
    computer.now = START
    report = computer.tick()
    assert report.ran == ()
    assert "clock" in report.remarks[0]
    assert not computer.tick(MINUTE).remarks
    assert computer.ticks(36) == ["backup:night-letters"]


def test_without_a_tick_a_note_of_the_future_counts_as_one_of_now():
    future = START.timestamp() + 1e8
    note = JobNote(
        name="b", first_seen=future, last_try=future, last_success=future, ending=Ending.DONE, not_before=None
    )
    assert look(a_backup(), START, note, seed="s").next <= START + 1.5 * DAY


def test_a_job_of_each_tick_leaves_a_row_only_when_there_was_something_to_do(tmp_path):
    computer = Computer(tmp_path, Job(name="inbox", kind="inbox", every=timedelta(0)))
    computer.ticks(5, MINUTE)
    assert len(computer.done) == 5
    assert computer.notes.journal() == []
    computer.ending = StorageError("The disk is full.")
    computer.ticks(10, MINUTE)
    assert len(computer.done) == 6
    assert [run.code for run in computer.notes.journal()] == ["OUT-150"]
