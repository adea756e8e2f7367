from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.model import BodyFormat, PostKind, Severity, TitleFrom
from backup.sources._base import find_source, load
from backup.sources.substack_export import SubstackExport
from tests.sources.reading import FIXTURES, read
from tests.sources.rezip import SHAPES, entry, pack

CURRENT, BETACRAFT, GHOST = (FIXTURES / f"export-{name}" for name in ("current", "betacraft", "ghost"))


def test_the_kind_is_found_by_its_name() -> None:
    assert load("substack_export") is SubstackExport


def test_every_part_of_a_current_export_is_read() -> None:
    reading = read(SubstackExport(CURRENT))
    assert reading.counts() == {
        "posts": 9, "subscribers": 7, "activity/delivers": 3, "activity/opens": 2, "files": 1
    }  # fmt: skip
    assert reading.complete == {"posts", "subscribers", "activity/delivers", "activity/opens"}
    assert [problem.file for problem in reading.of(Severity.MISSING)] == ["posts/170000001.lost-text.html"]
    assert reading.of(Severity.UNREADABLE) == []


def test_every_part_of_betacrafts_export_is_read() -> None:
    source = SubstackExport(BETACRAFT)
    reading = read(source)
    assert reading.counts() == {"posts": 4, "subscribers": 11, "activity/delivers": 20, "activity/opens": 20}
    assert reading.problems == []
    assert source.identity().slug == "engineeringorg"
    assert source.as_of() == datetime(2023, 6, 22, 4, 58, 5, 675000, tzinfo=UTC)
    assert [post.audience for post in reading.posts] == ["only_paid", "everyone", "only_paid", "only_paid"]


def test_every_part_of_ghosts_fixtures_is_read() -> None:
    source = SubstackExport(GHOST)
    reading = read(source)
    assert [post.type for post in reading.posts] == ["newsletter", "podcast", "thread", "newsletter", "page"]
    assert (reading.problems, reading.complete) == ([], {"posts"})
    plain = reading.post("123401")
    assert plain.subtitle == "“This quote’s rather short”"
    assert plain.raw["subtitle"] == "&#x201C;This quote&#x2019;s rather short&#x201D;"
    assert reading.post("123402").raw["podcast_url"] == "https://example.com/my-audio/file.mp3"
    assert source.identity().slug == "example"


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_of_zip_gives_the_same_records(shape: str, tmp_path: Path) -> None:
    path = SHAPES[shape](CURRENT, tmp_path / "export.zip")
    source = find_source(path)
    assert source.kind == "substack_export"
    assert read(source) == read(SubstackExport(CURRENT))
    assert source.identity() == SubstackExport(CURRENT).identity()


def test_a_published_post_is_understood() -> None:
    post = read(SubstackExport(CURRENT)).post("170000005")
    assert post.kind is PostKind.POST
    assert (post.title, post.title_from) == ('A letter about harbours, and "home"', TitleFrom.PLATFORM)
    assert post.subtitle == 'What the tide — and the "fog" — brings'
    assert post.url == "https://nightletters.substack.com/p/a-letter-about-harbours"
    assert (post.published_at, post.audience, post.private) == ("2025-06-19T12:07:52.098Z", "everyone", False)
    assert post.file == "posts/170000005.a-letter-about-harbours.html"
    assert post.body is not None
    assert post.body.data == (CURRENT / post.file).read_bytes()
    assert post.body.format is BodyFormat.SUBSTACK_HTML
    assert post.raw["email_sent_at"] == "2025-06-19T12:07:52.476Z"


def test_a_draft_gets_its_title_from_the_slug() -> None:
    reading = read(SubstackExport(CURRENT))
    post = reading.post("170000007")
    assert (post.title, post.title_from) == ("The lamp that would not go out and", TitleFrom.SLUG)
    assert (post.kind, post.url, post.published_at) == (PostKind.DRAFT, None, None)
    assert [text for text in reading.remarks if "titles of drafts" in text] == [
        "Substack leaves the titles of drafts out of its export. Made from their addresses: 3."
    ]


