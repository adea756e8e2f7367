"""`outlast keys recover`: the key comes back from paper, or is refused."""

import io
import os

import keyring
import pytest

from backup.archive.keys import Key
from outlast.keys import archive_key
from outlast.keys.moving import KeyStore, kept_in
from outlast.places import find_places
from tests.outlast.key_drawer import Drawer
from tests.outlast.sealed_archive import ARCHIVE_ID, KEY, make, make_saved
from tests.outlast.typing_person import sit_down


@pytest.fixture
def own_places(home):
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


def group(text):
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


@pytest.mark.parametrize("typed", [KEY.text, KEY.text.lower(), group(KEY.text), f"  {group(KEY.text.lower())} "])
def test_a_key_that_is_typed_from_paper_is_kept_and_tried(cli, own_places, monkeypatch, typed):
    make_saved(own_places, with_key=False)
    screen = sit_down(monkeypatch, secrets=[typed])
    ran = cli("keys", "recover")
    assert ran.code == 0
    assert f"The key fits. It lies in {key_file(own_places)}" in ran.out
    assert "night-letters: 40 subscribers, 6 drafts and paid posts can be read" in ran.out
    assert KEY.text not in ran.out + screen.getvalue()
    assert cli("keys", "show").code == 0


def test_the_whole_sheet_in_a_file_or_a_pipe_will_do(cli, own_places, tmp_path, monkeypatch):
    make_saved(own_places)
    sheets = [tmp_path / "sheet.txt", tmp_path / "sheet.html"]
    for path in sheets:
        cli("keys", "print-sheet", "--out", str(path))
    for path in sheets:
        key_file(own_places).unlink()
        assert cli("keys", "recover", "--key-file", str(path)).code == 0
        key_file(own_places).unlink()
        monkeypatch.setattr("sys.stdin", io.StringIO(path.read_text()))
        ran = cli("keys", "recover", "--key-file", "-", "--json")
        assert ran.lines == [
            {
                "type": "publication",
                "publication": "night-letters",
                "subscribers": 40,
                "private_posts": 6,
                "damage": None,
            },
            {"type": "summary", "archive": ARCHIVE_ID, "key_place": f"file:{key_file(own_places)}", "opened": 1},
        ]


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        pytest.param(Key.generate().text, "of another archive", id="another key"),
        ("AGE-SECRET-KEY-1QQQ", "not the key"),
        ("\ufeffhello", "not the key"),
    ],
)
def test_a_wrong_key_is_refused_and_nothing_is_stored(cli, own_places, monkeypatch, typed, why):
    make_saved(own_places, with_key=False)
    monkeypatch.setattr("sys.stdin", io.StringIO(typed))
    ran = cli("keys", "recover", "--key-file", "-")
    assert ran.code == 1
    assert why in ran.err
    assert "Nothing was stored" in ran.err
    assert typed not in said(ran, own_places)
    assert kept_in(own_places, ARCHIVE_ID) is None


def test_a_wrong_key_does_not_replace_the_right_one(cli, own_places, monkeypatch):
    make_saved(own_places)
    monkeypatch.setattr("sys.stdin", io.StringIO(Key.generate().text))
    assert cli("keys", "recover", "--key-file", "-").code == 1
    assert KEY.text in key_file(own_places).read_text()


def test_the_key_can_go_straight_into_the_key_store(cli, own_places, key_store, monkeypatch):
    make_saved(own_places, with_key=False)
    monkeypatch.setattr("sys.stdin", io.StringIO(KEY.text))
    assert cli("keys", "recover", "--key-file", "-", "--in", "keyring").code == 0
    assert key_store.held == {("outlast", ARCHIVE_ID): KEY.text}
    assert not key_file(own_places).exists()


def test_what_does_not_open_although_the_key_fits_is_damage(cli, own_places, monkeypatch):
    make_saved(own_places, with_key=False)
    for path in (own_places.archive / "objects").glob("*/*.age"):
        path.write_bytes(b"spoilt")
    monkeypatch.setattr("sys.stdin", io.StringIO(KEY.text))
    ran = cli("keys", "recover", "--key-file", "-")
    assert ran.code == 8
    assert "outlast verify" in ran.out
    assert kept_in(own_places, ARCHIVE_ID) is KeyStore.FILE


def test_an_empty_archive_has_nothing_to_try_the_key_on(cli, own_places, monkeypatch):
    make(own_places, with_key=False).close()
    monkeypatch.setattr("sys.stdin", io.StringIO(KEY.text))
    ran = cli("keys", "recover", "--key-file", "-")
    assert ran.code == 0
    assert "nothing to try it on" in ran.out


def test_a_key_needs_a_file_or_somebody_who_types_it(cli, own_places, tmp_path):
    make_saved(own_places, with_key=False)
    ran = cli("keys", "recover")
    assert ran.code == 9
    assert "--key-file" in ran.err
    assert cli("keys", "recover", "--key-file", str(tmp_path / "none.txt")).code == 1
