"""The doctor's checks, each on a computer that has what it looks for."""

import os
import shutil
import sys
from importlib.metadata import Distribution, PackageNotFoundError
from types import SimpleNamespace

import keyring
import keyring.backends.fail
import keyring.backends.null
import pytest

from outlast.doctor.check import Check, State
from outlast.doctor.computer import Computer, checks

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture
def look(places):
    """Return the check of that name."""

    def look_at(name, *, encoding="utf-8", environ=None):
        computer = Computer(places=places, environ=environ or {}, encoding=encoding)
        return next(check for check in checks(computer) if check.name == name)

    return look_at


@pytest.fixture
def key_store():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def settings(places, text):
    places.settings_file.parent.mkdir()
    places.settings_file.write_text(text)


def test_the_python_that_runs_is_named(look):
    check = look("Python")
    assert check.state is State.OK
    assert ".".join(map(str, sys.version_info[:3])) in check.text


@pytest.mark.parametrize(
    ("free", "state"), [(5_000_000_000, State.OK), (999_999_999, State.ATTENTION), (99_999_999, State.BAD)]
)
def test_little_space_is_told_before_it_is_too_late(look, monkeypatch, free, state):
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=free))
    check = look("Space")
    assert check.state is state
    assert (check.next is None) == (state is State.OK)


def test_space_is_looked_for_on_the_disk_of_the_archive(look, monkeypatch, tmp_path):
    asked = []
    monkeypatch.setattr(shutil, "disk_usage", lambda path: asked.append(path) or SimpleNamespace(free=10**12))
    check = look("Space", environ={"OUTLAST_ARCHIVE": str(tmp_path / "usb" / "not" / "yet")})
    assert asked == [tmp_path]
    assert str(tmp_path / "usb" / "not" / "yet") in check.text


def test_settings_that_fit_are_ok_and_others_are_not(look, places):
    assert look("Settings").state is State.OK
    settings(places, "colour = 1")
    check = look("Settings")
    assert check.state is State.BAD
    assert "Did you mean output.color?" in check.text
    places.settings_file.write_text("colour = ")
    assert "cannot be read" in look("Settings").text


@pytest.fixture
def installed(monkeypatch):
    def as_if(**answers):
        monkeypatch.setattr(Distribution, "from_name", lambda name: SimpleNamespace(version="9.9"))
        monkeypatch.setattr("outlast.doctor.computer.is_editable", lambda distribution: answers.get("editable", False))
        monkeypatch.setattr("outlast.doctor.computer.altered_files", lambda distribution: answers.get("altered", []))

    return as_if


def test_files_as_they_were_released_are_ok(look, installed):
    installed()
    assert look("Installed files") == Check(
        name="Installed files", state=State.OK, text="9.9, all as they were released"
    )


def test_altered_files_are_named(look, installed):
    installed(altered=["backup/model.py", "backup/slugs.py"])
    check = look("Installed files")
    assert check.state is State.BAD
    assert "backup/model.py and 1 more" in check.text


def test_files_of_a_source_folder_are_not_compared(look, installed):
    installed(editable=True, altered=["x"])
    assert look("Installed files").state is State.OK


def test_files_of_no_package_at_all_need_attention(look, monkeypatch):
    def missing(name):
        raise PackageNotFoundError(name)

    monkeypatch.setattr(Distribution, "from_name", missing)
    assert look("Installed files").state is State.ATTENTION


def test_a_missing_key_store_matters_only_if_the_key_lies_in_it(look, places, key_store):
    key_store(keyring.backends.fail.Keyring())
    assert look("Key store").state is State.OK
    settings(places, "key = 'keyring:outlast/archive'")
    check = look("Key store")
    assert check.state is State.BAD
    assert "outlast config set key file:PATH" in check.next
    key_store(keyring.backends.null.Keyring())
    assert look("Key store").state is State.OK


@posix_only
def test_a_state_folder_that_others_can_look_into_needs_attention(look, places):
    places.state_dir.mkdir(mode=0o755)
    places.state_dir.chmod(0o755)
    check = look("State folder")
    assert check.state is State.ATTENTION
    assert "chmod 700" in check.next
    places.state_dir.chmod(0o700)
    assert look("State folder").state is State.OK


def test_a_state_folder_that_is_not_there_yet_is_ok(look, places):
    assert look("State folder").state is State.OK
    assert not places.state_dir.exists()


def test_a_state_folder_that_may_not_be_written_to_is_bad(look, monkeypatch):
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    assert look("State folder").state is State.BAD


@pytest.mark.parametrize(
    ("encoding", "state"),
    [("utf-8", State.OK), ("cp1252", State.ATTENTION), ("ascii", State.ATTENTION), ("martian", State.ATTENTION)],
)
def test_a_terminal_that_cannot_show_our_signs_needs_attention(look, encoding, state):
    assert look("Terminal", encoding=encoding).state is state


def test_the_checks_of_the_archive_come_last(places):
    extra = Check(name="Archive", state=State.OK, text="readable")
    found = list(checks(Computer(places=places, environ={}, encoding="utf-8"), archive=lambda: [extra]))
    assert found[-1] is extra
    assert len(found) == 8


def test_whatever_is_not_well_says_what_to_do(places, monkeypatch, installed, key_store):
    installed(altered=["x"])
    key_store(keyring.backends.fail.Keyring())
    settings(places, "key = 'keyring:outlast/archive'")
    monkeypatch.setattr(os, "access", lambda path, mode: False)
    monkeypatch.setattr(shutil, "disk_usage", lambda path: SimpleNamespace(free=0))
    found = list(checks(Computer(places=places, environ={"OUTLAST_COLOR": "x"}, encoding="ascii")))
    unwell = [check for check in found if check.state is not State.OK]
    assert [check.name for check in unwell] == ["Space", "Settings", "Installed files", "State folder", "Terminal"]
    assert all(check.next for check in unwell)
