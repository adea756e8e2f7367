"""ZIPs and folders that are built to do harm, or were harmed."""

import os
import struct
import zipfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backup.errors import OutlastError, UnreadableEntry, UnsafeFile
from backup.sources._files import ExportFiles, Limits
from backup.sources._zip_directory import entries_at_most
from tests.sources.rezip import entry, pack

GOOD = ("posts.csv", b"post_id\n1.one\n" * 50)


def patched(path: Path, old: bytes, new: bytes) -> Path:
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))
    return path


@pytest.mark.parametrize(
    "name",
    [
        "../evil.html",
        "a/../../evil.html",
        "/etc/evil",
        "C:\\evil",
        "c:/evil",
        "..\\evil",
        "\\\\host\\evil",
        "a\0b.html",
    ],
)
def test_a_name_that_leads_elsewhere_is_left_out_and_its_bytes_kept(name: str, tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [GOOD, (entry("x", raw=name.encode()), b"evil")])
    with ExportFiles.open(path) as files:
        assert files.names() == ["posts.csv"]
        [problem] = files.problems
    assert problem.file == name.replace("\0", "␀")
    assert problem.raw == b"evil"


def test_a_link_is_left_out(tmp_path: Path) -> None:
    link = entry("posts/1.one.html")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    with ExportFiles.open(pack(tmp_path / "a.zip", [GOOD, (link, b"/etc/passwd")])) as files:
        assert files.names() == ["posts.csv"]
        assert [problem.raw for problem in files.problems] == [b"/etc/passwd"]


def test_a_link_in_a_folder_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "export" / "posts").mkdir(parents=True)
    (tmp_path / "export" / "posts" / "a.html").symlink_to(tmp_path / "secret")
    (tmp_path / "export" / "more").symlink_to(tmp_path)
    with ExportFiles.open(tmp_path / "export") as files:
        assert files.names() == []
        assert sorted(problem.file for problem in files.problems) == ["more", "posts/a.html"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes")
def test_a_pipe_in_a_folder_is_left_out(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.html")
    with ExportFiles.open(tmp_path) as files:
        assert files.names() == []
        assert len(files.problems) == 1


def test_a_zip_that_is_encrypted_as_a_whole_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [GOOD])
    data = bytearray(path.read_bytes())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(signature) + offset] |= 1
    path.write_bytes(data)
    with pytest.raises(UnsafeFile, match="encrypted"):
        ExportFiles.open(path)


def test_one_encrypted_file_is_left_out(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [GOOD, ("secret.html", b"x")])
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\1\2") + 8] |= 1
    path.write_bytes(data)
    with ExportFiles.open(path) as files:
        assert files.names() == ["posts.csv"]
        assert "encrypted" in files.problems[0].reason


def test_a_bomb_is_left_out_by_its_ratio(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [GOOD, ("bomb.csv", bytes(60 << 20))])
    with ExportFiles.open(path) as files:
        assert files.names() == ["posts.csv"]
        assert "200 times" in files.problems[0].reason


def test_a_small_file_may_pack_as_well_as_it_likes(tmp_path: Path) -> None:
    with ExportFiles.open(pack(tmp_path / "a.zip", [("zeros", bytes(1 << 20))])) as files:
        assert files.read("zeros") == bytes(1 << 20)


def test_more_than_the_limit_in_all_is_refused(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [(f"{i}", bytes(1000)) for i in range(100)])
    with pytest.raises(UnsafeFile, match="GiB"):
        ExportFiles.open(path, limit=Limits(total=50_000))
    with pytest.raises(UnsafeFile, match="99 files"):
        ExportFiles.open(path, limit=Limits(entries=99))


def test_entries_that_share_their_bytes_are_left_out(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [("a", b"x" * 1000), ("b", b"y" * 1000)], zipfile.ZIP_STORED)
    data = bytearray(path.read_bytes())
    first = data.index(b"PK\1\2")
    struct.pack_into("<LL", data, first + 20, 1500, 1500)
    path.write_bytes(data)
    with ExportFiles.open(path) as files:
        assert files.names() == ["b"]
        assert "shares its bytes" in files.problems[0].reason


def test_zips_in_zips_end(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [GOOD])
    for _ in range(3):
        path = pack(tmp_path / "b.zip", [("a.zip", path.read_bytes())])
    with ExportFiles.open(path) as files:
        assert files.names() == ["posts.csv"]
    path = pack(tmp_path / "c.zip", [("a.zip", path.read_bytes())])
    with pytest.raises(UnsafeFile, match="without end"):
        ExportFiles.open(path)


def test_a_zip_that_hides_how_long_its_list_is_is_counted_all_the_same(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [(f"{i}", b"") for i in range(500)])
    data = path.read_bytes()
    end = data.rindex(b"PK\5\6")
    path.write_bytes(data[: end + 8] + struct.pack("<HH", 1, 1) + data[end + 12 :])
    with path.open("rb") as stream:
        assert entries_at_most(stream) == 500
    with pytest.raises(UnsafeFile, match="more than 100 files"):
        ExportFiles.open(path, limit=Limits(entries=100))


def test_a_zip64_list_is_counted(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [("a", b""), ("b", b"")])
    data = path.read_bytes()
    end = data.rindex(b"PK\5\6")
    start, size = data.index(b"PK\1\2"), end - data.index(b"PK\1\2")
    record = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 2, 2, size, start)
    locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
    path.write_bytes(data[:end] + record + locator + data[end : end + 10] + b"\xff" * 10 + b"\0\0")
    with path.open("rb") as stream:
        assert entries_at_most(stream) == 2
    with ExportFiles.open(path) as files:
        assert files.names() == ["a", "b"]


def test_an_unknown_way_of_packing_is_left_out(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [GOOD])
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr("b.html", b"x" * 100, zipfile.ZIP_BZIP2)
    with ExportFiles.open(path) as files:
        assert files.names() == ["posts.csv"]
        assert "packed by a method" in files.problems[0].reason


def test_one_damaged_file_leaves_the_others_readable(tmp_path: Path) -> None:
    path = pack(tmp_path / "a.zip", [GOOD, ("b.html", b"good day"), ("c.html", b"good night")], zipfile.ZIP_STORED)
    patched(path, b"good day", b"bad days")
    with ExportFiles.open(path) as files:
        with pytest.raises(UnreadableEntry, match="checksum"):
            files.read("b.html")
        assert (files.read("c.html"), files.read("posts.csv")) == (b"good night", GOOD[1])


def test_a_zip_cut_anywhere_is_refused(tmp_path: Path) -> None:
    whole = pack(tmp_path / "a.zip", [GOOD, ("posts/1.one.html", b"<p>One</p>")]).read_bytes()
    for length in range(len(whole)):
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        with pytest.raises(UnsafeFile):
            ExportFiles.open(tmp_path / "cut.zip")


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 2000), value=st.integers(1, 255), more=st.binary(max_size=3))
def test_a_damaged_zip_raises_nothing_but_our_own_errors(at: int, value: int, more: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.zip"
    if not path.exists():
        pack(path, [GOOD, (entry("posts/1.one.html"), b"<p>One</p>"), (entry("ö", utf8=False), b"2")])
    data = bytearray(path.read_bytes())
    for i, change in enumerate(bytes([value]) + more):
        data[(at + i) % len(data)] ^= change
    (tmp_path / "damaged.zip").write_bytes(data)
    try:
        with ExportFiles.open(tmp_path / "damaged.zip") as files:
            for name in files.names():
                try:
                    files.read(name)
                except UnreadableEntry as error:
                    assert error.reason
    except OutlastError:
        pass
