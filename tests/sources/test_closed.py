"""A file that no source knows: why it cannot be opened is said where that is the reason."""

import zipfile
from pathlib import Path

import pytest

from backup.errors import UnknownFile, UnsafeFile
from backup.sources._base import find_source
from tests.sources.reading import FIXTURES
from tests.sources.rezip import SHAPES, pack

CURRENT = FIXTURES / "export-current"


def test_a_file_that_is_not_there_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(UnknownFile, match="There is no file"):
        find_source(tmp_path / "nope.zip")


def test_a_zip_that_was_cut_is_said_to_be_cut(tmp_path: Path) -> None:
    path = SHAPES["plain"](CURRENT, tmp_path / "export.zip")
    path.write_bytes(path.read_bytes()[:-4000])
    with pytest.raises(UnsafeFile, match="its end is missing"):
        find_source(path)


def test_a_zip_with_a_password_is_said_to_have_one(tmp_path: Path) -> None:
    path = SHAPES["plain"](CURRENT, tmp_path / "export.zip")
    data = bytearray(path.read_bytes())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + flags] |= 1
            at = data.find(mark, at + 4)
    path.write_bytes(data)
    with pytest.raises(UnsafeFile, match="encrypted"):
        find_source(path)


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_zip_that_is_packed_in_another_way_is_said_to_be(method: int, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "export.zip", "w", method) as packed:
        packed.writestr("posts.csv", "post_id,title\n1.a,A\n")
    with pytest.raises(UnsafeFile, match=r"posts.csv: The file is packed by a method"):
        find_source(tmp_path / "export.zip")


def test_what_is_open_and_no_export_is_said_to_be_unknown(tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("Dear diary")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as packed:
        packed.writestr("photo.jpg", b"x")
    (tmp_path / "folder").mkdir()
    for name in ("note.txt", "other.zip", "folder"):
        with pytest.raises(UnknownFile, match="not an export or a subscriber list"):
            find_source(tmp_path / name)


def test_a_folder_around_a_zip_stands_for_it(tmp_path: Path) -> None:
    path = SHAPES["plain"](CURRENT, tmp_path / "export.zip")
    assert find_source(tmp_path).path == path


def test_a_zip_beside_other_files_of_a_zip_is_named(tmp_path: Path) -> None:
    inner = SHAPES["plain"](CURRENT, tmp_path / "export.zip")
    outer = pack(tmp_path / "outer.zip", [("export.zip", inner.read_bytes()), ("readme.txt", b"hello")])
    with pytest.raises(UnknownFile, match=r"may be one: export.zip") as caught:
        find_source(outer)
    assert caught.value.advice == "Unpack outer.zip, then import the one that the platform sent."


def test_the_zips_of_a_folder_are_named(tmp_path: Path) -> None:
    for name in ("a.zip", "b.zip"):
        SHAPES["plain"](CURRENT, tmp_path / name)
    with pytest.raises(UnknownFile, match=r"may be one: a.zip, b.zip"):
        find_source(tmp_path)
