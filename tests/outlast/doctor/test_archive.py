"""What the doctor finds in an archive."""

import os
import sys
from datetime import timedelta

import pytest

from backup.archive import layout
from backup.archive.archive import Archive
from backup.archive.keys import Key
from outlast.doctor.archive import archive_checks
from outlast.doctor.check import State
from outlast.keys import archive_key
from outlast.places import find_places
from outlast.settings import load_settings
from outlast.wiring import Wiring
from tests.archive.night_letters import PUBLICATION, day, records
from tests.outlast.sealed_archive import ARCHIVE_ID, KEY, make_saved

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


@pytest.fixture
def look(places):
    """Return the checks by name, on a day of January 2026."""

    def look_at(now=1, environ=None):
        settings = load_settings(places, environ=environ or {})
        wiring = Wiring(settings=settings, places=places, environ=environ or {})
        return {check.name: check for check in archive_checks(wiring, now=day(1) + timedelta(days=now - 1))}

    return look_at


def test_a_sound_archive_is_ok_in_everything(look, places):
    make_saved(places, sheet=True)
    found = look()
    assert {check.name: check.state for check in found.values() if check.state is not State.OK} == {}
    assert list(found) == ["Archive", "Archive folder", "Key", "Recovery sheet", "Night Letters", "Index", "Files"]
    assert found["Archive"].text == f"{places.archive} holds 1 snapshots of 1 publications"
    assert found["Recovery sheet"].text == "printed on 1 January 2026"


def test_whatever_is_not_well_says_what_to_do(look, places):
    make_saved(places)
    archive_key.key_file(places, ARCHIVE_ID).unlink()
    places.archive.chmod(0o755)
    layout.index_path(places.archive).unlink()
    unwell = [check for check in look(40).values() if check.state is not State.OK]
    assert len(unwell) >= 5
    assert all(check.next for check in unwell)


def test_no_archive_has_no_checks(look):
    assert look() == {}


def test_a_broken_description_is_one_bad_check(look, places):
    make_saved(places)
    (places.archive / layout.INFO).write_bytes(b"{")
    assert [(check.name, check.state) for check in look().values()] == [("Archive", State.BAD)]


@posix_only
@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read everything")
def test_an_archive_that_may_not_be_read_is_one_bad_check(look, places):
    make_saved(places)
    (places.archive / layout.INFO).chmod(0)
    assert look()["Archive"].state is State.BAD


def test_damaged_manifests_are_named(look, places):
    make_saved(places, sheet=True)
    path = next((places.archive / layout.PUBLICATIONS / "night-letters" / layout.SNAPSHOTS).iterdir())
    path.write_bytes(b"{}")
    check = look()["Archive"]
    assert (check.state, check.next) == (State.BAD, "outlast verify")
    assert path.name in check.text


@posix_only
def test_a_folder_that_others_can_look_into_needs_attention(look, places):
    make_saved(places)
    places.archive.chmod(0o755)
    check = look()["Archive folder"]
    assert (check.state, check.next) == (State.ATTENTION, f'chmod 700 "{places.archive}"')


def test_a_missing_key_and_a_key_of_another_archive_are_bad(look, places):
    make_saved(places, with_key=False)
    assert (look()["Key"].state, look()["Key"].next) == (State.BAD, "outlast keys recover")
    archive_key.keep_in_file(places, ARCHIVE_ID, Key.generate())
    assert "another archive" in look()["Key"].text


def test_a_key_that_a_program_gives_is_fetched_and_tried(look, places):
    make_saved(places, with_key=False)
    printer = f"command:{sys.executable} -c \"print('{KEY.text}')\""
    assert look(environ={"OUTLAST_KEY": printer})["Key"].text == "in command:…; it fits"
    check = look(environ={"OUTLAST_KEY": f'command:{sys.executable} -c "raise SystemExit(3)"'})["Key"]
    assert (check.state, "ended with 3" in check.text) == (State.BAD, True)


