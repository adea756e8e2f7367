"""Full-text search: published posts from the index, private ones opened on the fly."""

import pytest

from backup.archive.archive import Archive
from backup.archive.search import match_expression, search_private, search_published
from backup.model import Body, BodyFormat, Post, PostKind
from tests.archive.night_letters import PUBLICATION, day, post, records

SLUG = PUBLICATION.slug


def found(archive: Archive, words: str) -> list[str]:
    """Return the ids of the published posts that have the words."""
    return [hit.id for hit in search_published(archive.index, {SLUG: archive.tables(SLUG)}, words)]


@pytest.fixture
def library(archive: Archive) -> Archive:
    """Return an archive with some posts to find."""
    pair = [
        post(1, text="The night train to Lisbon is late, <em>again</em>."),
        post(2, text="可惜我是水瓶座，原唱：杨千嬅"),
        post(3, text="Überall Wörter — naïve façade"),
        post(4, text="The tide table & the night"),
        post(5, text="hidden night", kind=PostKind.DRAFT),
    ]
    archive.snapshot(records(pair), PUBLICATION, source="memory", as_of=day(1))
    return archive


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        ("lisbon", ["101"]),
        ("LISBON late", ["101"]),
        ("again", ["101"]),
        ("lisb", ["101"]),
        ("水瓶座", ["102"]),
        ("瓶座", ["102"]),
        ("杨千嬅", ["102"]),
        ("uberall facade", ["103"]),
        ('"tide table"', ["104"]),
        ('"table tide"', []),
        ("night hidden", []),
        ("em", []),
        ("", []),
        ('"', []),
        ("lisbon OR -x* NEAR(", []),
        ("letter", ["101", "102", "103", "104"]),
    ],
)
def test_published_posts_are_found_by_their_words(library: Archive, words: str, ids: list[str]) -> None:
    assert sorted(found(library, words)) == ids


def test_a_post_is_found_by_its_newest_words_even_when_it_is_gone(library: Archive) -> None:
    library.snapshot(
        records([post(1, text="The train arrived."), *(post(number) for number in (2, 3, 4))]),
        PUBLICATION,
        source="memory",
        as_of=day(2),
    )
    library.snapshot(records([post(number) for number in (2, 3, 4)]), PUBLICATION, source="memory", as_of=day(3))

    hits = list(search_published(library.index, {SLUG: library.tables(SLUG)}, "arrived"))

    assert [(hit.id, hit.gone) for hit in hits] == [("101", True)]
    assert found(library, "lisbon") == []


def test_drafts_are_searched_by_opening_them(library: Archive) -> None:
    private = (stored for stored in library.posts(SLUG) if stored.private)

    hits = list(search_private(SLUG, private, library.tables(SLUG), "Hidden night"))

    assert [(hit.id, hit.snippet) for hit in hits] == [("105", "hidden night")]


def test_nothing_a_person_types_is_taken_as_query_language() -> None:
    assert match_expression('a"b* NEAR(c)') == '"a b*" "NEAR(c)"*'


def test_an_old_title_is_not_found_after_it_was_changed(archive: Archive) -> None:
    def titled(title: str) -> Post:
        return Post(
            id="1", kind=PostKind.POST, type="newsletter", title=title,
            body=Body(data=b"<p>x</p>", format=BodyFormat.SUBSTACK_HTML),
        )  # fmt: skip

    archive.snapshot(records([titled("Harbour")]), PUBLICATION, source="memory", as_of=day(1))
    archive.snapshot(records([titled("Lighthouse")]), PUBLICATION, source="memory", as_of=day(2))

    assert (found(archive, "harbour"), found(archive, "lighthouse")) == ([], ["1"])
