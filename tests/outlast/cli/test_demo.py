"""`outlast demo`: the whole thing on a made-up writer, out of the way and repeatable."""

import shlex
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.outlast.running import Ran

Cli = Callable[..., Ran]


@pytest.fixture
def played(cli: Cli, tmp_path: Path) -> Ran:
    """Play the demo once into a folder."""
    ran = cli("--json", "demo", "--dir", str(tmp_path / "demo"))
    assert ran.code == 0, ran.err
    return ran


def test_every_export_of_the_story_is_saved_and_the_emptied_one_is_kept_apart(played: Ran) -> None:
    chapters = [line for line in played.lines if line["type"] == "chapter"]

    assert len(chapters) == 10
    assert [bool(chapter["suspect"]) for chapter in chapters] == [False] * 9 + [True]
    assert {chapter["publication"] for chapter in chapters} == {"nightletters", "mayalindqvist"}
    assert played.lines[-1]["damaged"] == 0


def test_every_command_it_suggests_works_on_what_it_made(
    cli: Cli, played: Ran, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OUTLAST_ARCHIVE", played.lines[-1]["archive"])

    suggested = played.lines[-1]["next"]
    assert len(suggested) > 5
    for command in suggested:
        words = shlex.split(command)[1:]
        ran = cli(*words)
        expected = (0, 3) if words[0] == "status" else (0,)
        assert ran.code in expected, (command, ran.err)
        assert ran.out.strip()


def test_it_can_be_played_again(cli: Cli, played: Ran, tmp_path: Path) -> None:
    assert cli("demo", "--dir", str(tmp_path / "demo")).code == 0


def test_a_folder_with_other_files_is_left_alone(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("mine")

    ran = cli("demo", "--dir", str(tmp_path))

    assert ran.code == 9
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


def test_it_leaves_nothing_behind_when_asked(cli: Cli, tmp_path: Path) -> None:
    assert cli("demo", "--dir", str(tmp_path / "demo"), "--no-keep").code == 0

    assert not (tmp_path / "demo").exists()
