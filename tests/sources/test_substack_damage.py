from pathlib import Path

import pytest

from backup.errors import UnsafeFile
from backup.model import Severity
from backup.sources.substack_export import SubstackExport
from tests.sources.reading import FIXTURES, Reading, read
from tests.sources.rezip import SHAPES, pack

CURRENT = FIXTURES / "export-current"
WHOLE = {"posts", "subscribers", "activity/delivers", "activity/opens"}


def damaged(tmp_path: Path, old: bytes, new: bytes) -> Reading:
    path = SHAPES["stored"](CURRENT, tmp_path / "export.zip")
    data = path.read_bytes()
    assert len(old) == len(new)
    assert old in data
    path.write_bytes(data.replace(old, new))
    return read(SubstackExport(path))


@pytest.mark.parametrize(
    ("old", "new", "lost", "file"),
    [
        (b"Nobody lists this one.", b"Somebody list this one", set(), "posts/160000009.found-in-a-drawer.html"),
        (b"Once, a lamp.", b"Once, a lamb.", set(), "posts/170000007.the-lamp-that-would-not-go-out-and.html"),
        (b"About,Who", b"Above,Who", {"posts"}, "posts.csv"),
        (b"true,2118", b"true,2119", {"subscribers"}, "email_list.nightletters.csv"),
        (b"ada@example.org,podcast", b"eva@example.org,podcast", {"activity/delivers"}, "posts/160000008.delivers.csv"),
        (b",DE,,,,,,", b",FR,,,,,,", {"activity/opens"}, "posts/170000005.opens.csv"),
        (b"2025/06/09", b"2025/06/10", set(), "growth.csv"),
    ],
)
def test_a_damaged_file_is_named_and_its_table_not_complete(
    old: bytes, new: bytes, lost: set[str], file: str, tmp_path: Path
) -> None:
    reading = damaged(tmp_path, old, new)
    assert [problem.file for problem in reading.of(Severity.UNREADABLE)] == [file]
    assert "checksum" in reading.of(Severity.UNREADABLE)[0].reason
    assert reading.complete == WHOLE - lost


def test_a_post_with_a_damaged_text_is_kept_without_it(tmp_path: Path) -> None:
    post = damaged(tmp_path, b"Once, a lamp.", b"Once, a lamb.").post("170000007")
    assert (post.body, post.file) == (None, None)


def test_the_posts_of_a_damaged_list_are_kept_by_their_texts(tmp_path: Path) -> None:
    reading = damaged(tmp_path, b"About,Who", b"Above,Who")
    assert len(reading.posts) == 8


def test_a_delivery_file_without_addresses_is_kept_raw(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "1.delivers.csv").write_bytes(b"a,b\n1,2\n")
    (tmp_path / "posts" / "2.delivers.csv").write_bytes(b"post_id,timestamp,email\n2,x,a@example.org\n2,x\n")
    reading = read(SubstackExport(tmp_path))
    assert [problem.raw for problem in reading.of(Severity.UNREADABLE)] == [b"a,b\n1,2\n", b"2,x"]
    assert [problem.table for problem in reading.lost("activity/delivers")] == ["activity/delivers"]
    assert [(file.id, file.rows) for file in reading.files] == [("2", 1)]
    assert reading.complete == set()


def test_a_post_list_that_was_cut_is_not_complete(tmp_path: Path) -> None:
    text = (CURRENT / "posts.csv").read_bytes()
    for length in (len(text) - 60, text.index(b'"Open thread') + 15):
        (tmp_path / "posts.csv").write_bytes(text[:length])
        reading = read(SubstackExport(tmp_path))
        assert "posts" not in reading.complete
        assert len(reading.posts) + len(reading.lost("posts")) >= 5


