"""Secrets are fetched late, from safe places only, and never shown."""

import copy
import os
import pickle
import stat
import sys
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from outlast.errors import SecretProblem
from outlast.secrets import SCHEMES, Secret, resolve, split_reference, store_file, store_keyring

posix_only = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


class Drawer(keyring.backend.KeyringBackend):
    """A key store in memory."""

    priority = 1

    def __init__(self, error=None):
        self.kept = {}
        self.error = error

    def get_password(self, service, username):
        if self.error:
            raise self.error
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if self.error:
            raise self.error
        self.kept[service, username] = password


@pytest.fixture
def key_store():
    before = keyring.get_keyring()
    yield keyring.set_keyring
    keyring.set_keyring(before)


def private(path, text, mode=0o600):
    path.write_text(text)
    path.chmod(mode)
    return f"file:{path}"


def fetch(reference, **options):
    return resolve(reference, environ=options.pop("environ", {}), **options).reveal()


def test_a_file_gives_its_text_without_the_last_line_end(tmp_path):
    assert fetch(private(tmp_path / "a", "moon\n")) == "moon"
    assert fetch(private(tmp_path / "b", "two\nlines\r\n")) == "two\nlines"
    assert fetch(private(tmp_path / "c", " blanks count \n\n")) == " blanks count \n"


def test_a_tilde_in_a_file_reference_is_the_home(home):
    private(home / "key", "moon")
    assert fetch("file:~/key") == "moon"


@posix_only
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610, 0o777])
def test_a_file_that_others_may_read_is_refused_with_the_cure(tmp_path, mode):
    reference = private(tmp_path / "a b", "moon", mode)
    with pytest.raises(SecretProblem, match="other people") as refused:
        fetch(reference)
    assert f"chmod 600 '{tmp_path}/a b'" in refused.value.advice
    assert "moon" not in f"{refused.value.what}{refused.value.advice}"


@pytest.mark.parametrize("content", [b"", b"\n", b"\xff\xfe\xfa", b"x" * 70_000])
def test_a_file_without_a_secret_in_it_is_told(tmp_path, content):
    (tmp_path / "a").write_bytes(content)
    (tmp_path / "a").chmod(0o600)
    with pytest.raises(SecretProblem, match=r"file:|a\.|a$"):
        fetch(f"file:{tmp_path / 'a'}")


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(SecretProblem, match="cannot be read"):
        fetch(f"file:{tmp_path / 'none'}")


def test_a_program_gives_what_it_prints():
    assert fetch(f"command:{sys.executable} -c \"print('moon river')\"") == "moon river"


@pytest.mark.parametrize(
    ("script", "words"),
    [("import sys; print('moon'); sys.exit(3)", "ended with 3"), ("pass", "empty or missing")],
)
def test_a_program_that_fails_is_told_without_what_it_printed(script, words):
    with pytest.raises(SecretProblem, match=words) as failed:
        fetch(f'command:{sys.executable} -c "{script}"')
    assert "moon" not in failed.value.what
    assert "-c" not in failed.value.what


@pytest.mark.parametrize("line", ["no-such-program-anywhere --x", "echo 'open"])
def test_a_program_that_cannot_be_started_is_told(line):
    with pytest.raises(SecretProblem, match=r"The (program|command) for the secret"):
        fetch(f"command:{line}")


def test_a_program_that_waits_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr("outlast.secrets._PATIENCE", 0.05)
    with pytest.raises(SecretProblem, match="did not answer"):
        fetch(f'command:{sys.executable} -c "import time; time.sleep(600)"')


def test_the_key_store_gives_back_what_was_put_there(key_store):
    key_store(Drawer())
    reference = store_keyring("outlast/mail", "maya", Secret("moon"))
    assert reference == "keyring:outlast/mail/maya"
    assert fetch(reference) == "moon"


def test_a_name_that_the_key_store_does_not_know_is_told(key_store):
    key_store(Drawer())
    with pytest.raises(SecretProblem, match="keyring:outlast/maya"):
        fetch("keyring:outlast/maya")


def test_a_computer_without_a_key_store_is_told_plainly(key_store):
    key_store(Drawer(keyring.errors.NoKeyringError("long and technical")))
    for attempt in (lambda: fetch("keyring:outlast/maya"), lambda: store_keyring("outlast", "maya", Secret("moon"))):
        with pytest.raises(SecretProblem, match="no key store") as told:
            attempt()
        assert "file:PATH" in told.value.advice
        assert "technical" not in told.value.what


def test_a_locked_key_store_is_told(key_store):
    key_store(Drawer(keyring.errors.KeyringLocked("x")))
    with pytest.raises(SecretProblem, match="KeyringLocked"):
        fetch("keyring:outlast/maya")
    with pytest.raises(SecretProblem, match="KeyringLocked"):
        store_keyring("outlast", "maya", Secret("moon"))


def test_a_variable_is_the_last_way():
    assert fetch("env:MOON", environ={"MOON": "moon"}) == "moon"
    assert SCHEMES[-1] == "env"
    with pytest.raises(SecretProblem, match="env:MOON"):
        fetch("env:MOON")


def test_a_person_is_asked_if_there_is_one():
    asked = []
    assert fetch("prompt:Passphrase of the archive", ask=lambda question: asked.append(question) or "moon") == "moon"
    assert asked == ["Passphrase of the archive"]
    with pytest.raises(SecretProblem, match="nobody is there"):
        fetch("prompt:")


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=200)
def test_what_is_no_reference_is_refused_without_being_repeated(text):
    # Most likely it is the secret itself, put where its place should stand.
    with pytest.raises(SecretProblem) as refused:
        resolve(f"{text}moonriver:{text}moonriver", environ={})
    assert "moonriver" not in refused.value.what
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("reference", ["file:", "file:  ", "keyring:outlast", "keyring:/x", "keyring:x/", "env:"])
def test_a_reference_that_names_nothing_is_refused(reference):
    with pytest.raises(ValueError, match="should"):
        split_reference(reference)


def test_a_secret_does_not_show_itself():
    secret = Secret("moon")
    assert "moon" not in f"{secret} {secret!r} {[secret]}"
    for leak in (copy.copy, pickle.dumps):
        with pytest.raises(TypeError):
            leak(secret)


@posix_only
def test_a_stored_file_is_private_from_birth(tmp_path, monkeypatch):
    seen = []
    replace = Path.replace

    def look_first(self, target):
        seen.append(stat.S_IMODE(self.stat().st_mode))
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", look_first)
    umask = os.umask(0)
    try:
        reference = store_file(tmp_path / "keys" / "outlast", Secret("moon"))
    finally:
        os.umask(umask)
    assert seen == [0o600]
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700
    assert fetch(reference) == "moon"


@posix_only
def test_a_stored_file_replaces_one_that_others_could_read(tmp_path):
    private(tmp_path / "key", "old", 0o644)
    assert fetch(store_file(tmp_path / "key", Secret("new"))) == "new"
