"""What is written for each scheduler of an operating system: as its documentation has it, whole, ours alone, removable."""

import os
import plistlib
import shutil
import stat
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from outlast.errors import SchedulerRefused
from outlast.schedule import entry
from outlast.schedule.systems._base import Plan, Presence, Said
from tests.outlast.schedule.task_schema import NAMESPACE, faults

AWKWARD = '/home/maya/50% of my "things" & $HOME\'s <box>/outlast'
PLAN = Plan(
    program=("/usr/bin/outlast", "--quiet", "--config", "/home/maya/my letters/o.toml", "tick"), minutes=(17, 47)
)
STRANGE = Plan(program=(AWKWARD, "tick"), minutes=(5,), environment={"OUTLAST_STATE_DIR": "/home/maya/état 100%/s"})


class Programs:
    """The system's programs, as far as the schedulers call them: a crontab, and a list of tasks."""

    def __init__(self, crontab: bytes | None = None) -> None:
        self.called: list[tuple[str, ...]] = []
        self.crontab = crontab
        self.task = b""
        self.refuses = ""

    def __call__(self, command: Sequence[str], given: bytes) -> Said:
        self.called.append(tuple(command))
        if command[0] == self.refuses:
            return Said(code=1, err=b"Failed to connect to bus: No medium found")
        if command[0] == "crontab":
            return self._crontab(command, given)
        if command[0] == "schtasks":
            return self._schtasks(command)
        return Said(code=0)

    def _crontab(self, command: Sequence[str], given: bytes) -> Said:
        if command[1] == "-l":
            return (
                Said(code=1, err=b"no crontab for maya\n") if self.crontab is None else Said(code=0, out=self.crontab)
            )
        self.crontab = given
        return Said(code=0)

    def _schtasks(self, command: Sequence[str]) -> Said:
        if "/Create" in command:
            self.task = Path(command[command.index("/XML") + 1]).read_bytes()
        elif "/Delete" in command:
            self.task = b""
        elif not self.task:
            return Said(code=1, err=b"ERROR: The system cannot find the file specified.")
        return Said(code=0, out=self.task)


@pytest.fixture
def programs():
    return Programs()


@pytest.fixture
def system(tmp_path, places, programs):
    """Return a maker of schedulers in a home of its own."""

    def make(name: str):
        computer = entry.Computer(
            platform="test", home=tmp_path / "home", environ={}, program="outlast", python="python", run=programs
        )
        return entry.system_named(name, computer, places)

    return make


NAMES = pytest.mark.parametrize("name", ["systemd", "launchd", "tasks", "cron"])


def test_there_is_one_module_for_each():
    assert entry.names() == ("cron", "launchd", "systemd", "tasks")


@NAMES
@pytest.mark.parametrize("plan", [PLAN, STRANGE], ids=["plain", "awkward"])
def test_what_was_written_is_found_again_and_taken_away_without_a_trace(name, plan, system, tmp_path, programs):
    before = sorted(tmp_path.rglob("*"))
    scheduler = system(name)
    assert scheduler.presence(plan) is Presence.ABSENT
    assert scheduler.remove() is False
    scheduler.install(plan)
    scheduler.install(plan)
    assert scheduler.presence(plan) is Presence.PRESENT
    assert scheduler.presence(replace(plan, minutes=(59,))) is Presence.ALTERED
    assert scheduler.presence(replace(plan, program=("/elsewhere/outlast", "tick"))) is Presence.ALTERED
    assert scheduler.remove() is True
    assert scheduler.presence(plan) is Presence.ABSENT
    left = [path for path in sorted(tmp_path.rglob("*")) if path.is_file()]
    assert left == [path for path in before if path.is_file()]
    assert not programs.task
    assert not programs.crontab


@pytest.mark.parametrize(
    ("name", "program"), [("systemd", "systemctl"), ("launchd", "launchctl"), ("tasks", "schtasks")]
)
def test_a_scheduler_that_refuses_is_told_in_its_own_words(name, program, system, programs):
    programs.refuses = program
    with pytest.raises(SchedulerRefused, match="No medium found"):
        system(name).install(PLAN)


@NAMES
def test_a_scheduler_that_is_not_installed_is_told(name, system, places, tmp_path):
    def missing(command, given):
        raise FileNotFoundError

    computer = entry.Computer(platform="x", home=tmp_path, environ={}, program="", python="", run=missing)
    with pytest.raises(SchedulerRefused, match="no program"):
        entry.system_named(name, computer, places).install(PLAN)


@NAMES
def test_files_are_private_and_what_is_shown_is_what_is_written(name, system, programs):
    scheduler = system(name)
    scheduler.install(PLAN)
    for draft in scheduler.render(PLAN):
        if Path(draft.where).is_absolute():
            assert Path(draft.where).read_text() == draft.text
            assert stat.S_IMODE(Path(draft.where).stat().st_mode) == 0o600


def test_the_plist_holds_the_documented_keys_and_reads_back(system):
    (draft,) = system("launchd").render(STRANGE)
    agent = plistlib.loads(draft.data)
    # man launchd.plist
    kinds = {
        "Label": str,
        "ProgramArguments": list,
        "StartCalendarInterval": list,
        "RunAtLoad": bool,
        "ProcessType": str,
        "LowPriorityIO": bool,
        "Umask": int,
        "EnvironmentVariables": dict,
    }
    assert {key: type(value) for key, value in agent.items()} == kinds
    assert agent["ProgramArguments"] == [AWKWARD, "tick"]
    assert agent["StartCalendarInterval"] == [{"Minute": 5}]
    assert agent["RunAtLoad"] is True
    assert agent["EnvironmentVariables"] == dict(STRANGE.environment)
    assert draft.where.endswith(f"Library/LaunchAgents/{agent['Label']}.plist")


