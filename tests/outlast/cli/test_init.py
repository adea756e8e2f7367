"""`outlast init` without anybody at the keyboard: defaults, flags, and running it again."""

import os

import keyring
import keyring.backends.fail
import pytest

from backup.archive import info
from outlast.keys import archive_key
from outlast.keys.moving import KeyStore, kept_in
from outlast.places import find_places
from outlast.settings import load_settings
from tests.archive.night_letters import day
from tests.outlast.key_drawer import Drawer
from tests.outlast.sealed_archive import make_saved
from tests.outlast.small_export import write_export


@pytest.fixture
def places(home, monkeypatch):
    monkeypatch.setattr("outlast.cli._frame.clock.now", lambda: day(3))
    return find_places(os.environ)


@pytest.fixture
def key_store():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


@pytest.fixture
def export(tmp_path):
    return write_export(tmp_path / "export.zip", when=day(2))


def settings(places):
    return load_settings(places, environ={})


def the_id(places, folder=None):
    return info.read(folder or places.archive).id


def test_with_nothing_said_it_makes_a_sealed_archive_and_tells_what_is_missing(cli, places):
    ran = cli("init", "--no-input")
    assert ran.code == 0
    assert settings(places).accounts == ()
    assert kept_in(places, the_id(places)) is KeyStore.FILE
    assert f"Made an archive in {places.archive}" in ran.out
    assert "nothing is saved yet" in ran.out
    assert ran.out.splitlines()[-1] == "→ Next: outlast import FILE"
    assert "# Remind when the newest subscriber list" in places.settings_file.read_text()


def test_everything_can_be_said_by_flags(cli, places, export, tmp_path):
    sheet = tmp_path / "sheet.txt"
    words = ("--platform", "substack", "--url", "nightletters", "--import", str(export), "--sheet", str(sheet))
    ran = cli("init", "--no-input", *words)
    assert ran.code == 0
    (account,) = settings(places).accounts
    assert (account.name, account.platform) == ("nightletters", "substack")
    assert account.url == "https://nightletters.substack.com"
    assert sheet.read_text().startswith("OUTLAST RECOVERY SHEET")
    assert "✓ Safe         nightletters (substack)   1 post · 1 draft · 2 subscribers" in ran.out


def test_a_program_gets_what_was_done_and_how_safe_it_is_now(cli, places, export):
    ran = cli("init", "--no-input", "--json", "--import", str(export))
    assert ran.code == 0
    assert [line["type"] for line in ran.lines if line["type"] != "status"] == ["imported", "publication", "summary"]
    summary = ran.lines[-1]
    assert (summary["created"], summary["encrypted"], summary["key"]) == (True, True, "here")
    assert summary["settings_file"] == str(places.settings_file)
    assert [gap["kind"] for gap in summary["gaps"]] == ["no-sheet"]
    assert summary["files"] == [
        {
            "file": str(export),
            "kind": "substack_export",
            "publication": "nightletters",
            "snapshot": 1,
            "suspect": None,
        }
    ]
    assert summary["failed"] == []


def test_running_it_again_goes_on_and_makes_nothing_twice(cli, places, export):
    words = ("init", "--no-input", "--platform", "substack", "--url", "nightletters", "--import", str(export))
    cli(*words)
    with places.settings_file.open("a") as file:
        file.write("# mine\n")
    written, key = places.settings_file.read_bytes(), archive_key.key_file(places, the_id(places)).read_bytes()
    ran = cli(*words)
    assert ran.code == 0
    assert "going on with it" in ran.out
    assert "nothing new in export.zip" in ran.out
    assert places.settings_file.read_bytes() == written
    assert archive_key.key_file(places, the_id(places)).read_bytes() == key
    assert len(list((places.state_dir / "keys").iterdir())) == 1


def test_an_export_alone_tells_whose_it_is(cli, places, export):
    cli("init", "--no-input", "--import", str(export))
    (account,) = settings(places).accounts
    assert (account.name, account.platform) == ("nightletters", "substack")
    assert account.url == "https://nightletters.substack.com"


def test_an_account_with_an_address_of_its_own_is_joined_with_its_first_export(cli, places, export):
    ran = cli("init", "--no-input", "--platform", "substack", "--url", "www.maya-writes.org", "--import", str(export))
    assert ran.code == 0
    (account,) = settings(places).accounts
    assert (account.name, account.publication) == ("maya-writes", "nightletters")
    assert account.url == "https://www.maya-writes.org"
    assert "nothing of it is saved" not in ran.out


def test_an_export_from_another_platform_becomes_an_account_of_its_own(cli, places, export):
    ran = cli("init", "--no-input", "--platform", "medium", "--url", "@maya", "--import", str(export))
    assert ran.code == 0
    assert [(one.name, one.platform) for one in settings(places).accounts] == [
        ("maya", "medium"),
        ("nightletters", "substack"),
    ]
    assert "✗ Not safe     maya (medium)" in ran.out


def test_a_list_that_does_not_say_whose_it_is_goes_to_the_account(cli, places, export, tmp_path):
    path = tmp_path / "subscribers.csv"
    path.write_text("email\nada@example.org\n")
    os.utime(path, (day(1).timestamp(), day(1).timestamp()))
    words = ("--platform", "substack", "--url", "nightletters", "--import", str(path), "--import", str(export))
    ran = cli("init", "--no-input", *words)
    assert ran.code == 0
    assert [one.name for one in settings(places).accounts] == ["nightletters"]
    assert "nightletters (substack)   1 post · 1 draft · 2 subscribers" in ran.out


