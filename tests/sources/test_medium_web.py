"""The live source of Medium on good days: what it gives, what it asks for again, what it leaves alone."""

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from backup.document import parse
from backup.document.inlines import Link, Text
from backup.document.text import plain_text, words
from backup.document.walk import walk
from backup.model import BodyFormat, Complete, Post, PostKind, Present
from backup.sources import _base
from backup.sources._web import WebSource
from backup.sources.medium_export import MediumExport
from backup.sources.medium_web import SOURCE, picture_ids
from outlast.demo_platforms.medium.maya import maya
from outlast.demo_platforms.medium.paragraphs import Paragraph, written
from outlast.demo_writer import build
from tests.sources.medium_web_running import USER, Stand, piece, stand, state

STORY, RESPONSE, LOCKED = f"{23:012x}", f"{21:012x}", f"{20:012x}"


@pytest.fixture
def medium() -> Iterator[Stand]:
    with stand() as running:
        yield running


def test_it_is_found_by_its_name() -> None:
    assert _base.load("medium_web") is SOURCE
    assert issubclass(SOURCE, WebSource)


def test_the_feed_alone_gives_the_latest_ten_with_tags_and_bodies(medium: Stand) -> None:
    came = medium.run(slow=False)
    assert came.error is None
    assert [int(number, 16) for number in came.posts] == list(range(23, 13, -1))
    post = came.posts[STORY]
    assert (post.tags, post.kind, post.title) == (("bread", "loaf-23"), PostKind.POST, "Loaf 23")
    assert (post.url, post.slug) == (f"https://medium.com/@ada/loaf-23-{STORY}", "loaf-23")
    assert post.body is not None
    assert post.body.format is BodyFormat.MEDIUM_HTML
    assert "🜁 by hand and fire." in plain_text(parse(post.body))
    assert not came.of(Complete)


def test_the_feed_alone_asks_once_and_the_second_time_gets_nothing_new(medium: Stand) -> None:
    medium.run(slow=False)
    assert [seen.path for seen in medium.server.requests] == ["/feed/@ada"]
    again = medium.run(slow=False)
    assert [seen.status for seen in medium.server.requests] == [200, 304]
    assert not again.posts


def test_a_response_in_the_feed_is_a_likely_one_and_at_the_site_a_sure_one(medium: Stand) -> None:
    guess = medium.run(slow=False).posts[RESPONSE]
    assert (guess.kind, guess.response_confidence) == (PostKind.RESPONSE, 0.9)
    sure = medium.run(full=True).posts[RESPONSE]
    assert (sure.kind, sure.response_confidence) == (PostKind.RESPONSE, 1.0)
    assert sure.raw["response_to"] == "feedfeedfeed"


def test_what_the_site_called_a_response_stays_one_when_only_the_feed_is_asked(medium: Stand) -> None:
    medium.run()
    medium.world.put(replace(medium.world.pieces[RESPONSE], title="Words of my own", updated=1_800_000_000_000))
    post = medium.run(slow=False).posts[RESPONSE]
    assert (post.kind, post.response_confidence) == (PostKind.RESPONSE, 1.0)


def test_the_slow_way_gives_every_post_once_and_closes_the_table(medium: Stand) -> None:
    came = medium.run()
    assert came.error is None
    assert sorted(came.posts) == sorted(medium.world.pieces)
    assert came.kinds.count("Post") == 23
    assert came.of(Complete) == [Complete(table="posts")]
    assert Present(table="posts", groups=frozenset({PostKind.DRAFT})) in came.records
    assert came.kinds.count("Checkpoint") >= 23
    post = came.posts[STORY]
    assert (post.published_at, post.updated_at) == ("2023-12-07T22:13:20.000Z", "2023-12-07T22:13:20.123Z")
    assert (post.tags, post.authors, post.words) == (
        ("bread", "loaf-23"),
        ("Ada B.",),
        medium.world.pieces[STORY].words,
    )


