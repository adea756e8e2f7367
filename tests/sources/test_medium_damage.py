"""Exports that are damaged, incomplete or not what they should be: nothing raises, nothing is lost, nothing is hidden."""

import os
import zipfile
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backup.errors import UnknownFile, UnsafeFile
from backup.model import Severity
from backup.sources.medium_export import MediumExport
from tests.sources.medium_pages import Account, Piece, graf, listing, post
from tests.sources.medium_reading import folder, read

ID = "5c949dabea31"
NAME = f"posts/2021-05-05_A-title-{ID}.html"
CLAPS = "claps/claps-0001.html"


def story(text: str = "Naïve words — “quoted”.", post_id: str = ID, exported: date = date(2026, 4, 4)) -> str:
    body = graf("A title", tag="h3", classes="graf--leading graf--title") + graf(text, classes="graf--trailing")
    piece = Piece(id=post_id, title="A title", body=body, published=datetime(2021, 5, 5, tzinfo=UTC))
    return post(piece, Account(), exported)


def clap(number: int) -> str:
    link = f'<a class="h-cite u-like-of" href="https://medium.com/p/x-{number:012x}">Über {number}</a>'
    return f'<li class="h-entry">+1 &mdash; {link} (<time class="dt-published">2019-04-6 6:20 am</time>)</li>'


def claps(count: int) -> str:
    return listing("Robin’s claps, page 1", map(clap, range(count)))


@pytest.mark.parametrize("data", [b"", b"\0" * 4000, b"not a page", b"\xff\xfe\x00", b"<html></html>"])
def test_what_is_no_post_is_a_problem_with_its_bytes_and_no_post(tmp_path: Path, data: bytes) -> None:
    reading = read(folder(tmp_path, {NAME: data}))
    assert not reading.posts
    assert [(p.file, p.table, p.raw, p.severity) for p in reading.problems] == [(NAME, "posts", data, "unreadable")]
    assert "posts" not in reading.complete


@pytest.mark.parametrize("data", [b"", b"\0" * 4000, b"not a page", b"\xff\xfe\x00", b"<html></html>"])
def test_what_is_no_page_is_a_problem_with_its_bytes(tmp_path: Path, data: bytes) -> None:
    reading = read(folder(tmp_path, {CLAPS: data}))
    assert [(p.file, p.table, p.raw, p.severity) for p in reading.problems] == [(CLAPS, None, data, "unreadable")]
    assert "activity/claps" not in reading.complete


def test_an_entry_that_says_nothing_is_a_problem_with_its_markup_and_the_others_are_kept(tmp_path: Path) -> None:
    odd = '<li class="h-entry"><b> </b></li>'
    page = listing("claps", [clap(1), odd, clap(2)])
    reading = read(folder(tmp_path, {CLAPS: page}))
    assert len(reading.rows["activity/claps"]) == 2
    (problem,) = reading.problems
    assert (problem.table, problem.row) == ("claps", 2)
    assert problem.raw == b'<li class="h-entry"><b> </b>'
    assert "activity/claps" not in reading.complete


def test_a_page_that_was_cut_gives_its_rows_and_a_problem(tmp_path: Path) -> None:
    page = claps(10)
    cut = page[: page.index("Über 7")]
    reading = read(folder(tmp_path, {CLAPS: cut}))
    assert len(reading.rows["activity/claps"]) == 8
    assert [problem.raw for problem in reading.problems] == [cut.encode()]
    assert "activity/claps" not in reading.complete


def test_a_post_that_was_cut_is_kept_and_reported(tmp_path: Path) -> None:
    page = story()
    cut = page[: page.index("quoted")]
    reading = read(folder(tmp_path, {NAME: cut}))
    body = reading.posts[ID].body
    assert body is not None
    assert body.data == cut.encode()
    assert [(problem.file, problem.severity) for problem in reading.problems] == [(NAME, Severity.UNREADABLE)]
    assert "posts" not in reading.complete


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig"])
def test_pages_saved_in_another_encoding_are_read_all_the_same(tmp_path: Path, encoding: str) -> None:
    pages: dict[str, str | bytes] = {NAME: story().encode(encoding), CLAPS: claps(3).encode(encoding)}
    reading = read(folder(tmp_path, pages))
    assert reading.posts[ID].authors == ("Robin O’Example",)
    assert [row.data["title"] for row in reading.rows["activity/claps"]] == ["Über 0", "Über 1", "Über 2"]
    assert reading.complete >= {"posts", "activity/claps"}
    assert {remark.file for remark in reading.remarks} == (set() if encoding == "utf-8-sig" else {NAME, CLAPS})