def test_a_scheduled_post_is_a_draft_that_keeps_its_date() -> None:
    post = read(SubstackExport(CURRENT)).post("170000006")
    assert (post.kind, post.published_at) == (PostKind.DRAFT, None)
    assert post.raw["post_date"] == "2025-07-10T06:00:00.000Z"
    assert post.body is not None
    assert post.body.data == b"<p></p>"


def test_a_title_may_have_line_ends() -> None:
    post = read(SubstackExport(CURRENT)).post("170000003")
    assert post.title == "Open thread:\nwhat do you read at night?"


def test_a_post_without_its_text_is_kept_without_a_body() -> None:
    post = read(SubstackExport(CURRENT)).post("170000001")
    assert (post.body, post.file, post.title) == (None, None, "A post without its text")


def test_a_text_that_nothing_lists_is_a_draft() -> None:
    reading = read(SubstackExport(CURRENT))
    post = reading.post("160000009")
    assert (post.kind, post.title, post.published_at) == (PostKind.DRAFT, "Found in a drawer", None)
    assert post.private
    [problem] = [p for p in reading.problems if p.file == "posts/160000009.found-in-a-drawer.html"]
    assert problem.severity is Severity.KEPT


def test_a_text_that_nothing_lists_but_that_was_sent_is_a_post() -> None:
    post = read(SubstackExport(CURRENT)).post("160000008")
    assert (post.kind, post.type, post.audience) == (PostKind.POST, "podcast", "only_paid")
    assert post.url == "https://nightletters.substack.com/p/old-news"


def test_deliveries_and_opens_are_kept_as_the_files_they_came_in() -> None:
    reading = read(SubstackExport(CURRENT))
    for kind in ("delivers", "opens"):
        files = {path.name.partition(".")[0]: path.read_bytes() for path in CURRENT.glob(f"posts/*.{kind}.csv")}
        assert reading.kept(f"activity/{kind}") == files
        assert files


def test_a_table_of_the_dashboard_is_kept_as_a_file() -> None:
    reading = read(SubstackExport(CURRENT))
    assert reading.kept("files") == {"growth.csv": (CURRENT / "growth.csv").read_bytes()}
    [problem] = [problem for problem in reading.problems if problem.file == "growth.csv"]
    assert problem.severity is Severity.KEPT


def test_the_export_is_as_of_its_zip_or_its_newest_content(tmp_path: Path) -> None:
    newest = datetime(2025, 6, 20, 8, 0, tzinfo=UTC)
    assert SubstackExport(CURRENT).as_of() == newest
    path = SHAPES["plain"](CURRENT, tmp_path / "export.zip")
    assert SubstackExport(path).as_of() == datetime(2025, 7, 1, 12, 30, tzinfo=UTC)
    old = entry("posts.csv")
    old.date_time = (2020, 1, 1, 0, 0, 0)
    pack(path, [(old, (CURRENT / "posts.csv").read_bytes())])
    assert SubstackExport(path).as_of() == datetime(2025, 6, 19, 12, 7, 52, 476000, tzinfo=UTC)


def test_a_date_that_lies_ahead_does_not_tell_when_an_export_was_made(tmp_path: Path) -> None:
    rows = "7.a,2025-06-19T12:00:00.000Z,true\n8.b,2999-01-05T12:00:00.000Z,true\n"
    (tmp_path / "posts.csv").write_text(f"post_id,post_date,is_published\n{rows}")
    assert SubstackExport(tmp_path).as_of() == datetime(2025, 6, 19, 12, tzinfo=UTC)


