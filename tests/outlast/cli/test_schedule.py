"""`outlast schedule`, `tick` and `run`: shown before it is written, quick and silent when nothing is due."""

import os
import signal
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from outlast.places import find_places
from outlast.schedule import entry, here, work
from outlast.schedule.job import Ending, Outcome
from outlast.schedule.notes import ScheduleNotes
from outlast.schedule.plan import jobs_of
from outlast.settings import load_settings
from outlast.state.database import StateDatabase
from tests.outlast.schedule.test_systems import Programs
from tests.outlast.small_export import write_export
from tests.outlast.typing_person import sit_down

ACCOUNT = '[accounts.a]\nplatform = "substack"\nurl = "https://a.substack.com"\n'


def pretend_backup(shop, job):
    """Do nothing, well."""
    return Outcome(ending=Ending.DONE, counts={"posts": 3})


def pretend_look(shop, job):
    """See that all is well."""
    return Outcome(ending=Ending.DONE)


def stop_soon(shop, job):
    """Ask to stop, then make a mistake."""
    os.kill(os.getpid(), signal.SIGTERM)
    assert shop.stop()
    raise ValueError("a bug")


@pytest.fixture
def programs(home, monkeypatch):
    """Stand in for the system's programs, with `outlast` installed at a path of its own."""
    found = Programs()
    program = home / "bin" / "outlast"
    program.parent.mkdir()
    program.touch(mode=0o755)
    (program.parent / "crontab").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(program.parent))

    def this_computer(environ):
        return entry.Computer(
            platform="linux", home=home, environ=environ, program=str(program), python="/p/python", run=found
        )

    monkeypatch.setattr(entry, "this_computer", this_computer)
    before = signal.getsignal(signal.SIGTERM)
    yield found
    signal.signal(signal.SIGTERM, before)


@pytest.fixture
def configured(home, monkeypatch):
    """Have an account in the settings, and a backup that works."""
    file = home / "outlast.toml"
    file.write_text(f'archive = "{home}/Outlast"\n{ACCOUNT}')
    monkeypatch.setenv("OUTLAST_CONFIG", str(file))
    monkeypatch.setitem(work.WORK, "backup", f"{__name__}:pretend_backup")
    monkeypatch.setitem(work.WORK, "watch", f"{__name__}:pretend_look")
    monkeypatch.setattr(here, "now", lambda: datetime(2026, 3, 2, 10, 17, tzinfo=here.HERE))
    return file


def notes_of(home: Path) -> StateDatabase:
    return StateDatabase(home / ".local" / "state" / "outlast")


def test_a_dry_run_shows_the_very_text_and_writes_nothing(cli, programs, configured, home):
    before = configured.read_text()
    ran = cli("schedule", "on", "--system", "systemd", "--every", "6h", "--at", "03:00", "--dry-run")
    assert ran.code == 0
    assert f'ExecStart="{home}/bin/outlast" "--no-input" "--quiet" "--config" "{configured}" "tick"' in ran.out
    assert "Persistent=true" in ran.out
    assert programs.called == []
    assert configured.read_text() == before
    assert not (home / ".config").exists()


def test_on_asks_first_and_a_no_changes_nothing(cli, programs, configured, monkeypatch):
    screen = sit_down(monkeypatch, typed=["n"])
    assert cli("schedule", "on", "--every", "6h").code == 9
    assert "Write this" in screen.getvalue()
    assert programs.crontab is None
    assert "backup_every" not in configured.read_text()


def test_on_show_off_and_the_settings_they_leave(cli, programs, configured, home):
    assert cli("schedule", "show").code == 3
    ran = cli("schedule", "on", "--yes", "--every", "6h", "--at", "3:00")
    assert (ran.code, programs.crontab.count(b"outlast --no-input")) == (0, 1)
    assert 'backup_every = "6h"' in configured.read_text()
    assert 'at = "03:00"' in configured.read_text()
    shown = cli("schedule", "show", "--json")
    assert shown.code == 0
    assert shown.lines[-1] == {"type": "summary", "system": "cron", "entry": "present"}
    assert {line["job"] for line in shown.lines[:-1]} == {"inbox", "check", "backup:a", "watch:a", "alerts"}
    programs.crontab = programs.crontab.replace(b"--quiet", b"--verbose")
    assert "not as Outlast would write it" in cli("schedule", "show").out
    assert cli("schedule", "off").code == 0
    assert programs.crontab == b""
    assert "nothing to take away" in cli("schedule", "off").out