def test_flipped_bytes_in_a_page_are_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    data = claps(3).encode().replace("Über 1".encode(), b"\xffber 1")
    reading = read(folder(tmp_path, {CLAPS: data}))
    assert [row.data["title"] for row in reading.rows["activity/claps"]] == ["Über 0", "\ufffdber 1", "Über 2"]
    assert [problem.raw for problem in reading.problems] == [data]
    assert "activity/claps" not in reading.complete


def test_a_page_missing_between_others_is_noticed(tmp_path: Path) -> None:
    pages: dict[str, str | bytes] = {f"claps/claps-{number:04}.html": claps(1) for number in (1, 2, 5)}
    reading = read(folder(tmp_path, pages))
    assert [(p.file, p.severity) for p in reading.problems] == [("claps/claps-0003.html", Severity.MISSING)]
    assert "activity/claps" not in reading.complete
    assert "files" in reading.complete


def test_a_damaged_entry_of_the_zip_is_reported_and_only_its_table_is_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        archive.writestr(NAME, story())
        archive.writestr(f"posts/2021-05-06_B-{'b' * 12}.html", story("Flip me here.", "b" * 12))
        archive.writestr(CLAPS, claps(2))
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Flip me here.", b"Flap me here."))
    reading = read(path)
    assert list(reading.posts) == [ID]
    assert [(p.file, p.table) for p in reading.problems] == [(f"posts/2021-05-06_B-{'b' * 12}.html", "posts")]
    assert reading.complete == {"activity/claps", "files"}


