"""Places: by the rules of the system, unless somebody says otherwise."""

import sys
from pathlib import Path

import pytest

from outlast.places import find_places

linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the folders of Linux")


@linux_only
def test_on_linux_they_follow_the_xdg_rules(home):
    places = find_places({})
    assert places.settings_file == home / ".config" / "outlast" / "outlast.toml"
    assert places.state_dir == home / ".local" / "state" / "outlast"
    assert places.log_file == home / ".local" / "state" / "outlast" / "log" / "outlast.log"
    assert places.archive == home / "Documents" / "Outlast"


@linux_only
def test_xdg_variables_count(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert find_places({}).settings_file == tmp_path / "outlast" / "outlast.toml"


def test_the_environment_may_name_others(tmp_path):
    environ = {"OUTLAST_CONFIG": str(tmp_path / "c.toml"), "OUTLAST_STATE_DIR": str(tmp_path / "s")}
    places = find_places(environ)
    assert places.settings_file == tmp_path / "c.toml"
    assert places.state_dir == tmp_path / "s"
    assert places.log_file == tmp_path / "s" / "log" / "outlast.log"


def test_a_flag_counts_before_the_environment(tmp_path):
    places = find_places({"OUTLAST_CONFIG": "/elsewhere"}, config=tmp_path / "f.toml", log_file=tmp_path / "l")
    assert places.settings_file == tmp_path / "f.toml"
    assert places.log_file == tmp_path / "l"


def test_they_are_whole_paths_even_if_named_from_here(monkeypatch, tmp_path, home):
    monkeypatch.chdir(tmp_path)
    places = find_places({"OUTLAST_STATE_DIR": "~/s"}, config=Path("c.toml"), log_file=Path("l"))
    assert (places.settings_file, places.log_file) == (tmp_path / "c.toml", tmp_path / "l")
    assert places.state_dir == home / "s"


def test_a_home_that_nobody_knows_stays_a_name(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert find_places({}, config=Path("~no-such-person/c")).settings_file == tmp_path / "~no-such-person" / "c"


def test_looking_makes_no_folder(home):
    find_places({})
    assert list(home.iterdir()) == []