@pytest.mark.parametrize("plan", [PLAN, STRANGE], ids=["plain", "awkward"])
def test_the_task_has_the_documented_elements_in_their_order(plan, system):
    (draft,) = system("tasks").render(plan)
    assert draft.data[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert draft.data.decode("utf-16").startswith('<?xml version="1.0" encoding="UTF-16"?>\r\n')
    root = ET.fromstring(draft.data)
    assert faults(root) == []
    said = {one.tag.removeprefix(NAMESPACE): one.text for one in root.iter()}
    assert said["Command"] == plan.program[0]
    assert said["StartWhenAvailable"] == "true"
    assert (said["DisallowStartIfOnBatteries"], said["StopIfGoingOnBatteries"]) == ("false", "false")
    assert said["MultipleInstancesPolicy"] == "IgnoreNew"


def test_the_checker_of_tasks_finds_what_is_wrong(system):
    (draft,) = system("tasks").render(PLAN)
    text = draft.text.partition("?>")[2]
    for right, wrong in (
        ("<Enabled>true</Enabled>\n      <StartBoundary>", "<Repetition/><StartBoundary>"),
        ("IgnoreNew", "Never"),
        ("<Hidden>false</Hidden>", "<Hiddn>false</Hiddn>"),
        ('Context="Author"', 'Context="Nobody"'),
        ("PT6H", "6 hours"),
        ("<Priority>7</Priority>", "<Priority>11</Priority>"),
    ):
        assert right in text
        assert faults(ET.fromstring(text.replace(right, wrong))) != [], wrong


def test_the_rest_of_a_crontab_stays_byte_for_byte(system, programs):
    others = b"# mine \xff\nMAILTO=maya@example.org\n0 3 * * * /usr/local/bin/other  # no line's end"
    programs.crontab = others
    scheduler = system("cron")
    scheduler.install(STRANGE)
    scheduler.install(PLAN)
    assert programs.crontab.startswith(others + b"\n")
    assert programs.crontab.count(b"BEGIN outlast") == 1
    programs.crontab += b"@daily after\n"
    scheduler.remove()
    assert programs.crontab == others + b"\n@daily after\n"


def test_a_crontab_that_cannot_be_read_is_not_replaced(system, programs):
    programs.crontab = b"precious\n"
    programs._crontab = lambda command, given: Said(code=1, err=b"crontab: permission denied")
    with pytest.raises(SchedulerRefused, match="permission denied"):
        system("cron").install(PLAN)
    assert programs.crontab == b"precious\n"


def test_a_block_that_lost_its_end_is_left_alone(system, programs):
    scheduler = system("cron")
    scheduler.install(PLAN)
    programs.crontab = programs.crontab.replace(b"# END outlast schedule\n", b"1 1 1 1 1 precious\n")
    with pytest.raises(SchedulerRefused, match="last line"):
        scheduler.remove()
    assert b"precious" in programs.crontab


def test_cron_runs_just_the_words_of_the_plan_through_a_shell(system):
    (draft,) = system("cron").render(STRANGE)
    line = draft.text.splitlines()[1]
    assert "%" not in line.replace("\\%", "")
    command = line.split(" ", 5)[5].replace("\\%", "%")
    shown = subprocess.run(
        [
            "sh",
            "-c",
            command.replace("OUTLAST_STATE_DIR=", "env -i A=", 1).replace(" '/home", " printf '%s|' '/home", 1),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert shown.stdout == f"{AWKWARD}|tick|"


@pytest.mark.real
@pytest.mark.parametrize("plan", ["plain", "awkward"])
def test_systemd_takes_the_units_without_a_complaint(plan, system, tmp_path):
    if shutil.which("systemd-analyze") is None:
        (pytest.fail if os.environ.get("OUTLAST_REQUIRE_REAL") == "1" else pytest.skip)("systemd-analyze is missing")
    folder = tmp_path / ("bin 50% $HOME" if plan == "awkward" else "bin")
    folder.mkdir()
    program = folder / "outlast"
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    environment = dict(STRANGE.environment) if plan == "awkward" else {}
    scheduler = system("systemd")
    chosen = Plan(program=(str(program), "--config", "/a b/$c %d", "tick"), minutes=(7, 37), environment=environment)
    scheduler.install(chosen)
    units = [draft.where for draft in scheduler.render(chosen)]
    home = tmp_path / "home"
    done = subprocess.run(
        ["systemd-analyze", "verify", "--user", "--man=no", *units],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": os.environ["PATH"], "HOME": str(home), "XDG_RUNTIME_DIR": str(home)},
    )
    assert (done.returncode, done.stderr) == (0, "")
    calendar = next(line for line in Path(units[1]).read_text().splitlines() if line.startswith("OnCalendar="))
    shown = subprocess.run(
        ["systemd-analyze", "calendar", calendar.partition("=")[2]], capture_output=True, text=True, check=True
    )
    assert "Normalized form: *-*-* *:07,37:00" in shown.stdout