def test_an_entry_that_leads_out_of_the_export_makes_its_table_incomplete(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(NAME, story())
        archive.writestr("../posts/2021-05-06_B-bbbbbbbbbbbb.html", story("B", "b" * 12))
    reading = read(path)
    assert list(reading.posts) == [ID]
    assert len(reading.bad()) == 1
    assert reading.complete == {"files"}


@pytest.mark.parametrize("depth", [10_000, 30_000])
@pytest.mark.parametrize("tags", [("<div>", "</div>"), ("<ul><li>", ""), ("<b>", "")])
def test_markup_nested_ten_thousand_deep_is_read_or_reported(tmp_path: Path, depth: int, tags: tuple[str, str]) -> None:
    deep = tags[0] * depth + "x" + tags[1] * depth
    post_page = story(deep)
    reading = read(folder(tmp_path, {NAME: post_page, "profile/profile.html": f"<h3 class=p-name>R</h3>{deep}</html>"}))
    kept = [found.body.data for found in reading.posts.values() if found.body]
    reported = [problem.raw for problem in reading.problems if problem.table == "posts"]
    assert kept + reported == [post_page.encode()]


def test_markup_deeper_than_anybody_writes_is_reported_at_once(tmp_path: Path) -> None:
    fine, deep = story("<div>" * 10_000), story("<div>" * 30_000, "b" * 12)
    pages: dict[str, str | bytes] = {NAME: fine, f"posts/2021-05-06_B-{'b' * 12}.html": deep}
    reading = read(folder(tmp_path, pages | {CLAPS: listing("c", ["<li>" + "<div>" * 30_000])}))
    assert list(reading.posts) == [ID]
    assert [(p.table, p.reason) for p in reading.problems if p.file.startswith("posts/")] == [
        ("posts", "The post is nested too deeply to be read.")
    ]
    assert reading.problems_of("claps") == 1


def test_flipped_bytes_in_a_post_are_reported_and_the_post_is_kept(tmp_path: Path) -> None:
    data = story().encode().replace("Naïve".encode(), b"Na\xffve")
    reading = read(folder(tmp_path, {NAME: data}))
    body = reading.posts[ID].body
    assert body is not None
    assert body.data == data
    assert [(problem.file, problem.table) for problem in reading.problems] == [(NAME, None)]
    assert "posts" not in reading.complete


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_page_that_was_left_out_is_reported_once_not_as_missing_too(tmp_path: Path) -> None:
    path = folder(tmp_path / "export", {CLAPS: claps(1), "claps/claps-0003.html": claps(1)})
    (path / "claps" / "claps-0002.html").symlink_to(tmp_path / "elsewhere.html")
    reading = read(path)
    assert [problem.file for problem in reading.problems] == ["claps/claps-0002.html"]
    assert "activity/claps" not in reading.complete


def test_a_row_with_an_endless_address_has_a_key_of_bounded_length(tmp_path: Path) -> None:
    rows = [f'<li><a href="https://medium.com/@{"x" * 5000}{at}">x</a></li>' for at in (1, 2)]
    first, second = read(folder(tmp_path, {"blocks/blocked-users-0001.html": listing("b", rows)})).rows[
        "activity/blocks"
    ]
    assert len(first.id) <= 300
    assert first.id != second.id


def test_of_two_versions_of_a_post_the_later_export_wins_and_the_other_is_kept(tmp_path: Path) -> None:
    old, new = story("Long " * 100, exported=date(2025, 1, 1)), story("Short", exported=date(2026, 4, 4))
    other = f"posts/2021-05-05_Another-title-{ID}.html"
    reading = read(folder(tmp_path, {NAME: old, other: new}))
    assert reading.posts[ID].file == other
    assert [(p.file, p.severity, p.raw) for p in reading.problems] == [(NAME, Severity.KEPT, old.encode())]
    assert "posts" in reading.complete


def test_of_two_versions_from_one_day_the_longer_wins(tmp_path: Path) -> None:
    reading = read(folder(tmp_path, {NAME: story("Longer."), f"posts/copy-{ID}.html": story("Short.")}))
    assert reading.posts[ID].file == NAME


def test_a_file_of_another_kind_is_kept_whole_and_mentioned(tmp_path: Path) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + bytes(range(256))
    reading = read(folder(tmp_path, {NAME: story(), "posts/picture.png": picture, "notes.html": "<p>mine</p>"}))
    assert reading.files == {"posts/picture.png": picture, "notes.html": b"<p>mine</p>"}
    assert {(problem.file, problem.severity) for problem in reading.problems} == {
        ("posts/picture.png", Severity.KEPT),
        ("notes.html", Severity.KEPT),
    }
    assert reading.complete == {"posts", "files"}


def test_a_large_file_of_another_kind_is_kept_in_part_and_said_to_be(tmp_path: Path) -> None:
    reading = read(folder(tmp_path, {NAME: story(), "film.mp4": b"x" * ((8 << 20) + 1)}))
    (problem,) = reading.problems
    assert (problem.file, problem.severity, len(problem.raw)) == ("film.mp4", Severity.UNREADABLE, 64 << 10)
    assert "files" not in reading.complete


def test_no_reason_holds_an_address_of_anybody(tmp_path: Path) -> None:
    page = listing("claps", ["<li><i>robin@example.org</i></li>", "<li><b></b></li>"])
    reading = read(folder(tmp_path, {CLAPS: page, "sessions/sessions-0001.html": page, "x.bin": b"robin@example.org"}))
    assert len(reading.problems) > 2
    assert not any("@" in problem.reason for problem in reading.problems)


def test_what_is_no_zip_is_refused_as_a_whole(tmp_path: Path) -> None:
    path = tmp_path / "export.zip"
    path.write_bytes(b"PK\x03\x04 and then nothing")
    with pytest.raises(UnsafeFile):
        list(MediumExport(path).fetch())
    with pytest.raises(UnknownFile):
        list(MediumExport(tmp_path / "nothing").fetch())