def test_a_left_out_delivery_file_makes_the_table_incomplete(tmp_path: Path) -> None:
    path = pack(
        tmp_path / "a.zip", [("posts/1.delivers.csv", b"post_id,timestamp,email\n"), ("posts/2.delivers.csv", b"x")]
    )
    data = bytearray(path.read_bytes())
    data[data.rindex(b"PK\1\2") + 8] |= 1  # encrypted
    path.write_bytes(data)
    assert read(SubstackExport(path)).complete == set()


def test_an_export_cut_anywhere_is_refused(tmp_path: Path) -> None:
    whole = SHAPES["plain"](FIXTURES / "export-ghost", tmp_path / "a.zip").read_bytes()
    for length in range(0, len(whole), 37):
        (tmp_path / "cut.zip").write_bytes(whole[:length])
        assert SubstackExport.recognise(tmp_path / "cut.zip") == 0
        with pytest.raises(UnsafeFile):
            read(SubstackExport(tmp_path / "cut.zip"))


def test_no_reason_names_a_person() -> None:
    reading = read(SubstackExport(CURRENT))
    assert reading.problems
    assert not any("@" in problem.reason or "example.org" in problem.reason for problem in reading.problems)
    assert not any("@" in text for text in reading.remarks)


def test_stopping_halfway_leaves_nothing_open(tmp_path: Path) -> None:
    records = SubstackExport(SHAPES["plain"](CURRENT, tmp_path / "a.zip")).fetch()
    next(records)
    del records


def one_post(tmp_path: Path, body: bytes, type_: str = "newsletter") -> Reading:
    (tmp_path / "posts").mkdir()
    row = f"7.a,2025-06-19T12:07:52.098Z,true,{type_},T"
    (tmp_path / "posts.csv").write_text(f"post_id,post_date,is_published,type,title\n{row}\n")
    (tmp_path / "posts" / "7.a.html").write_bytes(body)
    return read(SubstackExport(tmp_path))


@pytest.mark.parametrize("body", [b"", bytes(4096), b" \r\n", b"\xef\xbb\xbf"])
def test_a_file_without_any_text_is_no_text(body: bytes, tmp_path: Path) -> None:
    reading = one_post(tmp_path, body)
    assert (reading.post("7").body, reading.post("7").file) == (None, None)
    [problem] = reading.of(Severity.UNREADABLE)
    assert (problem.file, problem.raw) == ("posts/7.a.html", body)


def test_the_smallest_text_that_substack_writes_is_one(tmp_path: Path) -> None:
    reading = one_post(tmp_path, b"<p></p>")
    assert reading.post("7").body is not None
    assert reading.problems == []


def test_an_episode_needs_no_words(tmp_path: Path) -> None:
    reading = one_post(tmp_path, b"", "podcast")
    assert reading.of(Severity.UNREADABLE) == []


def test_a_text_that_ends_in_nuls_is_kept_and_named(tmp_path: Path) -> None:
    reading = one_post(tmp_path, b"<p>Half of it" + bytes(100))
    assert reading.post("7").body is not None
    assert [problem.file for problem in reading.of(Severity.UNREADABLE)] == ["posts/7.a.html"]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16"])
def test_a_text_that_is_not_utf_8_is_kept_as_it_came_and_named(encoding: str, tmp_path: Path) -> None:
    body = "<h2>Café</h2><p>Señor</p>".encode(encoding)
    reading = one_post(tmp_path, body)
    found = reading.post("7").body
    assert found is not None
    assert found.data == body
    assert reading.problems == []
    assert any("not in UTF-8" in remark for remark in reading.remarks)


def test_a_text_with_letters_that_nobody_can_read_is_named(tmp_path: Path) -> None:
    reading = one_post(tmp_path, "<p>“One” — two –".encode() + b"\xff</p>")
    assert [problem.file for problem in reading.of(Severity.UNREADABLE)] == ["posts/7.a.html"]


def test_what_a_text_without_a_row_is_was_only_guessed(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "7.a.html").write_text("<p>x</p>")
    assert read(SubstackExport(tmp_path)).post("7").guessed
