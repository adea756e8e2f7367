"""The key moves between its places, and is never lost on the way."""

import stat
import sys

import keyring
import keyring.backends.null
import pytest

from backup.archive.info import ArchiveInfo
from backup.archive.keys import Key
from backup.errors import KeyProblem
from outlast.errors import SecretProblem
from outlast.keys import archive_key
from outlast.keys.moving import KeyStore, keep_key, kept_in
from outlast.settings import load_settings
from tests.outlast.key_drawer import Drawer
from tests.outlast.sealed_archive import ARCHIVE_ID, KEY

INFO = ArchiveInfo(format=1, id=ARCHIVE_ID, created="2026-01-01", recipient=KEY.recipient)


@pytest.fixture
def key_store():
    before = keyring.get_keyring()
    drawer = Drawer()
    keyring.set_keyring(drawer)
    yield drawer
    keyring.set_keyring(before)


@pytest.fixture
def find(places):
    def find_it(ask=None, environ=None):
        environ = environ or {}
        return archive_key.find_key(INFO, load_settings(places, environ=environ), places, environ=environ, ask=ask)

    return find_it


def test_a_key_is_found_wherever_it_was_moved_and_lies_in_one_place_only(places, key_store, find):
    for store in (KeyStore.FILE, KeyStore.KEYRING, KeyStore.FILE, KeyStore.KEYRING):
        kept = keep_key(places, ARCHIVE_ID, KEY, store)
        assert (kept.left, kept_in(places, ARCHIVE_ID)) == ("", store)
        assert find().recipient == KEY.recipient
        assert archive_key.where_key_lies(INFO, load_settings(places, environ={}), places) == kept.where
        assert bool(key_store.held) == (store is KeyStore.KEYRING)
        assert archive_key.key_file(places, ARCHIVE_ID).exists() == (store is KeyStore.FILE)


def test_with_a_passphrase_only_the_one_who_knows_it_gets_the_key(places, find):
    keep_key(places, ARCHIVE_ID, KEY, KeyStore.FILE)
    kept = keep_key(places, ARCHIVE_ID, KEY, KeyStore.PASSPHRASE, passphrase="seven tides")
    assert kept_in(places, ARCHIVE_ID) is KeyStore.PASSPHRASE
    assert find() is None
    assert find(ask=lambda question: "seven tides").recipient == KEY.recipient
    with pytest.raises(KeyProblem, match="passphrase"):
        find(ask=lambda question: "six tides")
    assert KEY.text not in "".join(path.read_text("latin-1") for path in places.state_dir.rglob("*") if path.is_file())
    assert [path.name for path in (places.state_dir / "keys").iterdir()] == [f"{ARCHIVE_ID}.key.age"]
    assert kept.where == str(archive_key.wrapped_file(places, ARCHIVE_ID))


def test_a_key_store_that_forgets_leaves_the_key_where_it_was(places, key_store, find):
    keep_key(places, ARCHIVE_ID, KEY, KeyStore.FILE)
    keyring.set_keyring(keyring.backends.null.Keyring())
    with pytest.raises(SecretProblem):
        keep_key(places, ARCHIVE_ID, KEY, KeyStore.KEYRING)
    assert kept_in(places, ARCHIVE_ID) is KeyStore.FILE
    assert find().recipient == KEY.recipient


def test_an_old_place_that_gives_nothing_up_is_told(places, key_store):
    key_store.stuck = True
    keep_key(places, ARCHIVE_ID, KEY, KeyStore.KEYRING)
    kept = keep_key(places, ARCHIVE_ID, KEY, KeyStore.FILE)
    assert kept.left == f"keyring:outlast/{ARCHIVE_ID}"
    assert kept_in(places, ARCHIVE_ID) is KeyStore.FILE


def test_a_setting_for_another_archive_does_not_hide_a_place_of_its_own(places, key_store, find, monkeypatch):
    environ = {"OUTLAST_KEY": "env:OTHER", "OTHER": Key.generate().text}
    keep_key(places, ARCHIVE_ID, KEY, KeyStore.KEYRING)
    assert find(environ=environ).recipient == KEY.recipient
    archive_key.note_file(places, ARCHIVE_ID).unlink()
    with pytest.raises(KeyProblem, match="another archive"):
        find(environ=environ)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_every_folder_and_file_on_the_way_is_private(places):
    keep_key(places, ARCHIVE_ID, KEY, KeyStore.FILE)
    paths = [places.state_dir, *places.state_dir.rglob("*")]
    assert [stat.S_IMODE(path.stat().st_mode) for path in paths] == [0o700, 0o700, 0o600]
