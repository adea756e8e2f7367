from pathlib import Path

import pytest

from backup.model import PostKind, Severity, TitleFrom
from backup.sources.substack_export import SubstackExport
from backup.sources.substack_export.titles import first_heading, from_slug, unescaped
from tests.sources.reading import Reading, read

HEADER = "post_id,post_date,is_published,email_sent_at,inbox_sent_at,type,audience,title,subtitle,podcast_url"
DATE = "2025-06-19T12:07:52.098Z"


def export(path: Path, posts: str, **bodies: str) -> Reading:
    (path / "posts").mkdir(exist_ok=True)
    (path / "posts.csv").write_bytes(posts.encode())
    for name, body in bodies.items():
        (path / "posts" / name).write_text(body)
    return read(SubstackExport(path))


@pytest.mark.parametrize(
    "header",
    [
        HEADER,
        HEADER.replace("inbox_sent_at,", ""),
        HEADER.replace("inbox_sent_at,", "").replace("podcast_url", "url"),
        HEADER.upper(),
        "\ufeff" + HEADER,
        HEADER + ",reactions,cover_image",
        "title,post_id,is_published,post_date",
    ],
)
def test_every_generation_of_the_list_of_posts_is_read(header: str, tmp_path: Path) -> None:
    values = {"post_id": "7.a-b", "post_date": DATE, "is_published": "TRUE", "title": "T", "type": "page", "url": ""}
    cells = [values.get(name.lower().strip("\ufeff"), "") for name in header.split(",")]
    reading = export(tmp_path, f"{header}\n{','.join(cells)}\n", **{"7.a-b.html": "<p>x</p>"})
    post = reading.post("7")
    assert (post.title, post.slug, post.published_at, post.kind) == ("T", "a-b", DATE, PostKind.POST)
    assert set(post.raw) == {name.lower().strip("\ufeff") for name in header.split(",")}
    assert (reading.problems, reading.complete) == ([], {"posts"})


def test_a_post_id_is_cut_at_its_first_dot(tmp_path: Path) -> None:
    reading = export(
        tmp_path, f"post_id,post_date,is_published\n7.v1.0-is-out,{DATE},true\n", **{"7.v1.0-is-out.html": "x"}
    )
    post = reading.post("7")
    assert (post.slug, post.file) == ("v1.0-is-out", "posts/7.v1.0-is-out.html")


def test_a_bare_post_id_has_its_slug_in_its_url(tmp_path: Path) -> None:
    url = "https://example.substack.com/p/my-post"
    reading = export(tmp_path, f"post_id,post_date,is_published,url\n7,{DATE},true,{url}\n", **{"7.html": "x"})
    assert (reading.post("7").slug, reading.post("7").url) == ("my-post", url)
    assert reading.problems == []


def test_a_text_belongs_to_a_post_by_its_id_whatever_its_slug(tmp_path: Path) -> None:
    reading = export(tmp_path, f"post_id,post_date,is_published\n7.new-slug,{DATE},true\n", **{"7.old-slug.html": "x"})
    assert reading.post("7").file == "posts/7.old-slug.html"
    assert reading.problems == []


def test_of_two_texts_of_a_post_its_own_is_taken_and_the_other_kept(tmp_path: Path) -> None:
    bodies = {"7.a.html": "old", "7.b.html": "new"}
    reading = export(tmp_path, f"post_id,post_date,is_published\n7.b,{DATE},true\n", **bodies)
    body = reading.post("7").body
    assert body is not None
    assert body.data == b"new"
    assert list(reading.kept("files")) == ["posts/7.a.html"]


@pytest.mark.parametrize(
    ("flag", "date", "kind"),
    [
        ("true", DATE, PostKind.POST),
        ("TRUE", DATE, PostKind.POST),
        ("true", "", PostKind.POST),
        ("false", DATE, PostKind.DRAFT),
        ("FALSE", "", PostKind.DRAFT),
        ("", DATE, PostKind.POST),
        ("", "", PostKind.DRAFT),
    ],
)
def test_what_is_published_is_said_by_the_flag_or_else_by_the_date(
    flag: str, date: str, kind: PostKind, tmp_path: Path
) -> None:
    reading = export(tmp_path, f"post_id,post_date,is_published\n7.a,{date},{flag}\n", **{"7.a.html": "x"})
    assert reading.post("7").kind is kind


def test_rows_that_cannot_be_read_are_kept_raw_and_the_list_is_not_complete(tmp_path: Path) -> None:
    rows = [f"7.a,{DATE},true", "8.b,x", f"no-id,{DATE},true", f"9.c,{DATE},true,,", ",,"]
    reading = export(tmp_path, "post_id,post_date,is_published\n" + "\n".join(rows) + "\n", **{"7.a.html": "x"})
    assert [post.id for post in reading.posts] == ["7"]
    assert sorted((problem.row, problem.raw.decode()) for problem in reading.lost("posts")) == [
        (2, rows[1]), (3, rows[2]), (4, rows[3]), (5, rows[4])
    ]  # fmt: skip
    assert reading.complete == set()


def test_a_row_that_comes_again_is_reported(tmp_path: Path) -> None:
    draft, out, again = "7.a,,false", f"7.a,{DATE},true", "8.b,,false"
    text = f"post_id,post_date,is_published\n{out}\n{draft}\n{again}\n{again}\n"
    reading = export(tmp_path, text, **{"7.a.html": "x", "8.b.html": "y"})
    assert reading.post("7").kind is PostKind.POST
    assert [(problem.row, problem.severity) for problem in reading.lost("posts")] == [
        (2, Severity.KEPT), (4, Severity.KEPT)
    ]  # fmt: skip
    assert reading.complete == {"posts"}