def test_somebody_elses_export_is_not_mixed_in_later(cli, places, export, tmp_path):
    cli("init", "--no-input", "--import", str(export))
    other = write_export(tmp_path / "other.zip", when=day(2), subdomain="tides")
    ran = cli("init", "--no-input", "--import", str(other))
    assert ran.code == 3
    assert "other.zip was not saved" in ran.err
    assert [line["reason"] for line in cli("init", "--no-input", "--json", "--import", str(other)).lines[-1]["failed"]]
    assert cli("init", "--no-input", "--yes", "--import", str(other)).code == 0
    assert [one.name for one in settings(places).accounts] == ["nightletters", "tides"]


def test_a_file_that_is_no_export_does_not_stop_the_others(cli, places, export, tmp_path):
    (tmp_path / "novel.txt").write_text("Chapter one")
    ran = cli("init", "--no-input", "--import", str(tmp_path / "novel.txt"), "--import", str(export))
    assert ran.code == 3
    assert "novel.txt was not saved" in ran.err
    assert "1 post · 1 draft · 2 subscribers" in ran.out


def test_another_folder_is_remembered(cli, places, tmp_path):
    folder = tmp_path / "usb" / "Outlast"
    assert cli("init", "--no-input", "--archive", str(folder)).code == 0
    assert settings(places).archive == folder
    assert cli("status").code == 3
    ran = cli("init", "--no-input", "--archive", str(tmp_path / "second"))
    assert f"Your settings name another archive ({folder})" in ran.err
    assert settings(places).archive == folder


def test_a_folder_with_other_files_is_left_alone(cli, places, tmp_path):
    (tmp_path / "novel.txt").write_text("Chapter one")
    ran = cli("init", "--no-input", "--archive", str(tmp_path))
    assert ran.code == 9
    assert [path.name for path in tmp_path.iterdir()] == ["novel.txt"]


def test_without_encryption_it_warns_and_keeps_no_key(cli, places):
    ran = cli("init", "--no-input", "--no-encryption")
    assert ran.code == 0
    assert "NOT SEALED" in ran.err
    assert not (places.state_dir / "keys").exists()
    assert cli("init", "--no-input", "--no-encryption", "--key-store", "file").code == 2


def test_a_sealed_archive_stays_sealed(cli, places):
    cli("init", "--no-input")
    ran = cli("init", "--no-input", "--no-encryption")
    assert "stays so" in ran.err
    assert info.read(places.archive).recipient is not None


def test_the_key_can_go_into_the_key_store_now_or_later(cli, places, key_store, tmp_path):
    key_store(Drawer())
    cli("init", "--no-input", "--key-store", "keyring")
    assert kept_in(places, the_id(places)) is KeyStore.KEYRING
    ran = cli("init", "--no-input", "--key-store", "file")
    assert "The key lies in" in ran.out
    assert kept_in(places, the_id(places)) is KeyStore.FILE


def test_a_computer_without_a_key_store_keeps_the_key_in_a_file_and_says_so(cli, places, key_store):
    key_store(keyring.backends.fail.Keyring())
    ran = cli("init", "--no-input", "--key-store", "keyring")
    assert ran.code == 6
    assert f"its key lies in {archive_key.key_file(places, the_id(places))}" in ran.err
    assert cli("init", "--no-input", "--key-store", "file").code == 0


def test_a_passphrase_needs_somebody_and_nothing_is_made_without(cli, places):
    assert cli("init", "--no-input", "--key-store", "passphrase").code == 9
    assert not places.archive.exists()
    assert not places.settings_file.exists()


def test_a_sheet_in_the_archive_is_refused_before_anything_is_made(cli, places):
    assert cli("init", "--no-input", "--sheet", str(places.archive / "sheet.txt")).code == 2
    assert not places.archive.exists()


def test_an_archive_from_another_computer_is_taken_up_and_its_key_asked_for(cli, places):
    make_saved(places, with_key=False)
    ran = cli("init", "--no-input")
    assert ran.code == 0
    assert "outlast keys recover" in ran.err
    assert "✗ Key          it is not on this computer" in ran.out
    assert not (places.state_dir / "keys").exists()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("--url", "https://letters.org"), "does not say where you publish"),
        (("--platform", "substack", "--url", "https://a b"), "is no web address"),
        (("--name", "tides"), "does not say where you publish"),
    ],
)
def test_an_address_that_tells_nothing_is_a_slip(cli, places, words, why):
    ran = cli("init", "--no-input", *words)
    assert ran.code == 2
    assert why in ran.err


def test_a_name_that_is_taken_on_another_platform_is_a_slip(cli, places):
    cli("init", "--no-input", "--platform", "medium", "--name", "maya")
    ran = cli("init", "--no-input", "--platform", "substack", "--name", "maya")
    assert ran.code == 2
    assert "already, on medium" in ran.err


def test_an_address_can_be_added_later_by_name_alone(cli, places):
    cli("init", "--no-input", "--platform", "medium", "--name", "maya")
    assert cli("init", "--no-input", "--name", "maya", "--url", "@maya").code == 0
    (account,) = settings(places).accounts
    assert (account.name, account.url) == ("maya", "https://medium.com/@maya")


def test_a_new_settings_file_can_be_named(cli, places, tmp_path):
    file = tmp_path / "other.toml"
    assert cli("init", "--no-input", "--config", str(file), "--platform", "list").code == 0
    assert 'platform = "list"' in file.read_text()
    assert not places.settings_file.exists()
