"""`outlast init` with a person who answers."""

import os

import pytest

from backup.archive import info
from outlast.cli._frame.answers import dropped_path
from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack.nouns import Sizes
from outlast.demo_platforms.substack.platform import SubstackPlatform
from outlast.demo_platforms.substack.world import World
from outlast.keys import archive_key
from outlast.keys.moving import KeyStore, kept_in
from outlast.places import find_places
from outlast.settings import load_settings
from tests.archive.night_letters import day
from tests.outlast.sealed_archive import make_saved
from tests.outlast.small_export import write_export
from tests.outlast.typing_person import sit_down


@pytest.fixture
def places(home, monkeypatch):
    monkeypatch.setattr("outlast.cli._frame.clock.now", lambda: day(3))
    return find_places(os.environ)


def settings(places):
    return load_settings(places, environ={})


def test_a_person_is_led_to_a_safe_archive(cli, places, home, monkeypatch, tmp_path):
    export = write_export(tmp_path / "my export.zip", when=day(2))
    screen = sit_down(
        monkeypatch,
        [
            str(tmp_path / "Saved"),  # where
            "substack",
            "nightletters",  # its address
            "",  # its name
            "",  # the key: in a file
            "",  # the sheet: yes
            "",  # into the usual file
            "n",  # the live site: not now
            f"'{export}'",  # dropped
            "",  # no more
        ],
    )
    ran = cli("init")
    assert ran.code == 0
    assert "✓ Safe         nightletters (substack)   1 post · 1 draft · 2 subscribers" in ran.out
    assert settings(places).archive == tmp_path / "Saved"
    assert (home / "outlast-recovery-sheet.html").read_text().startswith("<!doctype html>")
    asked = screen.getvalue()
    assert f"Where should the archive be? [{places.archive}]" in asked
    assert "What shall it be called here? [nightletters]" in asked
    assert "https://nightletters.substack.com/publish/settings" in asked
    assert "Import/Export" in asked
    assert "sealed with a passphrase" in asked


def test_whoever_presses_enter_all_along_gets_an_archive_and_is_told_the_rest(cli, places, home, monkeypatch):
    sit_down(monkeypatch, [""] * 6)
    ran = cli("init")
    assert ran.code == 0
    assert places.archive.exists()
    assert settings(places).accounts == ()
    assert "nothing is saved yet" in ran.out


def test_an_address_that_is_none_is_asked_for_again(cli, places, monkeypatch):
    screen = sit_down(monkeypatch, ["", "medium", "https://me dium", "@maya", "", "", "n", "n", ""])
    assert cli("init").code == 0
    assert "is no web address" in screen.getvalue()
    (account,) = settings(places).accounts
    assert (account.name, account.url) == ("maya", "https://medium.com/@maya")
    assert "https://medium.com/me/export" in screen.getvalue()


def test_a_file_that_is_no_export_is_told_and_the_next_one_asked_for(cli, places, monkeypatch, tmp_path):
    export = write_export(tmp_path / "export.zip", when=day(2))
    (tmp_path / "novel.txt").write_text("Chapter one")
    typed = ["", "later", "", "n", str(tmp_path / "novel.txt"), str(export), ""]
    screen = sit_down(monkeypatch, typed)
    ran = cli("init")
    assert ran.code == 0
    assert "novel.txt was not saved" in screen.getvalue()
    assert "1 post · 1 draft · 2 subscribers" in ran.out


def test_a_passphrase_seals_the_key_and_opens_it_for_the_sheet_later(cli, places, monkeypatch, home):
    sit_down(monkeypatch, ["", "later", "passphrase", "n", ""], secrets=["seven tides", "seven tides"])
    assert cli("init").code == 0
    archive_id = info.read(places.archive).id
    assert kept_in(places, archive_id) is KeyStore.PASSPHRASE
    assert not archive_key.key_file(places, archive_id).exists()


def test_a_sheet_that_cannot_be_written_there_does_not_stop_the_rest(cli, places, monkeypatch, tmp_path):
    sit_down(monkeypatch, ["", "later", "", "y", str(places.archive / "sheet.txt"), ""])
    assert cli("init").code == 0
    assert not list(places.archive.rglob("sheet*"))


def test_on_a_second_run_only_what_is_missing_is_asked(cli, places, monkeypatch):
    make_saved(places, sheet=True)
    places.settings_file.parent.mkdir(parents=True)
    places.settings_file.write_text('[accounts.night-letters]\nplatform = "substack"\n')
    screen = sit_down(monkeypatch, [""])
    ran = cli("init")
    assert ran.code == 0
    for question in ("Where should", "Where do you publish", "The key", "Write it to a file"):
        assert question not in screen.getvalue()
    assert "Drop the file here" in screen.getvalue()


def test_stopping_half_way_leaves_what_was_done_and_the_next_run_goes_on(cli, places, monkeypatch):
    sit_down(monkeypatch, ["", "medium", "@maya", ""])  # then the keyboard is gone
    ran = cli("init")
    assert ran.code == 130
    assert settings(places).accounts[0].name == "maya"
    assert not places.archive.exists()
    screen = sit_down(monkeypatch, ["", "", "n", "n", ""])
    assert cli("init").code == 0
    assert "Where do you publish" not in screen.getvalue()


@pytest.mark.parametrize(
    ("typed", "path"),
    [
        ("'/home/maya/my export.zip'", "/home/maya/my export.zip"),
        ('"/home/maya/my export.zip" ', "/home/maya/my export.zip"),
        ("/home/maya/my\\ export.zip", "/home/maya/my export.zip"),
        (" /home/maya/x.zip", "/home/maya/x.zip"),
        ("C:\\Users\\maya\\x.zip", "C:\\Users\\maya\\x.zip"),
        ("'", "'"),
    ],
)
def test_a_file_dropped_on_the_terminal_is_understood(typed, path):
    assert dropped_path(typed) == path


def test_a_no_to_the_name_of_the_sheets_file_is_no_name(cli, places, home, monkeypatch):
    screen = sit_down(monkeypatch, ["", "later", "", "y", "n", ""])
    assert cli("init").code == 0
    assert not (home / "n").exists()
    assert "You can do it later: outlast keys print-sheet --out FILE" in screen.getvalue()


def test_whoever_wants_it_has_the_public_site_saved_at_once(cli, places, monkeypatch, tmp_path):
    world = World(Sizes(posts=3, pictures=1, comments=4, notes=1, threads=0, busy_threads=0, subscribers=5, readers=3))
    with PlatformServer([SubstackPlatform(world)]) as server:
        monkeypatch.setenv("OUTLAST_NETWORK_LOOPBACK_PORT", str(server.port))
        monkeypatch.setenv("OUTLAST_NETWORK_RATE", "1000")
        screen = sit_down(monkeypatch, ["", "substack", "nightletters", "", "", "n", "y", ""])
        ran = cli("init")
    assert "Save what anybody can see on https://nightletters.substack.com now?" in screen.getvalue()
    assert "3 posts" in ran.out
    assert "outlast schedule on" in ran.out
    assert ran.code == 0