def test_a_list_of_posts_without_ids_is_kept_raw(tmp_path: Path) -> None:
    reading = export(tmp_path, "a,b\n1,2\n", **{"7.a.html": "x"})
    [problem] = reading.of(Severity.UNREADABLE)
    assert problem.raw == b"a,b\n1,2\n"
    assert [post.id for post in reading.posts] == ["7"]
    assert reading.complete == set()


def test_texts_without_a_list_of_posts_are_kept(tmp_path: Path) -> None:
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "7.a-story.html").write_text("x")
    reading = read(SubstackExport(tmp_path))
    assert [(post.title, post.kind) for post in reading.posts] == [("A story", PostKind.DRAFT)]
    assert [problem.file for problem in reading.of(Severity.MISSING)] == ["posts.csv"]
    assert reading.complete == set()


def test_a_random_slug_makes_no_title_where_there_is_a_heading(tmp_path: Path) -> None:
    bodies = {"7.8a7.html": "<p>x</p><h2 class='a'>My &amp; <em>your</em>\n night</h2>", "8.8a8.html": "<p>x</p>"}
    reading = export(tmp_path, "post_id,post_date,is_published\n7.8a7,,false\n8.8a8,,false\n9,,false\n", **bodies)
    assert [(post.title, post.title_from) for post in reading.posts] == [
        ("My & your night", TitleFrom.BODY),
        ("8a8", TitleFrom.SLUG),
        ("", TitleFrom.NONE),
    ]


def test_dates_of_a_spreadsheet_are_kept_raw_and_remarked_upon(tmp_path: Path) -> None:
    reading = export(tmp_path, "post_id,post_date,is_published\n7.a,6/19/2025 12:07,TRUE\n", **{"7.a.html": "x"})
    post = reading.post("7")
    assert (post.published_at, post.raw["post_date"], post.kind) == (None, "6/19/2025 12:07", PostKind.POST)
    assert any("spreadsheet" in text for text in reading.remarks)


def test_a_list_of_posts_of_semicolons_and_windows_letters_is_read(tmp_path: Path) -> None:
    (tmp_path / "posts.csv").write_bytes(
        f"post_id;post_date;is_published;title\r\n7.a;{DATE};TRUE;Süß, oder?\r\n".encode("cp1252")
    )
    reading = read(SubstackExport(tmp_path))
    assert reading.post("7").title == "Süß, oder?"
    assert len(reading.remarks) == 2


def test_two_columns_of_one_name_are_both_kept(tmp_path: Path) -> None:
    reading = export(tmp_path, "post_id,title,title\n7.a,one,two\n", **{"7.a.html": "x"})
    assert reading.post("7").raw == {"post_id": "7.a", "title": "one", "title (2)": "two"}


def test_only_whole_entities_are_resolved() -> None:
    assert unescaped("a &amp; b &copy=2 &#8212; &#x201C; &nosuch; &#9999999;") == "a & b &copy=2 — “ &nosuch; \ufffd"


def test_a_slug_becomes_a_title() -> None:
    assert from_slug("no-more-set-up-the") == "No more set up the"
    assert from_slug("%E5%A4%9C-letters") == "夜 letters"
    assert from_slug("---") == "---"


def test_a_body_of_headings_that_never_end_takes_no_time() -> None:
    assert first_heading(b"<h1>" * 500_000) == ""
    assert first_heading(b"<header>a</header><H3 id=x>T</H3>") == "T"


@pytest.mark.parametrize("word", ["FAUX", "FALSCH", "false", "0", "No"])
def test_a_draft_with_a_date_is_a_draft_in_every_language_of_a_spreadsheet(word: str, tmp_path: Path) -> None:
    reading = export(tmp_path, f"post_id,post_date,is_published\n7.a,{DATE},{word}\n", **{"7.a.html": "x"})
    assert (reading.post("7").kind, reading.problems) == (PostKind.DRAFT, [])


@pytest.mark.parametrize("word", ["VRAI", "WAHR", "TRUE", "1", "yes"])
def test_a_post_is_out_in_every_language_of_a_spreadsheet(word: str, tmp_path: Path) -> None:
    reading = export(tmp_path, f"post_id,post_date,is_published\n7.a,{DATE},{word}\n", **{"7.a.html": "x"})
    assert (reading.post("7").kind, reading.problems) == (PostKind.POST, [])


def test_a_post_of_which_nobody_can_tell_whether_it_is_out_is_kept_as_a_draft(tmp_path: Path) -> None:
    rows = f"7.a,{DATE},qwyx\n8.b,{DATE},\n9.c,{DATE},hm\n"
    bodies = {"7.a.html": "x", "8.b.html": "x", "9.c.html": "x"}
    reading = export(tmp_path, f"post_id,post_date,is_published\n{rows}", **bodies)
    assert [post.kind for post in reading.posts] == [PostKind.DRAFT, PostKind.POST, PostKind.DRAFT]
    [problem] = reading.problems
    assert problem.severity is Severity.UNREADABLE
    assert problem.reason.endswith("drafts: 2.")


@pytest.mark.parametrize(
    ("slug", "path"), [("a?b", "a%3Fb"), ("a#b", "a%23b"), ("a%20b", "a%20b"), ("夜の手紙", "夜の手紙")]
)
def test_the_address_of_a_post_ends_where_its_slug_does(slug: str, path: str, tmp_path: Path) -> None:
    (tmp_path / "email_list.nightletters.csv").write_text("email,active_subscription\nada@example.org,false\n")
    reading = export(tmp_path, f"post_id,post_date,is_published\n7.{slug},{DATE},true\n", **{"7.html": "x"})
    assert reading.post("7").url == f"https://nightletters.substack.com/p/{path}"
