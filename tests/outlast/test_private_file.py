"""Private files: whole or not at all, and for their owner only."""

import os
import stat
import sys
from pathlib import Path

import pytest

from outlast.private_file import make_private_folder, open_private, write_private


def test_it_is_written_whole_and_replaces_the_old_one(tmp_path):
    write_private(tmp_path / "a", b"one")
    write_private(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"two"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_a_disk_that_refuses_leaves_the_old_one_and_no_rest(tmp_path, monkeypatch, where):
    write_private(tmp_path / "a", b"one")

    def refuse(*arguments):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os if where == "fsync" else Path, where, refuse)
    with pytest.raises(OSError, match="No space"):
        write_private(tmp_path / "a", b"two")
    assert (tmp_path / "a").read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [tmp_path / "a"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")
def test_the_mask_of_the_user_does_not_open_it(tmp_path):
    umask = os.umask(0)
    try:
        write_private(tmp_path / "folder" / "a", b"x")
    finally:
        os.umask(umask)
    assert stat.S_IMODE((tmp_path / "folder" / "a").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "folder").stat().st_mode) == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="making links takes rights on Windows")
def test_folders_on_the_way_are_private_too_and_those_that_were_there_stay_as_they_are(tmp_path):
    (tmp_path / "shared").mkdir(mode=0o755)
    (tmp_path / "shared").chmod(0o755)
    make_private_folder(tmp_path / "shared" / "state" / "keys" / "old")
    modes = [stat.S_IMODE((tmp_path / "shared" / name).stat().st_mode) for name in (".", "state", "state/keys/old")]
    assert modes == [0o755, 0o700, 0o700]


def test_a_file_in_the_place_of_a_folder_is_an_error(tmp_path):
    (tmp_path / "state").write_text("")
    with pytest.raises(FileExistsError):
        make_private_folder(tmp_path / "state")


@pytest.mark.skipif(sys.platform == "win32", reason="making links takes rights on Windows")
def test_a_link_that_somebody_planted_is_not_followed(tmp_path):
    (tmp_path / "target").write_text("safe")
    (tmp_path / "a").symlink_to(tmp_path / "target")
    with pytest.raises(OSError, match="symbolic link"):
        open_private(tmp_path / "a", os.O_WRONLY | os.O_CREAT)
    write_private(tmp_path / "a", b"new")
    assert (tmp_path / "target").read_text() == "safe"
    assert not (tmp_path / "a").is_symlink()
