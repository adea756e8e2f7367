"""The secret in its place, renewed in it, and out of it again."""

from dataclasses import replace

import keyring
import pytest

from backup.errors import SignedOut
from backup.http import Cookie
from outlast.errors import SecretProblem
from outlast.places import Places
from outlast.settings import Account
from outlast.sign_in.keeping import Store, keep, own_file, remove, rotation, session_of, store_of
from tests.outlast.key_drawer import Drawer
from tests.outlast.sign_in.substack import SID

ACCOUNT = Account(name="night-letters", platform="substack", url=None, publication="night-letters")
COOKIE = Cookie(name="substack.sid", value=SID, host="substack.com")


@pytest.fixture
def drawer():
    before = keyring.get_keyring()
    made = Drawer()
    keyring.set_keyring(made)
    yield made
    keyring.set_keyring(before)


def kept(places: Places, store: Store = Store.FILE) -> Account:
    return replace(ACCOUNT, session=keep(places, ACCOUNT, [COOKIE], store))


def test_a_file_of_ours_is_for_its_owner_alone_and_gives_the_cookie_back(places: Places) -> None:
    account = kept(places)
    assert own_file(places, "night-letters").stat().st_mode & 0o777 == 0o600
    assert session_of(account, environ={}) == (COOKIE,)
    assert store_of(places, account) is Store.FILE


def test_a_file_that_others_may_read_is_not_used(places: Places) -> None:
    account = kept(places)
    own_file(places, "night-letters").chmod(0o644)
    with pytest.raises(SecretProblem):
        session_of(account, environ={})


def test_the_key_store_holds_it_and_no_file_does(places: Places, drawer: Drawer) -> None:
    kept(places)
    account = kept(places, Store.KEYRING)
    assert not own_file(places, "night-letters").exists()
    assert session_of(account, environ={}) == (COOKIE,)
    assert remove(places, account).ours
    assert drawer.held == {}


def test_a_move_from_the_key_store_to_a_file_leaves_none_behind(places: Places, drawer: Drawer) -> None:
    account = kept(places, Store.KEYRING)
    keep(places, account, [COOKIE], Store.FILE)
    assert drawer.held == {}


def test_a_place_of_the_writers_own_is_read_and_never_written(places: Places) -> None:
    account = replace(ACCOUNT, session="env:MY_COOKIE")
    assert session_of(account, environ={"MY_COOKIE": f"substack.sid={SID}"}) == (COOKIE,)
    assert rotation(places, account, environ={}) is None
    removed = remove(places, account)
    assert (removed.ours, removed.foreign) == (False, "env")


def test_a_renewed_cookie_takes_the_place_of_the_old_one(places: Places) -> None:
    account = kept(places)
    renew = rotation(places, account, environ={})
    assert renew is not None
    renewed = replace(COOKIE, value="s%3Arenewed.value", expires="2027-01-02T00:00:00+00:00")
    renew(renewed)
    assert session_of(account, environ={}) == (renewed,)
    renew(replace(COOKIE, name="somebody.elses", value="not-wanted"))
    assert session_of(account, environ={}) == (renewed,)


def test_a_place_that_is_gone_is_no_reason_to_stop(places: Places) -> None:
    account = kept(places)
    renew = rotation(places, account, environ={})
    own_file(places, "night-letters").unlink()
    assert renew is not None
    renew(replace(COOKIE, value="s%3Arenewed.value"))
    assert not own_file(places, "night-letters").exists()


def test_an_account_without_a_session_has_no_cookies() -> None:
    assert session_of(ACCOUNT, environ={}) == ()


def test_a_place_that_holds_something_else_is_told_without_showing_it(places: Places) -> None:
    with pytest.raises(SignedOut) as failure:
        session_of(replace(ACCOUNT, session="env:X"), environ={"X": "this is my diary, keep out"})
    assert "diary" not in str(failure.value)
