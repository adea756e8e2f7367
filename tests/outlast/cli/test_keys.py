"""`outlast keys`: shown, printed and moved; the private half is told to nobody unasked."""

import os
import stat
import sys

import keyring
import pytest

from outlast.keys import archive_key
from outlast.keys.moving import KeyStore, kept_in
from outlast.places import find_places
from tests.archive.night_letters import day
from tests.outlast.key_drawer import Drawer
from tests.outlast.sealed_archive import ARCHIVE_ID, KEY, make_saved
from tests.outlast.typing_person import sit_down


@pytest.fixture
def own_places(home, monkeypatch):
    monkeypatch.setattr("outlast.cli._frame.clock.now", lambda: day(3))
    return find_places(os.environ)


@pytest.fixture
def key_store():
    before = keyring.get_keyring()
    drawer = Drawer()
    keyring.set_keyring(drawer)
    yield drawer
    keyring.set_keyring(before)


def said(ran, places):
    log = places.log_file.read_text() if places.log_file.exists() else ""
    return ran.out + ran.err + log


def key_file(places):
    return archive_key.key_file(places, ARCHIVE_ID)


# -- show


def test_the_public_half_is_shown_and_the_private_one_is_not(cli, own_places):
    make_saved(own_places, sheet=True)
    ran = cli("keys", "show")
    assert ran.code == 0
    assert f"Public half      {KEY.recipient}" in ran.out
    assert f"Private half     in {key_file(own_places)}; it fits" in ran.out
    assert "Recovery sheet   printed on 1 January 2026" in ran.out
    assert KEY.text not in said(ran, own_places) + said(cli("keys", "show", "--json", "-vv"), own_places)


def test_a_missing_key_is_told_with_the_way_back(cli, own_places):
    make_saved(own_places, with_key=False)
    ran = cli("keys", "show")
    assert ran.code == 3
    assert "Private half     not on this computer" in ran.out
    assert "outlast keys recover" in ran.out
    assert cli("keys", "show", "--json").lines == [
        {
            "type": "result",
            "archive": ARCHIVE_ID,
            "encrypted": True,
            "public_half": KEY.recipient,
            "key": "missing",
            "key_place": None,
            "recovery_sheet_printed": False,
            "recovery_sheet_date": None,
        }
    ]


def test_the_private_half_is_revealed_only_after_a_yes(cli, own_places, monkeypatch):
    make_saved(own_places)
    ran = cli("keys", "show", "--reveal")
    assert ran.code == 9
    assert KEY.text not in said(ran, own_places)
    assert KEY.text in cli("keys", "show", "--reveal", "--yes").out
    assert cli("keys", "show", "--reveal", "--yes", "--json").lines[-1]["private_half"] == KEY.text
    sit_down(monkeypatch, [""])
    assert cli("keys", "show", "--reveal").code == 9


def test_an_archive_without_encryption_has_no_key_to_show_or_print(cli, own_places):
    make_saved(own_places, sealed=False)
    assert "not sealed" in cli("keys", "show").out
    assert cli("keys", "recover", "--key-file", "-").code == 0
    ran = cli("keys", "print-sheet")
    assert ran.code == 1
    assert "it has no key" in ran.err


# -- print-sheet


def test_the_sheet_goes_to_the_screen_with_a_warning_and_is_noted(cli, own_places):
    make_saved(own_places)
    ran = cli("keys", "print-sheet")
    assert ran.code == 0
    assert "OUTLAST RECOVERY SHEET" in ran.out
    assert "Printed       3 January 2026" in ran.out
    assert "can read EVERYTHING" in ran.err
    assert cli("keys", "show", "--json").lines[-1]["recovery_sheet_printed"] is True


@pytest.mark.parametrize(("name", "begin"), [("sheet.txt", "OUTLAST"), ("sheet.html", "<!doctype"), ("s.HTM", "<!d")])
def test_a_sheet_in_a_file_is_private_and_html_where_its_name_says_so(cli, own_places, tmp_path, name, begin):
    make_saved(own_places)
    path = tmp_path / "new" / name
    ran = cli("keys", "print-sheet", "--out", str(path))
    assert ran.code == 0
    assert path.read_text().startswith(begin)
    assert "delete the file" in ran.out
    assert "can read EVERYTHING" in ran.err
    assert KEY.text not in said(ran, own_places)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_sheet_is_never_put_into_the_archive(cli, own_places):
    make_saved(own_places)
    ran = cli("keys", "print-sheet", "--out", str(own_places.archive / "inbox" / "sheet.txt"))
    assert ran.code == 2
    assert "must not lie in the archive" in ran.err
    assert not list(own_places.archive.rglob("sheet*"))
    assert not archive_key.sheet_mark(own_places, ARCHIVE_ID).exists()


