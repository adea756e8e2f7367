"""A tick: in order, alone, and with every ending written down."""

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest

from backup.errors import NoConnection, PlatformRefused, SignedOut, StorageError, UnsafeAnswer
from outlast.schedule.job import ORDER, Ending, Job, Outcome
from outlast.schedule.notes import ScheduleNotes
from outlast.schedule.stale import stale
from outlast.schedule.tick import outcome_of, tick
from outlast.state.database import StateDatabase
from tests.outlast.schedule.pretending import DAY, HOUR, MINUTE, START, Computer, a_backup, a_watch


def test_what_came_by_hand_is_first_and_alerts_are_last(tmp_path):
    jobs = [Job(name=kind, kind=kind, every=DAY) for kind in reversed(ORDER)]
    computer = Computer(tmp_path, *jobs)
    computer.tick()
    assert tuple(name for name, _ in computer.done) == ORDER


@pytest.mark.parametrize(
    ("error", "ending", "code"),
    [
        (NoConnection("x"), Ending.LATER, 75),
        (SignedOut("x"), Ending.SIGNED_OUT, 4),
        (PlatformRefused("x"), Ending.SUSPENDED, 5),
        (StorageError("x"), Ending.FAILED, 1),
        (UnsafeAnswer("x"), Ending.FAILED, 1),
        (OSError(28, "No space left on device"), Ending.FAILED, 1),
    ],
)
def test_an_error_is_the_outcome_of_its_job_and_the_next_one_runs(tmp_path, error, ending, code):
    computer = Computer(tmp_path, a_backup(), a_watch())
    computer.ending = error
    report = computer.tick()
    assert [one.outcome.ending for one in report.ran] == [ending, ending]
    assert report.exit_code == code
    assert computer.notes.journal()[0].code == (outcome_of(error).code if hasattr(error, "code") else "OUT-150")


def test_a_mistake_is_noted_and_passes_through_and_the_others_are_due_at_the_next_tick(tmp_path):
    computer = Computer(tmp_path, a_watch(), a_backup())
    computer.ending = ValueError("a bug")
    with pytest.raises(ValueError, match="a bug"):
        computer.tick()
    computer.ending = Ending.DONE
    assert computer.ticks(1, MINUTE) == ["backup:night-letters"]
    assert [(run.job, run.code) for run in computer.notes.journal()][-1] == ("watch:night-letters", "OUT-199")


def test_stopping_keeps_what_is_known_and_the_job_goes_on_after_five_minutes(tmp_path):
    computer = Computer(tmp_path, a_backup())
    computer.ending = KeyboardInterrupt()
    with pytest.raises(KeyboardInterrupt):
        computer.tick()
    assert computer.notes.all()["backup:night-letters"].ending is Ending.STOPPED
    computer.ending = Ending.DONE
    assert computer.ticks(1, 5 * MINUTE) == ["backup:night-letters"]


def test_a_run_that_was_cut_off_is_noted_and_goes_on(tmp_path):
    computer = Computer(tmp_path, a_backup())
    computer.notes.meet(computer.jobs, computer.now)
    computer.notes.begin(a_backup(), computer.now)  # and then the power went
    report = computer.tick(HOUR)
    assert "cut off" in report.remarks[0]
    assert [one.job.name for one in report.ran] == ["backup:night-letters"]
    assert [run.ending for run in computer.notes.journal()] == [Ending.DONE, Ending.CUT_OFF]


def test_a_second_tick_at_the_same_time_does_nothing(tmp_path):
    inside, leave = threading.Event(), threading.Event()

    def slow(job: Job, _: object) -> Outcome:
        inside.set()
        assert leave.wait(30)
        return Outcome(ending=Ending.DONE)

    def first() -> None:
        database = StateDatabase(tmp_path)
        tick([a_backup()], slow, ScheduleNotes(database), lambda: START, folder=tmp_path)
        database.close()

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(30)
    computer = Computer(tmp_path, a_backup())
    report = computer.tick()
    leave.set()
    thread.join()
    assert (report.busy, report.ran, report.exit_code) == (True, (), 0)
    assert computer.done == []
    assert not computer.tick().busy


