"""How the archive and its key come together on one computer."""

from collections.abc import Callable
from pathlib import Path

import pytest

from backup.archive import info
from backup.archive.keys import Key, wrap
from backup.errors import KeyProblem, NeedsConfirmation, NoArchive
from outlast.errors import SecretProblem
from outlast.keys import archive_key
from outlast.places import Places
from outlast.settings import load_settings
from outlast.wiring import Wiring


@pytest.fixture
def wiring(places: Places) -> Wiring:
    """Return a wiring with default settings."""
    return Wiring(settings=load_settings(places, environ={}), places=places, environ={})


def with_key_setting(wiring: Wiring, reference: str, ask: Callable[[str], str] | None = None) -> Wiring:
    """Return a wiring whose settings name a place for the key."""
    settings = load_settings(wiring.places, environ={"OUTLAST_KEY": reference})
    return Wiring(settings=settings, places=wiring.places, environ={}, ask=ask)


def test_a_new_archive_opens_again_with_the_key_from_its_file(wiring: Wiring) -> None:
    made = wiring.create_archive()
    made.close()

    opened = wiring.open_archive()

    assert opened.vault.can_read
    file = archive_key.key_file(wiring.places, opened.info.id)
    assert file.stat().st_mode & 0o777 == 0o600
    opened.close()


def test_without_its_key_it_opens_for_saving_only(wiring: Wiring) -> None:
    made = wiring.create_archive()
    made.close()
    archive_key.key_file(wiring.places, made.info.id).unlink()

    opened = wiring.open_archive()

    assert not opened.vault.can_read
    assert archive_key.where_key_lies(opened.info, wiring.settings, wiring.places) == ""
    opened.close()


def test_a_key_behind_a_passphrase_is_asked_for(wiring: Wiring) -> None:
    made = wiring.create_archive()
    made.close()
    archive_key.keep_wrapped(wiring.places, made.info.id, made.vault.key or Key.generate(), "noon tide")
    archive_key.key_file(wiring.places, made.info.id).unlink()
    asked: list[str] = []

    def answer(question: str) -> str:
        asked.append(question)
        return "noon tide"

    opened = Wiring(settings=wiring.settings, places=wiring.places, environ={}, ask=answer).open_archive()

    assert opened.vault.can_read
    assert asked == ["Passphrase of the archive"]
    opened.close()


def test_a_key_that_is_named_and_not_there_is_told(wiring: Wiring, tmp_path: Path) -> None:
    wiring.create_archive().close()
    wiring_named = with_key_setting(wiring, f"file:{tmp_path / 'lost.key'}")

    with pytest.raises(SecretProblem):
        wiring_named.open_archive()


def test_a_key_of_another_archive_is_refused_unless_this_one_has_its_own(wiring: Wiring, tmp_path: Path) -> None:
    made = wiring.create_archive()
    made.close()
    other = tmp_path / "other.key"
    other.write_text(Key.generate().text)
    other.chmod(0o600)
    named = with_key_setting(wiring, f"file:{other}")

    opened = named.open_archive()
    assert opened.vault.can_read
    opened.close()

    archive_key.key_file(wiring.places, made.info.id).unlink()
    with pytest.raises(KeyProblem, match="another archive"):
        named.open_archive()


def test_no_archive_is_made_among_other_files(wiring: Wiring) -> None:
    wiring.root.mkdir(parents=True)
    (wiring.root / "novel.docx").write_bytes(b"x")

    with pytest.raises(NeedsConfirmation):
        wiring.create_archive()

    assert [path.name for path in wiring.root.iterdir()] == ["novel.docx"]


def test_a_creation_that_was_killed_half_way_can_be_repeated(wiring: Wiring) -> None:
    (wiring.root / "objects").mkdir(parents=True)
    (wiring.root / "README.txt").write_text("x")

    archive = wiring.create_archive()

    assert archive.vault.can_read
    archive.close()


def test_a_missing_archive_says_so(wiring: Wiring) -> None:
    assert not wiring.exists
    with pytest.raises(NoArchive):
        wiring.open_archive()


def test_a_wrapped_key_is_not_the_key(wiring: Wiring) -> None:
    key = Key.generate()

    assert key.text.encode() not in wrap(key, "x")


def test_an_archive_on_a_disk_that_is_away_is_not_made_anew_at_once(home: Path) -> None:
    for folder, begins in (
        (home / "gone" / "Outlast", "If its disk is not plugged in"),
        (home / "Outlast", "Make one"),
    ):
        with pytest.raises(NoArchive) as missing:
            info.read(folder)
        assert missing.value.advice.startswith(begins)
        assert "outlast init" in missing.value.advice