def test_from_the_day_it_is_on_the_days_without_a_backup_count(cli, programs, configured, home):
    cli("schedule", "on", "--yes")
    database = notes_of(home)
    assert "backup:a" in ScheduleNotes(database).all()
    database.close()


@pytest.mark.parametrize(("option", "value"), [("--every", "often"), ("--every", "1m"), ("--at", "25:00")])
def test_a_time_that_is_none_is_told_before_anything_is_shown(cli, programs, configured, option, value):
    ran = cli("schedule", "on", option, value)
    assert (ran.code, ran.out) == (2, "")
    assert "should be" in ran.err


def test_a_computer_without_a_scheduler_is_told_what_to_do(cli, programs, configured, home):
    (home / "bin" / "crontab").unlink()
    ran = cli("schedule", "on", "--yes")
    assert ran.code == 1
    assert "[OUT-230]" in ran.err
    assert "outlast run" in ran.err


def test_tick_does_what_is_due_and_is_silent_when_nothing_is(cli, programs, configured):
    ran = cli("tick")
    assert ran.code == 0
    assert "✓ backup:a: done (3 posts)" in ran.out
    again = cli("tick")
    assert (again.code, again.out, again.err) == (0, "", "")
    assert cli("tick", "--json").lines == [{"type": "summary", "busy": False, "ran": [], "remarks": []}]


def test_explain_does_nothing_and_says_why(cli, programs, configured):
    ran = cli("tick", "--explain")
    assert "backup:a" in ran.out
    assert "it has not run yet" in ran.out
    assert "backup:a: done" in cli("tick").out
    lines = {line["job"]: line for line in cli("tick", "--explain", "--json").lines[:-1]}
    assert (lines["backup:a"]["due"], lines["backup:a"]["ending"]) == (False, "done")


def test_an_export_in_the_inbox_is_imported_by_the_next_tick(cli, programs, configured, home, monkeypatch):
    Archive.create(home / "Outlast", key=None).close()
    path = write_export(home / "Outlast" / "inbox" / "a.zip", when=datetime(2026, 2, 1), subdomain="a")
    written = path.stat().st_ctime
    monkeypatch.setattr(here, "now", lambda: datetime.fromtimestamp(written + 40, here.HERE))
    ran = cli("tick")
    assert "inbox: done (1 imported)" in ran.out
    assert [found.name for found in (home / "Outlast" / "inbox").iterdir()] == ["done"]


def test_run_missed_does_not_wait_for_quiet_hours(cli, programs, configured, monkeypatch):
    monkeypatch.setenv("OUTLAST_SCHEDULE_QUIET", "00:00-23:59")
    cli("tick")
    assert "backup:a: done" in cli("schedule", "run-missed").out
    assert "Nothing is overdue" in cli("schedule", "run-missed").err


def test_the_next_command_and_status_tell_that_no_backup_works(cli, programs, configured, home):
    Archive.create(home / "Outlast", key=None).close()
    database = notes_of(home)
    settings = load_settings(find_places(os.environ), environ=os.environ)
    ScheduleNotes(database).meet(jobs_of(settings), datetime(2026, 2, 25, 10, tzinfo=UTC))
    database.close()
    assert "No backup of a has worked in the 5 days since it was set up" in cli("config", "show").err
    assert "run-missed" in cli("config", "get", "archive", "--json").err
    gaps = {gap["kind"]: gap["next"] for gap in cli("status", "--json").lines[-1]["gaps"]}
    assert gaps["no-backup"] == "outlast schedule run-missed"


def test_run_ends_after_the_item_in_hand_and_tells_what_went_wrong(cli, programs, configured, monkeypatch):
    monkeypatch.setitem(work.WORK, "backup", f"{__name__}:stop_soon")
    ran = cli("run", "--json")
    assert ran.code == 0
    assert ran.lines[-1] == {"type": "summary", "ended": True}
    assert "OUT-199" in [line.get("code") for line in ran.lines]
