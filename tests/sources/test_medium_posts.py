"""A page of posts/ as a post."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from backup.model import BodyFormat, Post, PostKind, TitleFrom
from backup.sources.medium_export.posts import read_post
from tests.sources.medium_pages import Account, Piece, graf, post, post_name
from tests.sources.medium_reading import FIXTURES, folder, read

DAY = date(2026, 4, 4)
WHEN = datetime(2021, 5, 5, 7, 8, 9, 123000, tzinfo=UTC)


def parsed(page: str, name: str = "posts/2021-05-05_A-title-5c949dabea31.html", post_id: str = "5c949dabea31") -> Post:
    found = read_post(page, page.encode(), name=name, post_id=post_id)
    assert found is not None
    return found


def page_of(piece: Piece) -> str:
    return post(piece, Account(), DAY)


def story(title: str = "A title", **changes: object) -> Piece:
    body = graf(title, tag="h3", classes="graf--leading graf--title") + graf("Some words.", classes="graf--trailing")
    fields: dict[str, object] = {"id": "5c949dabea31", "title": title, "body": body, "published": WHEN} | changes
    return Piece(**fields)  # type: ignore[arg-type]


def test_a_story_has_all_that_its_page_says() -> None:
    piece = story(subtitle="Under it", tags=("Bread", "Rivers"))
    found = parsed(page_of(piece), post_name(piece))
    assert found.kind is PostKind.POST
    assert (found.title, found.title_from, found.subtitle) == ("A title", TitleFrom.PLATFORM, "Under it")
    assert found.published_at == "2021-05-05T07:08:09.123Z"
    assert found.url == "https://medium.com/@robin.example/a-title-5c949dabea31"
    assert found.slug == "a-title"
    assert found.tags == ("Bread", "Rivers")
    assert found.authors == ("Robin O’Example",)
    assert (found.type, found.words, found.audience) == ("story", None, "everyone")
    assert found.file == "posts/2021-05-05_A-title-5c949dabea31.html"
    assert found.raw == {
        "link": "https://medium.com/p/5c949dabea31",
        "author_urls": ["https://medium.com/@robin.example"],
    }


def test_the_body_is_the_file_byte_for_byte() -> None:
    page = page_of(story()).encode() + b"\n<!-- \xff -->"
    found = read_post(page.decode("latin-1"), page, name="posts/x.html", post_id="5c949dabea31")
    assert found is not None
    assert found.body is not None
    assert (found.body.data, found.body.format) == (page, BodyFormat.MEDIUM_HTML)


def test_a_page_without_tags_does_not_know_its_tags() -> None:
    assert parsed(page_of(story())).tags is None


def test_a_title_that_medium_cut_is_taken_whole_from_the_body() -> None:
    title = "A title of very many words " * 6
    found = parsed(page_of(story(title.strip())))
    assert (found.title, found.title_from) == (title.strip(), TitleFrom.BODY)


def test_a_title_that_differs_from_the_one_in_the_body_stays() -> None:
    body = graf("Another title", tag="h3", classes="graf--leading graf--title")
    found = parsed(page_of(story(body=body)))
    assert (found.title, found.title_from) == ("A title", TitleFrom.PLATFORM)


def test_a_draft_has_no_date_no_address_and_is_private() -> None:
    piece = story(published=None)
    found = parsed(page_of(piece), post_name(piece))
    assert found.kind is PostKind.DRAFT
    assert (found.published_at, found.url, found.slug, found.authors) == (None, None, None, None)
    assert found.private
    assert found.raw == {"link": "https://medium.com/p/5c949dabea31"}


def test_a_page_that_does_not_say_whether_it_was_published_is_sealed_as_a_draft() -> None:
    page = page_of(story()).split("<footer>", maxsplit=1)[0]
    assert parsed(page, "posts/something.html").kind is PostKind.DRAFT
    assert parsed(page, "posts/2021-05-05_A-title-5c949dabea31.html").kind is PostKind.POST


def test_an_untitled_draft_has_no_title() -> None:
    piece = story("", body=graf("<br>", classes="graf--empty graf--leading graf--trailing"), published=None)
    assert post_name(piece) == "posts/draft_post-5c949dabea31.html"
    page = page_of(piece).replace("<title></title>", "")
    found = parsed(page, post_name(piece))
    assert (found.title, found.title_from) == ("", TitleFrom.NONE)


def test_a_title_lost_from_the_page_is_spelt_by_the_file_name() -> None:
    page = page_of(story("", published=None)).replace("<title></title>", "")
    found = parsed(page, "posts/draft_On-bread---rivers-5c949dabea31.html")
    assert (found.title, found.title_from) == ("On bread rivers", TitleFrom.SLUG)


def test_a_title_lost_from_the_head_is_found_in_the_body() -> None:
    page = page_of(story()).replace('<h1 class="p-name">A title</h1>', '<h1 class="p-name"></h1>')
    found = parsed(page)
    assert (found.title, found.title_from) == ("A title", TitleFrom.BODY)


@pytest.mark.parametrize(
    ("canonical", "slug"),
    [
        ("https://medium.com/@robin.example/5c949dabea31", None),
        ("https://robin.medium.com/on-bread-5c949dabea31?source=x#y", "on-bread"),
        ("https://example.org/2019/on-rivers/", "on-rivers"),
        ("https://example.org/?p=12", None),
        ("https://[broken/on-rivers", None),
    ],
)
def test_the_slug_is_the_canonical_address_without_the_id(canonical: str, slug: str | None) -> None:
    found = parsed(page_of(story(canonical=canonical)))
    assert (found.url, found.slug) == (canonical, slug)


def test_a_missing_time_is_made_up_for_by_the_day_in_words_then_by_the_name() -> None:
    page = page_of(story())
    worded = page.replace(' datetime="2021-05-05T07:08:09.123Z"', "")
    found = parsed(worded, "posts/x.html")
    assert found.published_at == "2021-05-05T00:00:00.000Z"
    assert found.raw["published_at"] == "only the day is known"
    bare = worded.replace("May 5, 2021", "")
    assert parsed(bare, "posts/2019-01-02_A-title-5c949dabea31.html").published_at == "2019-01-02T00:00:00.000Z"
    assert parsed(bare, "posts/x.html").published_at is None
    assert parsed(bare, "posts/x.html").kind is PostKind.POST


def test_a_description_for_search_engines_is_kept() -> None:
    page = page_of(story(subtitle="Under it")).replace(
        '<section data-field="body"',
        '<section data-field="description" class="p-summary">\nFor robots\n</section>\n<section data-field="body"',
    )
    assert parsed(page).raw["description"] == "For robots"
    assert parsed(page).subtitle == "Under it"


def test_a_page_without_title_and_body_is_no_post() -> None:
    assert read_post("<html><p>Hello</p></html>", b"", name="posts/x.html", post_id="x") is None


def test_attributes_may_come_in_any_order() -> None:
    reading = read(FIXTURES / "phishdestroy")
    story_ = reading.posts["464fcfc03d90"]
    assert story_.title == "$100K+ Returned — Adverting Scam Foiled"
    assert story_.published_at == "2025-08-12T07:35:04.396Z"
    assert story_.authors == ("PhishDestroy",)
    assert story_.slug == "100k-returned-adverting-scam-foiled"


@pytest.mark.parametrize("post_id", ["5c949dab", "5c949dabe", "5c949dabea", "5c949dabea3", "5c949dabea31"])
def test_ids_of_8_to_12_digits_are_ids(tmp_path: Path, post_id: str) -> None:
    piece = story(id=post_id)
    assert list(read(folder(tmp_path, {post_name(piece): page_of(piece)})).posts) == [post_id]


def test_the_id_is_the_pages_own_whatever_the_file_is_called(tmp_path: Path) -> None:
    pages: dict[str, str | bytes] = {"posts/a-lost-decade12.html": page_of(story())}
    assert list(read(folder(tmp_path, pages)).posts) == ["5c949dabea31"]


def test_the_id_is_taken_from_the_name_or_the_address_where_the_page_has_no_link(tmp_path: Path) -> None:
    page = page_of(story()).replace("https://medium.com/p/5c949dabea31", "https://medium.com/p/")
    named = read(folder(tmp_path / "a", {"posts/2021-05-05_A-title-aaaabbbbcccc.html": page}))
    assert list(named.posts) == ["aaaabbbbcccc"]
    addressed = read(folder(tmp_path / "b", {"posts/basic.html": page}))
    assert list(addressed.posts) == ["5c949dabea31"]


def test_a_post_without_any_id_is_known_by_its_file_name_and_says_so(tmp_path: Path) -> None:
    page = page_of(story()).replace("5c949dabea31", "")
    first = read(folder(tmp_path / "a", {"posts/basic.html": page}))
    (post_id,) = first.posts
    assert post_id.startswith("file-")
    assert [(problem.file, problem.severity) for problem in first.problems] == [("posts/basic.html", "kept")]
    assert "posts" in first.complete
    assert list(read(folder(tmp_path / "b", {"posts/basic.html": page + "<!-- later -->"})).posts) == [post_id]
