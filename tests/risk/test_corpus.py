"""What the rules look at, read from an archive, whatever state that is in."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.errors import NotFound
from backup.model import BodyFormat, PostKind, Row
from backup.risk.corpus import DRAFT, ActKind, Corpus, corpus_of
from backup.risk.shingles import Shingles
from tests.risk.accounts import KEY, MEDIUM, SUBSTACK, archive_of, clap, save, story

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def test_an_empty_archive_is_an_empty_corpus(tmp_path: Path) -> None:
    corpus = corpus_of(Archive.create(tmp_path / "archive", key=KEY), now=NOW)
    assert (corpus.posts, corpus.publications, corpus.remarks, corpus.now) == ((), (), (), NOW)
    assert corpus.shingles.pairs == ()


def test_an_empty_export_is_an_account_without_posts(tmp_path: Path) -> None:
    corpus = corpus_of(archive_of(tmp_path, (MEDIUM, [])))
    assert [one.slug for one in corpus.publications] == ["ines"]
    assert (corpus.posts, list(corpus.activity)) == ((), [])


def test_one_post_is_read_with_all_that_is_known_of_it(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, (MEDIUM, [story(1, "<p>The lamp is lit and the sea is calm.</p>")]))
    (post,) = corpus_of(archive).posts
    assert post.key == "ines/000000000001"
    assert post.published == datetime(2026, 1, 2, 8, tzinfo=UTC)
    assert post.byline == "Ines Ferro"
    assert post.language == "en"
    assert post.object is not None
    assert archive.store.path(post.object).exists()


def test_posts_come_in_the_order_of_time_and_drafts_last(tmp_path: Path) -> None:
    posts = [
        story(3, "<p>c</p>"),
        story(4, "<p>d</p>", kind=PostKind.DRAFT),
        story(1, "<p>a</p>"),
        story(2, "<p>b</p>", kind=PostKind.RESPONSE),
    ]
    corpus = corpus_of(archive_of(tmp_path, (MEDIUM, posts)))
    assert [post.text for post in corpus.posts] == ["a", "b", "c", "d"]
    assert [len(corpus.stories), len(corpus.responses), len(corpus.drafts)] == [2, 1, 1]
    (response,) = corpus.activity.responses
    assert (response.post, response.text, response.precise) == (corpus.responses[0].key, "b", True)


def test_an_account_that_was_saved_under_two_names_is_no_copy_of_itself(tmp_path: Path) -> None:
    again = replace(MEDIUM, slug="ines-again")
    posts = [story(1, "<p>The lamp.</p>")]
    corpus = corpus_of(archive_of(tmp_path, (MEDIUM, posts), (again, posts), (SUBSTACK, posts)))
    assert [post.publication for post in corpus.posts] == ["ines", "tides"]


def test_publications_are_chosen_by_name(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, (MEDIUM, [story(1, "<p>a</p>")]), (SUBSTACK, [story(2, "<p>b</p>")]))
    assert [post.publication for post in corpus_of(archive, ["tides"]).posts] == ["tides"]
    assert len(corpus_of(archive).posts) == 2
    with pytest.raises(NotFound):
        corpus_of(archive, ["nobody"])


def test_links_between_the_writers_own_publications_are_own(tmp_path: Path) -> None:
    html = "".join(
        f'<p><a href="{url}">x</a></p>'
        for url in (
            "https://tides.substack.com/p/x",
            "https://medium.com/@ines/y",
            "https://ines.medium.com/z",
            "https://medium.com/p/a-story-000000000001",
            "https://medium.com/@other/y",
            "https://other.substack.com/p/x",
            "https://example.org",
        )
    )
    archive = archive_of(tmp_path, (MEDIUM, [story(1, html)]), (SUBSTACK, []))
    (post,) = corpus_of(archive).posts
    assert [link.own for link in post.links] == [True, True, True, True, False, False, False]


def test_a_post_that_was_first_published_elsewhere_has_its_canonical_address(tmp_path: Path) -> None:
    own = story(1, "<p>a</p>", url="https://ines.example/blog/lamp", raw={"link": "https://medium.com/p/000000000001"})
    (post,) = corpus_of(archive_of(tmp_path, (MEDIUM, [own]))).posts
    assert (post.canonical, post.url) == ("https://ines.example/blog/lamp", "https://medium.com/p/000000000001")


def test_a_post_in_a_publication_with_its_own_domain_was_not_first_published_elsewhere(tmp_path: Path) -> None:
    post = story(1, "<p>a</p>", url="https://letters.example/a-lamp-000000000001")
    assert corpus_of(archive_of(tmp_path, (MEDIUM, [post]))).posts[0].canonical is None


def test_since_keeps_what_came_before_for_comparison(tmp_path: Path) -> None:
    rows = [clap(1, "2025-12-01T08:00:00Z"), clap(2, "2026-01-20T08:00:00Z"), clap(3, None)]
    posts = [story(1, "<p>a</p>"), story(20, "<p>b</p>"), story(3, "<p>c</p>", kind=PostKind.DRAFT)]
    corpus = corpus_of(archive_of(tmp_path, (MEDIUM, [*posts, *rows])), since=datetime(2026, 1, 10))
    assert [post.text for post in corpus.posts] == ["b", "c"]
    assert [post.text for post in corpus.earlier] == ["a"]
    assert [act.at and act.at.day for act in corpus.activity.claps] == [None, 20]
    assert len(corpus.everything) == 3


def test_a_new_text_is_examined_against_all_that_is_there(tmp_path: Path) -> None:
    words = "The keeper of the lighthouse wrote a letter every night before he slept."
    archive = archive_of(tmp_path, (MEDIUM, [story(1, f"<p>{words}</p>"), clap(1, "2026-01-20T08:00:00Z")]))
    corpus = corpus_of(archive).with_draft(f"# New\n\n{words}\n\n[More](https://tides.example)", publication="ines")
    (post,) = corpus.posts
    assert (post.key, post.title, post.kind, post.platform) == (DRAFT, "New", PostKind.DRAFT, "medium")
    assert [(pair.first, pair.second) for pair in corpus.shingles.pairs] == [(0, 1)]
    assert corpus.by_key["ines/000000000001"].text == words
    assert list(corpus.activity) == []


def test_without_the_key_only_what_is_open_is_examined_and_that_is_said(tmp_path: Path) -> None:
    posts = [
        story(1, "<p>open</p>"),
        story(2, "<p>paid</p>", audience="only_paid"),
        story(3, "<p>draft</p>", kind=PostKind.DRAFT),
    ]
    archive = archive_of(tmp_path, (MEDIUM, [*posts, clap(1, "2026-01-20T08:00:00Z")]))
    archive.close()
    corpus = corpus_of(Archive(archive.root))
    assert [post.text for post in corpus.posts] == ["open"]
    assert list(corpus.activity) == []
    assert "The key is not here" in corpus.remarks[0]


def test_a_damaged_body_is_said_and_the_others_are_read(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, (MEDIUM, [story(1, "<p>one</p>"), story(2, "<p>two</p>")]))
    (first, _) = corpus_of(archive).posts
    assert first.object is not None
    archive.store.path(first.object).write_bytes(b"rust")
    corpus = corpus_of(archive)
    assert [post.text for post in corpus.posts] == ["", "two"]
    assert "Story 1" in corpus.remarks[0]
    assert "damaged" in corpus.remarks[0]


def test_a_missing_table_is_said_and_the_posts_are_read(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, (MEDIUM, [story(1, "<p>one</p>"), clap(1, "2026-01-20T08:00:00Z")]))
    archive.store.path(corpus_of(archive).activity.objects["claps"]).unlink()
    corpus = corpus_of(archive)
    assert [post.text for post in corpus.posts] == ["one"]
    assert corpus.activity.claps == ()
    assert any("claps" in remark for remark in corpus.remarks)


def test_a_missing_list_of_posts_is_said_and_what_was_done_is_read(tmp_path: Path) -> None:
    archive = archive_of(tmp_path, (MEDIUM, [story(1, "<p>one</p>"), clap(1, "2026-01-20T08:00:00Z")]))
    entry = archive.chain("ines").latest("posts").manifest.tables["posts"]  # type: ignore[union-attr]
    assert entry.full is not None
    archive.store.path(entry.full).write_bytes(b"")
    corpus = corpus_of(archive)
    assert corpus.posts == ()
    assert [act.kind for act in corpus.activity.claps] == [ActKind.CLAP]
    assert any("posts" in remark for remark in corpus.remarks)


def test_every_corpus_can_be_made_by_hand() -> None:
    corpus = Corpus()
    assert isinstance(corpus.shingles, Shingles)
    assert corpus.stories == corpus.responses == corpus.drafts == ()


def test_a_body_of_any_kind_is_read(tmp_path: Path) -> None:
    posts = [
        story(number, text, form=form)
        for number, (text, form) in enumerate(
            [
                ("", BodyFormat.MEDIUM_HTML),
                ("{]", BodyFormat.SUBSTACK_EDITOR),
                ("null", BodyFormat.MEDIUM_STATE),
                ("<table><p>\ud800", BodyFormat.SUBSTACK_HTML),
            ],
            1,
        )
    ]
    assert len(corpus_of(archive_of(tmp_path, (MEDIUM, posts))).posts) == 4


def test_follows_are_told_by_the_difference_of_two_exports(tmp_path: Path) -> None:
    def follow(name: str) -> Row:
        url = f"https://medium.com/@{name}"
        return Row(table="activity/follows", id=f"user:{url}", data={"type": "user", "url": url, "user": name})

    archive = archive_of(tmp_path, (MEDIUM, [follow("ada"), follow("bo")]))
    save(archive, MEDIUM, [follow("ada"), follow("cy"), follow("di")], as_of=datetime(2026, 2, 2, tzinfo=UTC))
    activity = corpus_of(archive).activity
    assert [act.at for act in activity.follows] == [None, None, None]
    (change,) = activity.follow_changes
    assert (change.since.day, change.until.day) == (1, 2)
    assert change.added == ("https://medium.com/@cy", "https://medium.com/@di")
    assert change.removed == ("https://medium.com/@bo",)
