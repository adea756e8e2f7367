"""What the computer's scheduler is told to call: a whole path, the places that matter, and never a secret."""

from pathlib import Path

import pytest

from outlast.errors import SchedulerRefused
from outlast.places import find_places
from outlast.schedule.entry import Computer, minutes_of, plan_of, usual_name
from outlast.schedule.plan import jobs_of, ticks_an_hour
from outlast.settings import load_settings


def computer(tmp_path, **attributes):
    values = {
        "platform": "linux",
        "home": tmp_path,
        "environ": {"PATH": ""},
        "program": "outlast",
        "python": "/p/python",
    }
    return Computer(**{**values, **attributes})


def plan(tmp_path, environ=None, *, own_config=False, text="", flags=None, **attributes):
    environ = {"PATH": "", "OUTLAST_STATE_DIR": str(tmp_path / "s"), **(environ or {})}
    config = tmp_path / "o.toml"
    config.write_text(text)
    places = find_places(environ, config=config)
    settings = load_settings(places, environ=environ, flags=flags or {})
    here = computer(tmp_path, **{"environ": environ, **attributes})
    return plan_of(here, settings, places, jobs_of(settings), seed="s", own_config=own_config)


def program(folder: Path) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "outlast").touch(mode=0o755)
    return folder / "outlast"


def test_the_path_is_whole_and_a_link_stays_one(tmp_path, monkeypatch):
    real = program(tmp_path / "venv" / "bin")
    link = tmp_path / "bin" / "outlast"
    link.parent.mkdir()
    link.symlink_to(real)
    assert plan(tmp_path, program=str(link)).program[0] == str(link)
    monkeypatch.chdir(tmp_path)
    assert plan(tmp_path, program="bin/outlast").program[0] == str(link)


def test_what_was_started_as_a_module_is_found_beside_its_python_or_on_the_path(tmp_path):
    there = program(tmp_path / "venv" / "bin")
    assert plan(tmp_path, program="-c", python=str(there.parent / "python")).program[0] == str(there)
    assert plan(tmp_path, {"PATH": str(there.parent)}, program="/x/pytest").program[0] == str(there)
    with pytest.raises(SchedulerRefused, match="where the program"):
        plan(tmp_path)


def test_only_places_that_were_said_are_carried_on(tmp_path):
    here = program(tmp_path / "bin")
    made = plan(tmp_path, program=str(here))
    assert made.program[1:] == ("--no-input", "--quiet", "tick")
    assert made.environment == {"OUTLAST_STATE_DIR": str(tmp_path / "s")}
    made = plan(tmp_path, program=str(here), own_config=True, flags={"archive": tmp_path / "a"})
    config = str(tmp_path / "o.toml")
    assert made.program[3:] == ("--config", config, "--archive", str(tmp_path / "a"), "tick")


def test_a_key_is_carried_on_as_the_reference_that_it_is_and_nothing_secret_is(tmp_path):
    secrets = {"OUTLAST_KEY": "file:/keys/k", "MY_PASSWORD": "hunter2", "OUTLAST_SCHEDULE_PING": "env:MY_PASSWORD"}
    made = plan(tmp_path, secrets, program=str(program(tmp_path / "bin")))
    assert made.environment["OUTLAST_KEY"] == "file:/keys/k"
    assert "hunter2" not in repr(made)
    assert "MY_PASSWORD" not in repr(made)


def test_computers_call_at_different_minutes_and_each_at_its_own(tmp_path):
    found = {minutes_of(str(seed), 1) for seed in range(200)}
    assert len(found) > 40
    assert minutes_of("a", 1) == minutes_of("a", 1)
    first, second = minutes_of("a", 2)
    assert (second - first, 0 <= first < 30) == (30, True)


def test_the_system_calls_as_often_as_the_most_frequent_job_needs(tmp_path):
    text = '[accounts.a]\nplatform = "substack"\nurl = "https://a.substack.com"\n'
    places = find_places({}, config=tmp_path / "o.toml")

    def calls(settings_text):
        (tmp_path / "o.toml").write_text(settings_text)
        return ticks_an_hour(jobs_of(load_settings(places, environ={}), kinds=("watch", "backup", "check")))

    assert calls("") == 1
    assert calls(text) == 2
    assert calls(f'[schedule]\nwatch_every = "2h"\n{text}') == 1
    assert calls(f'[schedule]\nwatch_every = "10m"\n{text}') == 4


def test_only_accounts_that_can_be_fetched_from_have_a_backup_and_a_watch(tmp_path):
    (tmp_path / "o.toml").write_text(
        '[accounts.a]\nplatform = "substack"\nurl = "https://a.substack.com"\n'
        '[accounts.b]\nplatform = "medium"\n[accounts.c]\nplatform = "list"\nurl = "https://c.example"\n'
    )
    settings = load_settings(find_places({}, config=tmp_path / "o.toml"), environ={})
    everything = [job.name for job in jobs_of(settings, kinds=("inbox", "watch", "backup", "check", "alerts"))]
    assert everything == ["inbox", "watch:a", "backup:a", "check", "alerts"]


@pytest.mark.parametrize(
    ("platform", "booted", "programs", "name"),
    [
        ("darwin", False, (), "launchd"),
        ("win32", False, (), "tasks"),
        ("linux", True, ("systemctl", "crontab"), "systemd"),
        ("linux", False, ("systemctl", "crontab"), "cron"),
    ],
)
def test_each_computer_has_its_usual_scheduler(tmp_path, platform, booted, programs, name):
    for one in programs:
        (tmp_path / one).touch(mode=0o755)
    here = computer(tmp_path, platform=platform, booted_by_systemd=booted, environ={"PATH": str(tmp_path)})
    assert usual_name(here) == name


def test_a_computer_without_any_is_told_how_to_do_without(tmp_path):
    with pytest.raises(SchedulerRefused) as raised:
        usual_name(computer(tmp_path))
    assert "outlast run" in raised.value.advice
