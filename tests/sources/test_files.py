import io
import os
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.errors import UnknownFile, UnreadableEntry, UnsafeFile
from backup.model import Severity
from backup.sources._entries import composed
from backup.sources._files import ExportFiles, Limits
from tests.sources.rezip import SHAPES, entry, pack

CONTENT = {
    "posts.csv": b"post_id\n1.one\n",
    "posts/1.one.html": b"<p>One</p>" * 1000,
    "posts/2.h\u00f6st.html": b"<p>Autumn</p>",
    "posts/3.\u591c.html": b"<p>Night</p>",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    root = tmp_path / "export"
    for name, data in CONTENT.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(data)
    return root


def content(files: ExportFiles) -> dict[str, bytes]:
    root = files.root("posts.csv", "posts/")
    return {composed(name.removeprefix(root)): files.read(name) for name in files.names()}


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_zip_holds_the_same_files(shape: str, folder: Path, tmp_path: Path) -> None:
    path = SHAPES[shape](folder, tmp_path / "export.zip")
    with ExportFiles.open(path) as files:
        assert content(files) == CONTENT
        assert files.problems == []
        assert files.newest == datetime(2025, 7, 1, 12, 30, tzinfo=UTC)


def test_a_folder_holds_the_same_files_and_no_date(folder: Path) -> None:
    (folder / ".DS_Store").write_bytes(b"x")
    (folder / "posts" / "._1.one.html").write_bytes(b"x")
    (folder / "Thumbs.db").write_bytes(b"x")
    with ExportFiles.open(folder) as files:
        assert content(files) == CONTENT
        assert (files.problems, files.newest) == ([], None)


def test_a_name_is_found_in_either_form_of_its_accents(folder: Path, tmp_path: Path) -> None:
    with ExportFiles.open(SHAPES["macos"](folder, tmp_path / "export.zip")) as files:
        assert files.read("Export/posts/2.ho\u0308st.html") == files.read("Export/posts/2.h\u00f6st.html")


def test_an_entry_can_be_read_as_a_stream_piece_by_piece(folder: Path, tmp_path: Path) -> None:
    with ExportFiles.open(SHAPES["plain"](folder, tmp_path / "export.zip")) as files:
        with files.open_stream("posts/1.one.html") as stream:
            assert stream.read(3) + stream.read() == CONTENT["posts/1.one.html"]
        assert files.size("posts/1.one.html") == len(CONTENT["posts/1.one.html"])


def test_the_root_holds_the_most_markers_and_is_the_shallowest(tmp_path: Path) -> None:
    names = ["a/posts.csv", "b/c/posts.csv", "b/c/posts/1.html", "d/posts.csv", "d/posts/1.html", "posts.csv.bak"]
    with ExportFiles.open(pack(tmp_path / "a.zip", [(name, b"") for name in names])) as files:
        assert files.root("posts.csv", "posts/") == "d/"
        assert files.root("posts.csv") == "a/"
        assert files.root("claps/") == ""


def test_the_fingerprint_changes_with_the_zip(folder: Path, tmp_path: Path) -> None:
    def fingerprint() -> bytes:
        with ExportFiles.open(SHAPES["plain"](folder, tmp_path / "export.zip")) as files:
            return files.fingerprint()

    first = fingerprint()
    assert fingerprint() == first
    (folder / "posts.csv").write_bytes(b"post_id\n1.two\n")
    assert fingerprint() != first


@pytest.mark.parametrize(
    "change",
    [
        lambda root: (root / "posts.csv").write_bytes(b"post_id\n1.two\n"),
        lambda root: os.utime(root / "posts.csv", ns=(1, 1)),
        lambda root: (root / "new").write_bytes(b""),
        lambda root: (root / "posts.csv").rename(root / "posts2.csv"),
    ],
)
def test_the_fingerprint_changes_with_the_folder(change: Callable[[Path], object], folder: Path) -> None:
    def fingerprint() -> bytes:
        with ExportFiles.open(folder) as files:
            return files.fingerprint()

    first = fingerprint()
    assert fingerprint() == first
    change(folder)
    assert fingerprint() != first


def test_dates_that_are_none_do_not_count(tmp_path: Path) -> None:
    never, wrong = entry("a"), entry("b")
    never.date_time = (1980, 1, 1, 0, 0, 0)
    wrong.date_time = (2030, 15, 40, 0, 0, 0)
    with ExportFiles.open(pack(tmp_path / "a.zip", [(never, b""), (wrong, b"")])) as files:
        assert files.newest is None


def test_what_is_not_there_is_unknown(tmp_path: Path) -> None:
    with pytest.raises(UnknownFile):
        ExportFiles.open(tmp_path / "no.zip")


@pytest.mark.parametrize("data", [b"", b"PK", b"email\na@example.org\n", b"PK\x03\x04" + bytes(100)])
def test_what_is_no_zip_is_refused(data: bytes, tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(data)
    with pytest.raises(UnsafeFile):
        ExportFiles.open(tmp_path / "a.zip")


def test_what_is_not_in_the_export_cannot_be_read(folder: Path) -> None:
    with ExportFiles.open(folder) as files, pytest.raises(UnreadableEntry, match="not in the export"):
        files.read("posts/4.html")


def test_a_file_above_the_limit_is_not_read_at_once_but_as_a_stream(folder: Path, tmp_path: Path) -> None:
    limit = Limits(read_size=100)
    for path in (folder, SHAPES["plain"](folder, tmp_path / "export.zip")):
        with ExportFiles.open(path, limit=limit) as files:
            with pytest.raises(UnreadableEntry, match="more than"):
                files.read("posts/1.one.html")
            with files.open_stream("posts/1.one.html") as stream:
                assert len(stream.read()) == 10_000


def test_a_file_twice_with_the_same_bytes_is_one_file(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = pack(tmp_path / "a.zip", [("a.html", b"one"), ("a.html", b"one")])
    with ExportFiles.open(path) as files:
        assert (files.names(), files.problems) == (["a.html"], [])


def test_of_a_file_twice_the_last_is_used_and_the_other_kept_raw(tmp_path: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"):
        path = pack(tmp_path / "a.zip", [("a.html", b"one"), ("a.html", b"two")])
    with ExportFiles.open(path) as files:
        assert files.read("a.html") == b"two"
        [problem] = files.problems
    assert (problem.file, problem.raw, problem.severity) == ("a.html", b"one", Severity.KEPT)


def test_a_zip_beside_other_files_is_a_file(folder: Path, tmp_path: Path) -> None:
    inner = SHAPES["plain"](folder, tmp_path / "inner.zip").read_bytes()
    with ExportFiles.open(pack(tmp_path / "a.zip", [("inner.zip", inner), ("b", b"")])) as files:
        assert files.names() == ["b", "inner.zip"]


def test_nothing_stays_open(folder: Path, tmp_path: Path) -> None:
    path = SHAPES["double"](folder, tmp_path / "export.zip")
    before = len(list(Path("/proc/self/fd").iterdir())) if Path("/proc/self/fd").exists() else 0
    with ExportFiles.open(path) as files:
        files.read("posts.csv")
    (tmp_path / "bad.zip").write_bytes(path.read_bytes()[:-5])
    with pytest.raises(UnsafeFile):
        ExportFiles.open(tmp_path / "bad.zip")
    if before:
        assert len(list(Path("/proc/self/fd").iterdir())) == before


def test_a_self_extracting_zip_is_a_zip(tmp_path: Path) -> None:
    buffer = io.BytesIO(b"MZ" + bytes(1000))
    with zipfile.ZipFile(buffer, "a") as archive:
        archive.writestr("posts.csv", b"post_id\n")
    (tmp_path / "a.exe").write_bytes(buffer.getvalue())
    with ExportFiles.open(tmp_path / "a.exe") as files:
        assert files.read("posts.csv") == b"post_id\n"
