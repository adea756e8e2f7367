"""`outlast index rebuild`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from backup.archive import layout
from backup.archive.archive import Archive
from tests.outlast.running import Ran
from tests.outlast.saved_letters import SLUG, lose_key, new_archive, save_three_days

Cli = Callable[..., Ran]


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        save_three_days(made)
        yield made


def test_a_lost_index_is_made_again_even_without_the_key(
    cli: Cli, archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    archive.close()
    layout.index_path(archive.root).unlink()
    lose_key(monkeypatch)

    ran = cli("index", "rebuild", "--json")

    assert ran.code == 0
    assert ran.lines[-1] == {
        "type": "summary",
        "publications": 1,
        "snapshots": 3,
        "posts": 9,
        "versions": 10,
        "damaged": 0,
    }
    assert cli("search", "lisbon").out.startswith("Letter 2")


def test_people_get_a_sentence(cli: Cli, archive: Archive) -> None:
    ran = cli("index", "rebuild")

    assert ran.out == "✓ The index is made anew: 9 published posts in 10 versions, from 3 snapshots.\n"


def test_a_damaged_snapshot_is_told(cli: Cli, archive: Archive) -> None:
    path = next((archive.root / layout.PUBLICATIONS / SLUG / layout.SNAPSHOTS).glob("000003-*"))
    path.write_bytes(b"{}")
    archive.close()
    layout.index_path(archive.root).unlink()

    ran = cli("index", "rebuild", "--json")

    assert ran.code == 8
    assert ran.lines[-1]["damaged"] == 1
