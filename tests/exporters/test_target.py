"""A target is there whole or not at all, and never among other people's files."""

from pathlib import Path

import pytest

from backup.errors import NeedsConfirmation
from exporters.target import Folder, Nowhere, Target


def test_nothing_appears_before_the_end(tmp_path: Path) -> None:
    target = Folder(tmp_path / "out")
    target.write("a/b.txt", "words")

    assert not (tmp_path / "out").exists()
    target.finish()

    assert (tmp_path / "out" / "a" / "b.txt").read_text() == "words"
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_what_is_abandoned_leaves_no_trace(tmp_path: Path) -> None:
    target = Folder(tmp_path / "out")
    target.write("a.txt", "words")

    target.abandon()

    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_left_is_cleared_away(tmp_path: Path) -> None:
    Folder(tmp_path / "out").write("old.txt", "half")

    again = Folder(tmp_path / "out")
    again.write("new.txt", "whole")
    again.finish()

    assert not (tmp_path / "out" / "old.txt").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_with_files_is_refused_and_kept(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")

    for replace in (False, True):
        with pytest.raises(NeedsConfirmation):
            Folder(tmp_path / "out", replace=replace)

    assert [path.name for path in (tmp_path / "out").iterdir()] == ["mine.txt"]


def test_an_earlier_export_is_replaced_only_when_that_was_said(tmp_path: Path) -> None:
    first = Folder(tmp_path / "out")
    first.write("one.txt", "1")
    first.finish()

    with pytest.raises(NeedsConfirmation, match="not empty"):
        Folder(tmp_path / "out")
    second = Folder(tmp_path / "out", replace=True)
    second.write("two.txt", "2")
    assert (tmp_path / "out" / "one.txt").exists()
    second.finish()

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [".made-by-outlast", "two.txt"]


@pytest.mark.parametrize("path", ["../out", "/etc/x", "a/../../b", "", "a\\b", "a\0b"])
@pytest.mark.parametrize("make", [Folder, lambda _: Nowhere()])
def test_no_path_leads_out_of_it(tmp_path: Path, path: str, make: type[Folder]) -> None:
    target: Target = make(tmp_path / "out")

    with pytest.raises(ValueError, match="not a path"):
        target.write(path, b"")


def test_no_file_is_written_over_another_even_where_case_does_not_count(tmp_path: Path) -> None:
    target = Folder(tmp_path / "out")
    target.write("A.txt", "1")

    with pytest.raises(ValueError, match="twice"):
        target.write("a.TXT", "2")


def test_a_private_one_is_for_its_owner_alone(tmp_path: Path) -> None:
    target = Folder(tmp_path / "out", private=True)
    target.write("a/b.txt", "1")
    target.finish()

    modes = [path.stat().st_mode & 0o077 for path in (tmp_path / "out", *(tmp_path / "out").rglob("*"))]
    assert set(modes) == {0}


def test_both_kinds_count_alike(tmp_path: Path) -> None:
    folder, nowhere = Folder(tmp_path / "out"), Nowhere()
    for target in (folder, nowhere):
        target.write("a.txt", "äöü")
        target.write("b.bin", b"123")

    assert (folder.files, folder.size) == (nowhere.files, nowhere.size) == (2, 9)