def test_links_after_an_emoji_are_on_their_words(medium: Stand) -> None:
    document = parse(state(medium.run().posts[STORY]))
    links = [node for node in walk(document) if isinstance(node, Link)]
    assert links == [Link(url="https://example.org/hand", children=(Text(text="hand"),))]
    assert document.title == "Loaf 23"


def test_the_pictures_of_a_body_are_named(medium: Stand) -> None:
    came = medium.run()
    assert picture_ids(state(came.posts[STORY])) == ("1*loaf23.png",)
    feed = medium.run(slow=False, full=True).posts[STORY].body
    assert feed is not None
    assert picture_ids(feed) == ("1*loaf23.png",)


def test_a_second_run_asks_for_the_list_only_and_says_what_is_there(medium: Stand) -> None:
    medium.run()
    first = len(medium.server.requests)
    medium.server.forget_requests()
    again = medium.run()
    assert not again.posts
    assert again.present == set(medium.world.pieces)
    assert again.of(Complete) == [Complete(table="posts")]
    paths = [seen.path for seen in medium.server.requests]
    assert paths == ["/feed/@ada", *["/_/graphql"] * 4]
    assert len(paths) * 4 < first


def test_claps_and_counts_are_no_change(medium: Stand) -> None:
    medium.run()
    medium.world.put(*(replace(each, claps=each.claps + 7, responses=9) for each in medium.world.newest()))
    assert not medium.run().posts


def test_the_bodys_bytes_are_the_same_as_long_as_nobody_edits(medium: Stand) -> None:
    before = medium.run().posts
    medium.world.put(*(replace(each, claps=99) for each in medium.world.newest()))
    after = medium.run(full=True).posts
    assert before == after


def test_only_an_edited_post_is_fetched_again(medium: Stand) -> None:
    medium.run()
    changed = replace(
        medium.world.pieces[STORY], paragraphs=(written("New words."),), updated=1_800_000_000_000, version="f" * 12
    )
    medium.world.put(changed)
    came = medium.run()
    assert list(came.posts) == [STORY]
    assert plain_text(parse(state(came.posts[STORY]))) == "New words."
    assert STORY not in came.present


def test_a_post_that_is_not_listed_any_more_is_neither_given_nor_present(medium: Stand) -> None:
    medium.run()
    del medium.world.pieces[STORY]
    came = medium.run()
    assert STORY not in {*came.posts, *came.present}
    assert came.of(Complete)


def test_tags_come_from_the_page_and_are_those_of_the_feed(medium: Stand) -> None:
    by_feed, by_page = medium.run(slow=False).posts[STORY], medium.run(full=True).posts[STORY]
    assert by_feed.tags == by_page.tags
    assert by_page.raw["tag_names"] == ["Bread", "Loaf 23"]


def test_a_shell_page_is_as_good(medium: Stand) -> None:
    plain = medium.run().posts
    medium.server.switch("shell-page", on=True)
    assert medium.run(full=True).posts == plain


def test_a_better_body_that_is_known_is_not_replaced_by_the_feeds(medium: Stand) -> None:
    medium.words = dict.fromkeys(medium.world.pieces, 120)
    came = medium.run(slow=False)
    post = came.posts[STORY]
    assert post.body is None
    assert post.published_at is None
    assert post.tags == ("bread", "loaf-23")


def test_a_feed_that_has_grown_well_beyond_the_known_body_is_taken(medium: Stand) -> None:
    medium.words = {STORY: 20}
    assert medium.run(slow=False).posts[STORY].body is not None


def test_a_feed_much_shorter_than_what_is_known_is_told(medium: Stand) -> None:
    medium.words = {STORY: 5_000}
    came = medium.run(slow=False)
    assert came.posts[STORY].body is None
    assert "“Loaf 23” and 5,000 are saved; those are kept" in came.said


def test_the_owner_gets_stories_for_members_whole(medium: Stand) -> None:
    medium.signed_in = True
    came = medium.run()
    assert came.error is None
    assert words(parse(state(came.posts[LOCKED]))) > 80
    assert came.posts[LOCKED].raw["isLocked"] is True