def test_nobody_is_asked_for_a_passphrase_or_a_key(look, places):
    make_saved(places, with_key=False)
    assert look(environ={"OUTLAST_KEY": "prompt:"})["Key"].state is State.OK
    archive_key.wrapped_file(places, ARCHIVE_ID).parent.mkdir(parents=True)
    archive_key.wrapped_file(places, ARCHIVE_ID).write_bytes(b"age-encryption.org/v1")
    check = look()["Key"]
    assert (check.state, "sealed with your passphrase" in check.text) == (State.OK, True)


def test_an_archive_without_encryption_needs_attention(look, places):
    make_saved(places, sealed=False)
    found = look()
    assert found["Key"].state is State.ATTENTION
    assert "Recovery sheet" not in found


def test_old_and_kept_apart_are_told_for_each_publication(look, places):
    make_saved(places, sheet=True)
    archive = Archive(places.archive, key=KEY)
    archive.snapshot(records(subscribers=[]), PUBLICATION, source="substack_export", as_of=day(2))
    archive.close()
    found = look(40)
    assert found["Night Letters, Kept apart"].next == "outlast snapshots keep 2"
    assert found["Night Letters, Posts"].text.startswith("the newest copy is 39 days old")
    assert found["Night Letters, Subscribers"].text == "the list is 39 days old"
    assert "Night Letters" not in found


def test_an_index_that_is_missing_or_behind_needs_attention(look, places):
    make_saved(places)
    assert look()["Index"].text == "up to date"
    index = layout.index_path(places.archive)
    kept = index.read_bytes()
    archive = Archive(places.archive, key=KEY)
    archive.snapshot(records(subscribers=None, posts_given=[]), PUBLICATION, source="memory", as_of=day(2))
    archive.close()
    index.write_bytes(kept)
    check = look()["Index"]
    assert (check.state, check.next) == (State.ATTENTION, "outlast index rebuild")
    assert check.text.startswith("1 snapshots are not in it")
    index.unlink()
    assert look()["Index"].text.startswith("there is none")


def test_a_changed_or_missing_file_is_bad_and_named(look, places):
    make_saved(places)
    archive = Archive(places.archive, key=KEY)
    first, second = sorted(name for name, _ in archive.store.names())[:2]
    archive.close()
    archive.store.path(first).write_bytes(b"other")
    archive.store.path(second).unlink()
    check = look()["Files"]
    assert (check.state, check.next) == (State.BAD, "outlast verify")
    assert "2 damaged or missing" in check.text
    assert first in check.text
    assert second in check.text


def test_the_doctor_shows_them_after_those_of_the_computer(cli, home, monkeypatch):
    monkeypatch.setattr("outlast.cli.doctor.checks", lambda computer: [])
    monkeypatch.setattr("outlast.cli._frame.clock.now", lambda: day(1))
    places = find_places(os.environ)
    make_saved(places, sheet=True)
    ran = cli("doctor", "--json")
    assert ran.code == 0
    assert ran.lines[-1] == {"type": "summary", "ok": 7, "attention": 0, "bad": 0}
    archive_key.key_file(places, ARCHIVE_ID).unlink()
    ran = cli("doctor")
    assert ran.code == 3
    assert "✗ Key: not on this computer" in ran.out


def test_the_doctor_says_that_there_is_no_archive_yet(cli, home, monkeypatch):
    monkeypatch.setattr("outlast.cli.doctor.checks", lambda computer: [])
    ran = cli("doctor")
    assert (ran.code, ran.out) == (0, "")
    assert "outlast init" in ran.err


def test_the_checks_leave_the_archive_as_it_was(look, places):
    make_saved(places)
    layout.index_path(places.archive).unlink()

    def content():
        return {path: path.read_bytes() for path in places.archive.rglob("*") if path.is_file()}

    before = content()
    look()
    assert content() == before
