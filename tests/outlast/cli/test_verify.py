"""`outlast verify`: damage is named, mended from a copy, and what nothing refers to goes."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backup.archive import layout, tables
from backup.archive.archive import Archive
from outlast.checkup import check
from tests.outlast.running import Ran
from tests.outlast.saved_letters import OTHER, SLUG, lose_key, new_archive, save, save_three_days

Cli = Callable[..., Ran]


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        save_three_days(made)
        yield made


@pytest.fixture
def copy(archive: Archive, tmp_path: Path) -> Path:
    """Return a copy of the archive, made while it was whole."""
    shutil.copytree(archive.root, tmp_path / "copy")
    return tmp_path / "copy"


def list_file(archive: Archive, slug: str = SLUG) -> Path:
    """Return the file of the newest subscriber list of a publication."""
    chain = archive.chain(slug)
    name = next(full for one in chain if (full := one.manifest.tables[tables.SUBSCRIBERS].full))
    return archive.store.path(name)


def flip(path: Path) -> None:
    """Change one bit in the middle of a file."""
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 1
    path.write_bytes(data)


def test_a_whole_archive_is_said_to_be_whole(cli: Cli, archive: Archive) -> None:
    ran = cli("verify")

    assert ran.code == 0
    assert "3 snapshots were read; all are whole." in ran.out


def test_programs_get_the_counts(cli: Cli, archive: Archive) -> None:
    files = [path for path in (archive.root / layout.OBJECTS).rglob("*") if path.is_file()]

    (summary,) = cli("verify", "--json").lines

    assert summary == {
        "type": "summary",
        "objects": len(files),
        "bytes": sum(path.stat().st_size for path in files),
        "manifests": 3,
        "damaged": 0,
        "repaired": 0,
        "unreferenced": 0,
        "removed": 0,
        "sealed_unread": False,
    }


def test_damage_is_named_with_what_it_belongs_to(cli: Cli, archive: Archive) -> None:
    path = list_file(archive)
    flip(path)

    ran = cli("verify")

    assert ran.code == 8
    assert f"✗ objects/{path.parent.name}/{path.name} is damaged" in ran.out
    assert "the list of subscribers in snapshot 1" in ran.out
    assert "outlast verify --repair COPY" in ran.out


def test_a_file_that_went_missing_is_damage(cli: Cli, archive: Archive) -> None:
    path = list_file(archive)
    path.unlink()

    *damages, summary = cli("verify", "--json").lines

    assert [(line["type"], line["what"], line["repaired"]) for line in damages] == [("damage", "missing", False)]
    assert damages[0]["file"].endswith(path.name)
    assert summary["damaged"] == 1


def test_what_a_copy_has_is_mended(cli: Cli, archive: Archive, copy: Path) -> None:
    right = list_file(archive).read_bytes()
    flip(list_file(archive))
    manifest = next((archive.root / layout.PUBLICATIONS / SLUG / layout.SNAPSHOTS).glob("000002-*"))
    flip(manifest)

    ran = cli("verify", "--repair", str(copy), "--json")

    assert ran.code == 0
    assert [(line["what"], line["repaired"]) for line in ran.lines[:-1]] == [("damaged", True), ("damaged", True)]
    assert (ran.lines[-1]["damaged"], ran.lines[-1]["repaired"]) == (0, 2)
    assert list_file(archive).read_bytes() == right
    assert cli("verify").code == 0


def test_what_a_copy_has_not_stays_damaged(cli: Cli, archive: Archive, copy: Path) -> None:
    flip(list_file(archive))
    flip(copy / list_file(archive).relative_to(archive.root))

    ran = cli("verify", "--repair", str(copy))

    assert ran.code == 8
    assert "is damaged" in ran.out


@pytest.mark.parametrize("folder", ["nothing-there", "Outlast"])
def test_what_cannot_be_a_copy_is_refused(cli: Cli, archive: Archive, home: Path, folder: str) -> None:
    (home / "nothing-there").mkdir()

    assert cli("verify", "--repair", str(home / folder)).code == 2


def test_without_the_key_it_says_what_was_not_checked(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_key(monkeypatch)

    ran = cli("verify")

    assert ran.code == 0
    assert "The archive's key was not found" in ran.out
    assert cli("verify", "--json").lines[-1]["sealed_unread"] is True


def test_damage_is_found_without_the_key(cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    flip(list_file(archive))
    lose_key(monkeypatch)

    assert cli("verify").code == 8


def test_what_nothing_refers_to_is_told_and_removed(cli: Cli, archive: Archive) -> None:
    name = archive.store.put(b"left behind", ".html.zst")

    ran = cli("verify")
    assert ran.code == 0
    assert "outlast verify --clean" in ran.out

    cleaned = cli("verify", "--clean", "--json")
    assert (cleaned.lines[-1]["removed"], cleaned.lines[-1]["unreferenced"]) == (1, 0)
    assert not archive.store.path(name).exists()


def test_what_was_cleaned_is_not_missed_later(cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.store.put(b"left behind", ".html.zst")
    cli("verify")
    cli("verify", "--clean")
    lose_key(monkeypatch)

    assert cli("verify").code == 0


def test_nothing_is_cleaned_while_there_is_damage(cli: Cli, archive: Archive) -> None:
    name = archive.store.put(b"left behind", ".html.zst")
    flip(list_file(archive))

    ran = cli("verify", "--clean")

    assert ran.code == 8
    assert "Nothing was cleaned" in ran.out
    assert archive.store.path(name).exists()


def test_nothing_is_cleaned_without_the_key(cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch) -> None:
    name = archive.store.put(b"left behind", ".html.zst")
    lose_key(monkeypatch)

    assert cli("verify", "--clean").code == 1
    assert archive.store.path(name).exists()


def test_one_publication_is_not_blamed_for_the_damage_of_another(cli: Cli, archive: Archive) -> None:
    save(archive, 1, subscribers=[b"zoe@example.org,false,,other,false,2025-05-01T10:00:00.000Z,"], publication=OTHER)
    flip(list_file(archive, OTHER.slug))

    assert cli("verify", "--publication", SLUG).code == 0
    assert cli("verify", "--publication", OTHER.slug).code == 8
    assert cli("verify").code == 8


def test_every_object_is_counted_while_it_is_read(archive: Archive) -> None:
    read: list[int] = []

    report = check(archive, progress=read.append)

    assert sum(read) == report.objects