def test_an_embed_without_an_address_is_asked_for(medium: Stand) -> None:
    gist = {
        "href": "https://gist.github.com/ada/0123abcd",
        "gist": {"gistScriptUrl": "https://gist.github.com/ada/0123abcd.js"},
    }
    medium.world.media["ab12"] = gist  # type: ignore[assignment]
    frame = Paragraph(type="IFRAME", media={"id": "ab12", "iframeSrc": "", "title": ""})
    medium.world.put(piece(23, paragraphs=(written("Look:"), frame)))
    body = state(medium.run().posts[STORY])
    assert "https://gist.github.com/ada/0123abcd" in plain_text(parse(body))


def test_a_field_that_nobody_knows_is_kept(medium: Stand) -> None:
    odd = Paragraph(type="HOLOGRAM", text="shimmering", name="abcd")
    medium.world.put(piece(23, paragraphs=(written("a"), odd)))
    body = state(medium.run().posts[STORY])
    assert json.loads(body.data)["paragraphs"][1]["type"] == "HOLOGRAM"
    assert "shimmering" in plain_text(parse(body))


def test_the_feed_tells_whose_it_is() -> None:
    with stand(maya()) as medium:
        from backup.http import Loopback, PoliteSession
        from backup.sources._web import FetchOptions, Known, WebAccount
        from tests.sources.medium_web_running import NOW

        with PoliteSession(own_hosts=["medium.com"], rate=1000.0, route=Loopback(medium.server.port)) as session:
            account = WebAccount(url=f"https://{medium.world.handle}.medium.com/")
            source = SOURCE(account, session, Known(), FetchOptions(now=NOW))
            found = source.identity()
            assert (found.platform, found.slug, found.name) == ("medium", medium.world.handle, medium.world.name)
            assert found.platform_id == medium.world.user
            assert source.as_of() == NOW


def test_a_publications_feed_is_read_without_its_trailer(medium: Stand) -> None:
    came = medium.run(slow=False, url="https://medium.com/the-oven")
    assert came.error is None
    for post in came.posts.values():
        assert post.body is not None
        assert "originally published" not in plain_text(parse(post.body))
    assert sorted(int(number, 16) for number in came.posts) == [1, 13, 19]


def test_the_made_up_writers_account_comes_whole() -> None:
    with stand(maya()) as medium:
        medium.signed_in = True
        came = medium.run(url=f"https://medium.com/@{medium.world.handle}")
        assert came.error is None
        assert sorted(came.posts) == sorted(medium.world.pieces)
        for number, post in came.posts.items():
            assert (post.kind is PostKind.RESPONSE) == (medium.world.pieces[number].response_to is not None)
            assert not [node for node in walk(parse(state(post))) if node.kind == "raw"]


def test_a_renamed_writer_is_found_by_id_and_told(medium: Stand) -> None:
    medium.platform_id = USER
    medium.server.switch("renamed", on=True)
    came = medium.run()
    assert came.error is None
    assert sorted(came.posts) == sorted(medium.world.pieces)
    assert "now calls this account @ada-anew" in came.said


def test_an_export_and_the_site_tell_the_same_of_every_post(tmp_path: Path) -> None:
    (path,) = [each.path for each in build(tmp_path) if each.platform == "medium"][-1:]
    exported = {post.id: post for post in MediumExport(path).fetch() if isinstance(post, Post)}
    with stand(maya()) as medium:
        medium.signed_in = True
        live = medium.run(url=f"https://medium.com/@{medium.world.handle}").posts
    published = {number for number, post in exported.items() if post.kind is not PostKind.DRAFT}
    assert set(live) == published
    for number in published:
        ours, theirs = live[number], exported[number]
        assert (ours.title, ours.published_at, ours.type) == (theirs.title, theirs.published_at, theirs.type)
        assert ours.slug == theirs.slug
        assert theirs.body is not None
        assert words(parse(state(ours))) == words(parse(theirs.body))
