"""`outlast import` where something is in the way: no archive for nothing, a key out of reach, several publications."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.archive.night_letters import day
from tests.outlast.running import Ran
from tests.outlast.small_export import write_export

Cli = Callable[..., Ran]
HEADER = "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at\n"


def a_list(folder: Path, people: int, name: str = "email_list.pub.csv") -> Path:
    folder.mkdir(exist_ok=True)
    rows = "".join(f"r{n}@example.org,false,,other,false,2025-01-0{n}T00:00:00.000Z,\n" for n in range(1, people + 1))
    (folder / name).write_text(HEADER + rows)
    return folder / name


@pytest.mark.parametrize("content", [b"PK\x03\x04 cut off", b"Chapter one"])
def test_no_archive_and_no_key_is_made_for_files_that_nothing_can_read(
    cli: Cli, tmp_path: Path, home: Path, content: bytes
) -> None:
    (tmp_path / "novel.zip").write_bytes(content)
    for files in (["novel.zip"], ["novel.zip", "nowhere.zip"]):
        ran = cli("--archive", str(tmp_path / "a"), "import", *(str(tmp_path / name) for name in files))
        assert ran.code == 1
        assert "OUT-12" in ran.err
    assert not (tmp_path / "a").exists()
    assert not list(home.rglob("*.key"))


def test_a_key_that_cannot_be_fetched_does_not_stop_the_saving_but_the_reading(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    archive = str(tmp_path / "a")
    assert cli("--archive", archive, "import", str(a_list(tmp_path / "one", 8))).code == 0
    (key,) = home.rglob("*.key")
    key.rename(tmp_path / "key")
    monkeypatch.setenv("OUTLAST_KEY", "command:false")

    ran = cli("--archive", archive, "--json", "import", str(a_list(tmp_path / "two", 9)))

    assert ran.code == 0
    assert ran.lines[-1]["counts"]["subscribers"]["read"] == 9
    assert "saved all the same" in ran.err
    assert cli("--archive", archive, "subscribers", "list").code == 6
    monkeypatch.setenv("OUTLAST_KEY", f"file:{tmp_path / 'key'}")
    assert len(cli("--archive", archive, "subscribers", "list", "--json").lines[:-1]) == 9


def test_how_to_accept_a_loss_names_the_publication_only_where_there_are_several(cli: Cli, tmp_path: Path) -> None:
    archive = str(tmp_path / "a")
    cli("--archive", archive, "import", str(a_list(tmp_path / "one", 8)))
    ran = cli("--archive", archive, "import", str(a_list(tmp_path / "two", 0)))
    assert ran.code == 3
    assert "outlast snapshots keep 2\n" in ran.out

    other = write_export(tmp_path / "other.zip", when=day(2))
    assert cli("--archive", archive, "import", str(other)).code == 0
    ran = cli("--archive", archive, "import", str(a_list(tmp_path / "three", 1)), "--as-of", "2026-05-01")
    assert ran.code == 3
    assert "outlast snapshots keep 3 --publication pub\n" in ran.out