def test_a_date_after_the_zip_was_made_does_not_tell_when_it_was(tmp_path: Path) -> None:
    rows = "7.a,2025-06-19T12:00:00.000Z,true\n8.b,2025-08-05T12:00:00.000Z,true\n"
    files = [(entry("posts.csv"), f"post_id,post_date,is_published\n{rows}".encode())]
    assert SubstackExport(pack(tmp_path / "a.zip", files)).as_of() == datetime(2025, 7, 1, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize("name", ["POSTS.CSV", "posts (1).csv", "posts(2).csv", "posts copy.csv"])
def test_the_list_of_posts_is_known_by_what_browsers_and_file_systems_call_it(name: str, tmp_path: Path) -> None:
    rows = "post_id,post_date,is_published,title\n7.a,2025-06-19T12:00:00.000Z,true,The Title\n"
    path = pack(tmp_path / "a.zip", [(name, rows.encode()), ("posts/7.a.html", b"<p>x</p>")])
    reading = read(SubstackExport(path))
    assert (reading.post("7").title, reading.post("7").kind) == ("The Title", PostKind.POST)
    assert reading.problems == []


def test_of_two_lists_of_posts_the_one_of_just_that_name_counts(tmp_path: Path) -> None:
    rows = [f"post_id,is_published,title\n7.a,true,{title}\n".encode() for title in ("One", "Two")]
    path = pack(tmp_path / "a.zip", [("posts (1).csv", rows[0]), ("posts.csv", rows[1])])
    reading = read(SubstackExport(path))
    assert reading.post("7").title == "Two"
    assert reading.kept("files") == {"posts (1).csv": rows[0]}


def test_an_export_whose_list_of_posts_is_damaged_is_still_one(tmp_path: Path) -> None:
    path = SHAPES["stored"](CURRENT, tmp_path / "export.zip")
    path.write_bytes(path.read_bytes().replace(b"About,Who", b"Above,Who"))
    assert isinstance(find_source(path), SubstackExport)


def test_an_export_without_dates_is_of_no_time(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text("post_id,title\n1.a,A\n")
    assert SubstackExport(tmp_path).as_of() is None


def test_the_publication_is_told_by_its_buttons_where_there_is_no_list(tmp_path: Path) -> None:
    files = [(str(p.relative_to(CURRENT)), p.read_bytes()) for p in CURRENT.rglob("*.html")]
    assert SubstackExport(pack(tmp_path / "a.zip", list(files))).identity().slug == "nightletters"


def test_a_share_button_names_the_publication_and_a_link_does_not(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    body = tmp_path / "posts" / "1.a.html"
    body.write_text('<a href="https://other.substack.com/subscribe">x</a>')
    assert SubstackExport(tmp_path).identity().slug is None
    widgets = "https://mine.substack.com/p/a?utm_source=substack&amp;utm_medium=email&amp;action=share"
    body.write_text(f'<p data-attrs="{{&quot;url&quot;:&quot;{widgets}&quot;}}"></p>')
    assert SubstackExport(tmp_path).identity().slug == "mine"


@pytest.mark.parametrize("name", ["current", "betacraft", "ghost"])
def test_an_export_is_recognised_as_a_folder(name: str) -> None:
    assert SubstackExport.recognise(FIXTURES / f"export-{name}") >= 90


def test_what_is_no_export_is_not_recognised(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_text("title,views\na,1\n")
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "2025-08-12_A-story-731a9b7a1dc2.html").write_text("<p>")
    assert SubstackExport.recognise(tmp_path) == 0
    assert SubstackExport.recognise(tmp_path / "posts.csv") == 0
    assert SubstackExport.recognise(tmp_path / "missing") == 0


def test_the_fingerprint_is_that_of_the_zip(tmp_path: Path) -> None:
    path = SHAPES["plain"](CURRENT, tmp_path / "export.zip")
    first = SubstackExport(path).fingerprint()
    assert SubstackExport(SHAPES["plain"](CURRENT, tmp_path / "again.zip")).fingerprint() == first
    assert SubstackExport(SHAPES["stored"](CURRENT, path)).fingerprint() != first