def test_a_backup_of_hours_does_not_keep_the_watch_and_the_alerts_waiting(tmp_path):
    alerts = Job(name="alerts", kind="alerts", every=timedelta(0))
    inbox = Job(name="inbox", kind="inbox", every=timedelta(0))
    computer = Computer(tmp_path, a_backup(), a_watch(), alerts, inbox)
    computer.long_backup = (20 * MINUTE, 5 * MINUTE, 5 * MINUTE)

    report = computer.tick()

    meanwhile = ["alerts", "alerts", "watch:night-letters", "alerts"]
    assert [name for name, _ in computer.done] == [
        "inbox",
        "watch:night-letters",
        "backup:night-letters",
        *meanwhile,
        "alerts",
    ]
    assert [one.job.name for one in report.ran].count("watch:night-letters") == 2
    assert {note.ending for note in computer.notes.all().values()} == {Ending.DONE}


def test_what_comes_back_is_read_while_letters_go_out_for_hours(tmp_path):
    returns, mail = Job(name="returns", kind="returns", every=HOUR), Job(name="mail", kind="mail", every=timedelta(0))
    computer = Computer(tmp_path, returns, mail)
    computer.notes.meet(computer.jobs, computer.now)

    def run(job: Job, meanwhile: Callable[[], None]) -> Outcome:
        computer.done.append((job.name, computer.now))
        for _ in range(3 if job is mail else 0):
            computer.now += 2 * HOUR
            meanwhile()
        return Outcome(ending=Ending.DONE)

    tick(computer.jobs, run, computer.notes, lambda: computer.now, folder=tmp_path)

    assert [name for name, _ in computer.done] == ["returns", "mail", *["returns"] * 3]


def test_what_was_done_during_a_long_job_is_not_done_once_more_after_it(tmp_path):
    returns = Job(name="returns", kind="returns", every=HOUR)
    computer = Computer(tmp_path, a_backup(), returns)
    computer.long_backup = (20 * MINUTE, 5 * MINUTE)

    computer.tick()

    assert [name for name, _ in computer.done] == ["backup:night-letters", "returns"]


def test_what_goes_wrong_meanwhile_does_not_end_the_long_job(tmp_path):
    computer = Computer(tmp_path, a_backup(), a_watch())
    computer.notes.meet(computer.jobs, computer.now)

    def run(job: Job, meanwhile: Callable[[], None]) -> Outcome:
        if job.kind == "watch":
            raise NoConnection("x")
        computer.now += HOUR
        meanwhile()
        return Outcome(ending=Ending.DONE)

    report = tick(computer.jobs, run, computer.notes, lambda: computer.now, folder=tmp_path)

    assert [(one.job.kind, one.outcome.ending) for one in report.ran] == [
        ("watch", Ending.LATER),
        ("watch", Ending.LATER),
        ("backup", Ending.DONE),
    ]


def test_whoever_asks_to_stop_gets_no_further_job(tmp_path):
    computer = Computer(tmp_path, a_backup(), a_watch())
    tick(
        computer.jobs,
        computer._run,
        computer.notes,
        lambda: START,
        folder=tmp_path,
        stop=lambda: bool(computer.done),
    )
    assert [name for name, _ in computer.done] == ["watch:night-letters"]


def test_no_backup_for_days_is_an_alarm_from_the_day_it_was_set_up(tmp_path):
    computer = Computer(tmp_path, a_backup(), a_watch())
    computer.notes.meet(computer.jobs, computer.now)

    def alarms(after: timedelta) -> list[str]:
        return [one.text for one in stale(computer.notes.all(), computer.jobs, START + after, days=3)]

    assert alarms(3 * DAY - MINUTE) == []
    assert alarms(3 * DAY) == ["no backup of night-letters has worked in the 3 days since it was set up"]
    computer.tick(DAY)
    computer.ending = SignedOut("Signed out.")
    computer.ticks(3 * 24 - 1)
    assert alarms(4 * DAY - MINUTE) == []
    assert alarms(5 * DAY) == ["no backup of night-letters has worked for 4 days"]
    computer.ending = Ending.PARTLY
    computer.ticks(24)
    assert alarms(5 * DAY) == []


def test_the_journal_does_not_grow_for_ever(tmp_path):
    computer = Computer(tmp_path, a_backup())
    computer.tick()
    with computer.notes._database.transaction() as connection:
        connection.execute("UPDATE schedule_journal SET id = id + 10000")
    computer.tick(DAY)
    computer.tick(DAY)
    assert computer.notes.journal()[-1].started >= START.timestamp()
    with computer.notes._database.transaction() as connection:
        connection.execute(
            "UPDATE schedule_journal SET id = id + 6000 WHERE id = (SELECT max(id) FROM schedule_journal)"
        )
    computer.tick(DAY)
    assert len(computer.notes.journal()) == 2
