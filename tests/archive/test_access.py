"""Who may open and write an archive: keys, passphrases, the lock."""

import os
from pathlib import Path

import pytest

from backup.archive import info, layout, lock
from backup.archive.archive import Archive
from backup.archive.keys import Key, Vault, unwrap, wrap
from backup.errors import DamageError, KeyProblem, Locked, NoArchive
from tests.archive.night_letters import PUBLICATION, day, records


def test_a_second_writer_is_told_who_holds_the_archive_since_when(archive: Archive, key: Key) -> None:
    other = Archive(archive.root, key=key)

    with archive.writing(), pytest.raises(Locked, match=rf"process {os.getpid()}, since \d{{4}}-"):
        other.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))

    other.close()
    assert not archive.slugs()


def test_who_holds_the_archive_is_named_by_verb_and_not_by_path(
    archive: Archive, key: Key, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "sys.argv", ["/opt/bin/outlast", "--archive", "/home/maya/secret", "--json", "import", "/x.zip"]
    )
    other = Archive(archive.root, key=key)

    with archive.writing(), pytest.raises(Locked, match="“outlast import”") as refused:
        other.rebuild_index()

    other.close()
    assert "secret" not in refused.value.what


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_the_lock_of_a_dead_process_is_taken_over(archive: Archive) -> None:
    child = os.fork()
    if child == 0:
        with lock.writing(archive.root):
            os.kill(os.getpid(), 9)
    os.waitpid(child, 0)

    result = archive.snapshot(records(), PUBLICATION, source="memory", as_of=day(1))

    assert result.number == 1


def test_the_key_of_another_archive_is_refused(archive: Archive) -> None:
    with pytest.raises(KeyProblem, match="belongs to another archive"):
        Archive(archive.root, key=Key.generate())


def test_a_folder_without_an_archive_says_so(tmp_path: Path) -> None:
    with pytest.raises(NoArchive):
        Archive(tmp_path)


def test_a_broken_description_is_damage_with_a_way_out(archive: Archive) -> None:
    (archive.root / layout.INFO).write_bytes(b"{")

    with pytest.raises(DamageError, match=r"archive\.json is damaged"):
        Archive(archive.root)


def test_an_archive_of_a_newer_format_is_not_touched(archive: Archive) -> None:
    path = archive.root / layout.INFO
    path.write_text(path.read_text().replace('"format": 1', '"format": 2'))

    with pytest.raises(NoArchive, match="newer Outlast"):
        Archive(archive.root)


def test_a_key_typed_from_paper_with_blanks_and_small_letters_is_the_same_key(key: Key) -> None:
    typed = "# my recovery sheet\n" + "  ".join(key.text.lower()[i : i + 9] for i in range(0, len(key.text), 9)) + "\n"

    assert Key(typed).recipient == key.recipient


@pytest.mark.parametrize("text", ["", "hello", "AGE-SECRET-KEY-1QQQ", "\x00"])
def test_what_is_no_key_is_refused_with_a_hint(text: str) -> None:
    with pytest.raises(KeyProblem, match="not the key"):
        Key(text)


def test_no_key_shows_in_a_repr(key: Key) -> None:
    assert key.text not in repr(key)


def test_a_passphrase_wraps_the_key_once_and_only_the_right_one_opens_it(key: Key) -> None:
    wrapped = wrap(key, "seven tides at noon")

    assert key.text.encode() not in wrapped
    assert unwrap(wrapped, "seven tides at noon").recipient == key.recipient
    with pytest.raises(KeyProblem, match="passphrase"):
        unwrap(wrapped, "seven tides at Noon")


def test_digests_are_keyed_so_nobody_can_test_a_guess(key: Key) -> None:
    other = Key.generate()

    digests = [Vault(recipient=one.recipient, key=one).digest([b"a@example.org"]) for one in (key, key, other)]

    assert digests[0] == digests[1]
    assert digests[0] != digests[2]


def test_without_the_key_sealing_works_and_opening_says_what_to_do(key: Key) -> None:
    vault = Vault(recipient=key.recipient, key=None)
    sealed = vault.seal(b"letter")

    with pytest.raises(KeyProblem, match="could not be found"):
        vault.unseal(sealed)
    assert key.unseal(sealed) == b"letter"


def test_a_new_archive_explains_itself(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "new", key=Key.generate())

    assert (archive.root / "README.txt").read_text() == info.README_TEXT
    assert sorted(path.name for path in archive.root.iterdir()) == [
        "README.txt", "archive.json", "inbox", "index", "objects", "publications",
    ]  # fmt: skip