def test_a_file_that_is_there_is_not_written_over_unasked(cli, own_places, tmp_path):
    make_saved(own_places)
    path = tmp_path / "novel.txt"
    path.write_text("Chapter one")
    assert cli("keys", "print-sheet", "--out", str(path)).code == 9
    assert path.read_text() == "Chapter one"
    assert cli("keys", "print-sheet", "--out", str(path), "--yes").code == 0
    assert path.read_text().startswith("OUTLAST")


def test_a_program_must_name_a_file_for_the_sheet(cli, own_places, tmp_path):
    make_saved(own_places)
    assert cli("keys", "print-sheet", "--json").code == 2
    ran = cli("keys", "print-sheet", "--json", "--out", str(tmp_path / "s.txt"))
    assert ran.lines == [{"type": "result", "archive": ARCHIVE_ID, "file": str(tmp_path / "s.txt")}]


def test_without_the_key_there_is_no_sheet(cli, own_places):
    make_saved(own_places, with_key=False)
    ran = cli("keys", "print-sheet")
    assert (ran.code, ran.out) == (1, "")
    assert "[OUT-170]" in ran.err
    assert not archive_key.sheet_mark(own_places, ARCHIVE_ID).exists()


# -- store


def test_the_key_moves_to_the_key_store_and_back(cli, own_places, key_store):
    make_saved(own_places)
    ran = cli("keys", "store", "--in", "keyring", "--json")
    assert ran.lines == [{"type": "result", "archive": ARCHIVE_ID, "key_place": f"keyring:outlast/{ARCHIVE_ID}"}]
    assert not key_file(own_places).exists()
    assert key_store.held == {("outlast", ARCHIVE_ID): KEY.text}
    assert "(not opened now)" in cli("keys", "show").out
    assert cli("keys", "store", "--in", "file").code == 0
    assert (key_file(own_places).exists(), key_store.held) == (True, {})


def test_a_passphrase_is_typed_twice_and_then_opens_the_key(cli, own_places, monkeypatch):
    make_saved(own_places)
    screen = sit_down(monkeypatch, secrets=["seven tides", "seven tids", "seven tides", "seven tides"])
    assert cli("keys", "store", "--in", "passphrase").code == 0
    assert "The two were not alike." in screen.getvalue()
    assert kept_in(own_places, ARCHIVE_ID) is KeyStore.PASSPHRASE
    sit_down(monkeypatch, secrets=["seven tides"])
    assert cli("keys", "print-sheet").code == 0


def test_a_passphrase_needs_somebody_who_types_it(cli, own_places):
    make_saved(own_places)
    assert cli("keys", "store", "--in", "passphrase").code == 9
    assert kept_in(own_places, ARCHIVE_ID) is KeyStore.FILE
    archive_key.wrapped_file(own_places, ARCHIVE_ID).write_bytes(b"age-encryption.org/v1")
    key_file(own_places).unlink()
    ran = cli("keys", "print-sheet")
    assert ran.code == 1
    assert "sealed with a passphrase, and nobody is here" in ran.err


def test_an_old_place_that_keeps_the_key_is_told(cli, own_places, key_store):
    make_saved(own_places)
    key_store.stuck = True
    cli("keys", "store", "--in", "keyring")
    ran = cli("keys", "store", "--in", "file")
    assert ran.code == 0
    assert f"could not be removed from its old place; do it yourself: keyring:outlast/{ARCHIVE_ID}" in ran.err


def test_a_setting_that_counts_first_is_told(cli, own_places, tmp_path):
    make_saved(own_places, with_key=False)
    mine = tmp_path / "key.txt"
    mine.write_text(KEY.text)
    mine.chmod(0o600)
    cli("config", "set", "key", f"file:{mine}")
    ran = cli("keys", "store", "--in", "file")
    assert f"The setting `key` (file:{mine}) still counts first" in ran.err
    mine.unlink()
    ran = cli("keys", "recover", "--key-file", str(key_file(own_places)))
    assert ran.code == 0
    assert "counts first, and is of no use" in ran.err


@pytest.mark.parametrize(
    "words", [("show",), ("print-sheet",), ("recover", "--key-file", "-"), ("store", "--in", "file")]
)
def test_without_an_archive_there_is_no_key(cli, home, words):
    assert cli("keys", *words).code == 6
