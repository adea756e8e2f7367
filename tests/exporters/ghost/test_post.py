"""A post within Ghost's limits: one value that does not fit, and Ghost imports nothing."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from backup.document.blocks import Document, Paragraph
from backup.document.inlines import Text
from backup.model import PostKind
from exporters.ghost import addresses
from exporters.ghost.limits import shortened, time_of
from exporters.ghost.post import FOUNDING, LONG_ADDRESS, LONG_SUBTITLE, LONG_TITLE, NO_DATE, UNKNOWN
from exporters.selection import Audience
from tests.exporters.ghost.reading import article_of, post_of
from tests.exporters.made_up import STORE, Made

EMPTY = Document(blocks=())


def test_a_title_is_cut_between_words_and_the_rest_is_named(publication: Made) -> None:
    title = "word " * 70

    post, reasons = post_of(publication, title=title.strip())

    assert len(str(post.fields["title"])) <= 255
    assert str(post.fields["title"]).endswith("word…")
    assert len(str(post.fields["meta_title"])) <= 300
    assert reasons == [LONG_TITLE]


def test_a_title_of_255_letters_is_whole_whatever_the_letters(publication: Made) -> None:
    post, reasons = post_of(publication, title="\U0001f9ed" * 255)

    assert post.fields["title"] == "\U0001f9ed" * 255
    assert "meta_title" not in post.fields
    assert reasons == []


def test_subtitle_and_description_are_cut(publication: Made) -> None:
    post, reasons = post_of(publication, subtitle="s" * 301, description="d" * 501)

    assert post.fields["custom_excerpt"] == "s" * 299 + "…"
    assert len(str(post.fields["meta_description"])) == 500
    assert reasons == [LONG_SUBTITLE]


@pytest.mark.parametrize(
    ("audience", "visibility", "reasons", "tag"),
    [
        (Audience.EVERYONE, "public", [], None),
        (Audience.FREE, "members", [], None),
        (Audience.PAID, "paid", [], None),
        (Audience.FOUNDING, "paid", [FOUNDING], "#founding"),
        (Audience.UNKNOWN, "paid", [UNKNOWN], "#who-may-read"),
    ],
)
def test_who_may_read_it_stays_or_gets_narrower(
    publication: Made, audience: Audience, visibility: str, reasons: list[str], tag: str | None
) -> None:
    post, lost = post_of(publication, audience=audience)

    assert (post.fields["visibility"], lost) == (visibility, reasons)
    assert tag is None or tag in post.tags


def test_a_draft_stays_one_without_a_date_of_publication(publication: Made) -> None:
    post, _ = post_of(publication, post="1012", canonical=True)

    assert post.fields["status"] == "draft"
    assert "published_at" not in post.fields
    assert "canonical_url" not in post.fields


def test_dates_are_of_utc_and_a_missing_one_is_named(publication: Made) -> None:
    moment = datetime(2020, 2, 29, 1, 2, 3, 456789, tzinfo=UTC)
    dated, _ = post_of(publication, published_at=moment)
    undated, reasons = post_of(publication, published_at=None, updated_at=None)

    assert dated.fields["published_at"] == dated.fields["created_at"] == "2020-02-29T01:02:03.456Z"
    assert undated.fields["status"] == "published"
    assert "published_at" not in undated.fields
    assert reasons == [NO_DATE]


def test_pages_are_pages_and_responses_too_under_a_tag(publication: Made) -> None:
    page, _ = post_of(publication, post="1008")
    response, _ = post_of(publication, kind=PostKind.RESPONSE)

    assert (page.page, response.page) == (True, True)
    assert response.fields["status"] == "published"
    assert "#substack-response" in response.tags


def test_the_section_is_the_main_tag_and_hidden_ones_come_last(publication: Made) -> None:
    post, _ = post_of(publication, section="Letters", tags=("Essays", "letters", "#secret", ",a", "# "), type="podcast")

    assert post.tags == ("Letters", "Essays", "secret", "a", "#substack", "#substack-podcast")


def test_tags_of_the_body_count_where_the_post_has_none(publication: Made) -> None:
    post, _ = post_of(publication, Document(blocks=(), tags=("night",)), section=None, tags=())

    assert post.tags == ("night", "#substack")


def test_the_old_address_is_named_only_when_that_was_wished(publication: Made) -> None:
    without, _ = post_of(publication)
    with_it, _ = post_of(publication, canonical=True)

    assert "canonical_url" not in without.fields
    assert with_it.fields["canonical_url"] == "https://nightletters.substack.com/p/letter-1"


def test_an_address_that_is_too_long_is_left_out_and_named(publication: Made) -> None:
    post, reasons = post_of(publication, cover="https://e.com/" + "x" * 2000)

    assert "feature_image" not in post.fields
    assert LONG_ADDRESS in reasons


def test_the_cover_is_the_picture_on_top(publication: Made) -> None:
    post, _ = post_of(publication, cover=f"{STORE}cover.png")

    assert str(post.fields["feature_image"]).startswith("__GHOST_URL__/content/images/archive/cover-")


def test_no_field_holds_a_sign_that_no_page_may_hold(publication: Made) -> None:
    document = Document(blocks=(), title="T\ud800\x01", description="D\udfff", tags=("a\ud83d",))

    post, _ = post_of(publication, document, titled=False, tags=(), section=None)

    assert (post.fields["title"], post.fields["meta_description"], post.tags[0]) == ("T", "D", "a")


def test_the_old_id_stays_for_comments(publication: Made) -> None:
    post, _ = post_of(publication, id="i" * 60)

    assert post.fields["comment_id"] == "i" * 50


def test_an_episode_starts_with_its_sound_and_a_kicker_with_its_line(publication: Made) -> None:
    document = Document(blocks=(Paragraph(children=(Text(text="Listen."),)),), kicker="Part one")

    post, _ = post_of(publication, document, post="1009")

    nodes = json.loads(str(post.fields["lexical"]))["root"]["children"]
    assert [node["type"] for node in nodes] == ["paragraph", "audio", "paragraph"]
    assert nodes[1]["src"].startswith("__GHOST_URL__/content/media/archive/episode-")
    assert nodes[1]["title"] == "Episode one"


def test_slugs_that_ghost_keeps_for_itself_are_named_as_ghost_would(publication: Made) -> None:
    entry = replace(article_of(publication, EMPTY).entry, slug="rss")

    post, _ = post_of(publication, slug="rss")

    assert post.fields["slug"] == "rss-post"
    assert addresses.post_address(entry) == "__GHOST_URL__/p/rss-post/"


@pytest.mark.parametrize(
    ("text", "most", "expected"),
    [
        ("short", 5, "short"),
        ("three words", 8, "three…"),
        ("unbreakable", 6, "unbre…"),
        ("a " + "b" * 20, 10, "a bbbbbbb…"),
    ],
)
def test_text_is_cut_between_words_where_that_leaves_half_of_it(text: str, most: int, expected: str) -> None:
    assert shortened(text, most) == expected
    assert len(expected) <= most


def test_times_are_as_ghost_reads_them() -> None:
    assert time_of(datetime(2024, 1, 1, 9, tzinfo=timezone(timedelta(0)))) == "2024-01-01T09:00:00.000Z"
    assert time_of(None) is None


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a.png", "content/images/archive/a.png"),
        ("a.mp3", "content/media/archive/a.mp3"),
        ("a.pdf", "content/files/archive/a.pdf"),
    ],
)
def test_files_lie_where_ghost_looks_for_their_kind(name: str, path: str) -> None:
    found = addresses.place(name)

    assert (found.path, found.address) == (path, f"__GHOST_URL__/{path}")


@pytest.mark.parametrize("ending", ["avif", "heic", "json", "md", "csv", "bin", "html", "js"])
def test_files_that_ghost_drops_or_reads_as_posts_are_not_taken(ending: str) -> None:
    assert not addresses.takes(ending)
