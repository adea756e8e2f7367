"""A live backup of a made-up Substack holds the truth, item by item, on good days and after the platform's bad ones."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.errors import Limited, SignedOut, WebProblem
from backup.model import PostKind
from outlast.demo_platforms.substack import edits
from outlast.demo_platforms.substack.nouns import Sizes
from tests.outlast.backups.live import SLUG, Live, live


@pytest.fixture
def night(tmp_path: Path) -> Iterator[Live]:
    with live(tmp_path) as running:
        yield running


def test_everything_of_a_publication_is_saved_item_by_item(night):
    done = night.backup()

    assert night.wrong() == []
    assert done.failure is None
    assert done.problems == ()
    assert done.suspect == []


def test_a_second_run_asks_for_little_and_finds_nothing_new(night):
    first = night.backup()
    second = night.backup()

    assert second.requests < first.requests / 4
    assert all(count.new == 0 and count.gone == 0 for count in second.counts.values())
    assert night.wrong() == []


def test_what_moves_between_two_runs_is_found(night):
    night.backup()
    edits.publish_post(night.world)
    edited = edits.edit_post(night.world, night.world.published()[3].number)
    deleted = edits.delete_post(night.world)
    edits.add_comments(night.world, 3)
    edits.add_chat_replies(night.world, 4)
    edits.join(night.world, 5)
    edits.leave(night.world, 2)
    done = night.backup()

    assert night.wrong() == []
    posts = done.counts["posts"]
    assert (posts.new, posts.changed, posts.gone) == (1, 1, 1)
    assert (done.counts["subscribers"].new, done.counts["subscribers"].gone) == (5, 2)
    versions = night.archive.index.connection.execute(
        "SELECT count(*) FROM version WHERE id = ?", (str(edited.number),)
    )
    assert versions.fetchone() == (2,)
    kept = night.archive.index.connection.execute("SELECT count(*) FROM version WHERE id = ?", (str(deleted.number),))
    assert kept.fetchone() == (1,)


def test_without_a_session_only_what_is_public_is_saved_and_nothing_known_is_called_gone(night):
    night.backup()
    before = {post.id for post in night.archive.posts(SLUG)}
    done = night.backup(signed_in=False)

    assert done.failure is None
    assert {post.id for post in night.archive.posts(SLUG)} == before
    assert done.counts["drafts"].gone == 0
    assert "subscribers" not in done.counts
    assert night.wrong() == []


@pytest.mark.parametrize("quirk", ["drafts-old", "comments-flat", "slug-404", "archive-capped", "dm-replies",
                                   "cookie-rotates", "fields-new", "rate-storm"])  # fmt: skip
def test_every_shape_that_the_platform_was_seen_in_gives_the_same_archive(night, quirk):
    night.server.switch(quirk, on=True)
    night.backup()

    assert night.wrong() == []


def test_a_dead_session_is_told_at_the_end_and_what_is_public_is_saved(night):
    night.server.switch("logged-out", on=True)
    done = night.backup()

    assert isinstance(done.failure, SignedOut)
    assert done.counts["posts"].new == 8
    assert "subscribers" not in done.counts
    night.server.switch("logged-out", on=False)
    night.backup()
    assert night.wrong() == []


def test_a_session_that_dies_on_the_way_keeps_what_came(night):
    night.server.switch("cookie-dies-midway", on=True, after=30)
    done = night.backup()

    assert isinstance(done.failure, SignedOut)
    assert done.counts["posts"].new
    night.server.switch("cookie-dies-midway", on=False)
    night.backup()
    assert night.wrong() == []


def test_a_preview_never_takes_the_place_of_a_fuller_body(night):
    night.backup()
    for post in night.world.published():
        edits.edit_post(night.world, post.number)
    before = {post.id: post.body for post in night.archive.posts(SLUG) if post.audience != "everyone"}
    night.server.switch("paywall-preview", on=True)
    night.server.switch("logged-out", on=True)
    night.backup()
    after = {post.id: post.body for post in night.archive.posts(SLUG) if post.audience != "everyone"}

    assert len(before) > 0
    assert {i: body for i, body in after.items() if i in before} == before
    for quirk in ("paywall-preview", "logged-out"):
        night.server.switch(quirk, on=False)
    night.backup()
    assert night.wrong() == []


def test_an_emptied_dashboard_is_kept_apart_and_the_last_good_list_stays(night):
    night.backup()
    night.server.switch("emptied-dashboard", on=True)
    done = night.backup()

    assert done.suspect == ["all 60 subscribers are gone"] or "subscribers are gone" in done.suspect[0]
    night.server.switch("emptied-dashboard", on=False)
    assert night.wrong() == []


def test_a_suspended_platform_takes_nothing_from_the_archive(night):
    night.backup()
    before = {post.id for post in night.archive.posts(SLUG)}
    for quirk in ("suspended-200", "suspended-403", "suspended-404", "suspended-410"):
        night.server.switch(quirk, on=True)
        with suppress(WebProblem):
            night.backup()
        night.server.switch(quirk, on=False)
        assert {post.id for post in night.archive.posts(SLUG)} == before, quirk
    assert night.wrong() == []


@pytest.mark.parametrize("quirk", ["rate-limited", "outage", "captive-portal", "html-for-json", "cut-json", "redirect-loop",
                                   "redirect-away", "dc-blocked", "gzip-bomb", "export-never-ready", "fields-missing"])  # fmt: skip
def test_a_bad_day_costs_nothing_that_was_saved_and_the_next_run_goes_on(night, quirk):
    night.backup()
    before = {post.id: post.body for post in night.archive.posts(SLUG)}
    edits.publish_post(night.world)
    night.server.switch(quirk, on=True)
    try:
        done = night.backup()
        told = done.failure is not None or done.problems or done.remarks or quirk == "fields-missing"
    except WebProblem:
        told = True
    assert told
    after = {post.id: post.body for post in night.archive.posts(SLUG)}
    assert before.items() <= after.items()
    night.server.switch(quirk, on=False)
    night.backup(full=quirk == "fields-missing")
    assert night.wrong() == []


def test_a_run_that_is_refused_midway_goes_on_where_it_stopped(night):
    night.server.switch("rate-limited", on=True, after=60)
    first = night.backup(most=5)

    assert isinstance(first.failure, Limited)
    saved = {post.id for post in night.archive.posts(SLUG)}
    assert saved
    night.server.switch("rate-limited", on=False)
    night.server.forget_requests()
    night.backup()
    asked = [seen.path for seen in night.server.requests]
    slugs = {post.slug for post in night.archive.posts(SLUG) if post.id in saved and post.kind is PostKind.POST}
    assert [path for path in asked if path.removeprefix("/api/v1/posts/") in slugs] == []
    assert night.wrong() == []


def test_pictures_that_are_gone_at_their_origin_come_from_the_network(night):
    night.server.switch("picture-404", on=True)
    night.backup()

    assert len(night.archive.media(SLUG)) > 20


def test_a_placeholder_is_not_the_picture(night):
    night.server.switch("picture-expired", on=True)
    done = night.backup()

    assert any("picture" in problem.reason for problem in done.problems)
    night.server.switch("picture-expired", on=False)
    night.now = night.now.replace(day=15)  # a lost picture is looked for again on another day
    night.backup()
    assert night.wrong() == []


def test_a_post_that_is_deleted_between_list_and_look_is_told_and_stops_nothing(night):
    night.server.switch("post-removed", on=True, path="/api/v1/posts/")
    done = night.backup()

    assert done.counts["posts"].new
    assert done.failure is None


def test_a_renamed_publication_is_saved_on(night):
    night.backup()
    edits.rename_handle(night.world, "mayawrites")
    done = night.backup()

    assert done.failure is None
    assert night.wrong() == []


def test_the_platforms_own_export_is_fetched_imported_and_removed(night):
    folder = night.folder / "downloads"
    night.server.forget_requests()
    night.backup(exports=folder, start_export=True)
    done = night.backup(exports=folder, start_export=True)

    assert night.wrong() == []
    assert list(folder.glob("*")) == [] if folder.exists() else True
    assert "delivers" in done.counts or any("export" in one.path for one in night.server.requests)


def test_without_the_key_everything_is_saved_in_one_piece_and_nothing_is_lost(night):
    night.backup()
    keyless = Archive(night.archive.root)
    edits.publish_post(night.world)
    done = night.backup(archive=keyless)
    keyless.close()
    night.archive._chains.clear()

    assert done.failure is None
    assert night.wrong() == []


def test_a_custom_domain_takes_its_own_cookie(tmp_path):
    with live(tmp_path, sizes=Sizes(posts=3), custom_domain="letters.example.org") as night:
        done = night.backup(signed_in=False)

        assert done.failure is None
        assert done.counts["posts"].new


@pytest.mark.parametrize("most", [1, 3, 10])
def test_small_pieces_make_the_same_archive(night, most):
    night.backup(most=most)

    assert night.wrong() == []


def test_a_list_whose_export_never_comes_is_read_page_by_page(night):
    night.server.switch("export-never-ready", on=True)
    done = night.backup()

    assert any("page by page" in remark.text for remark in done.remarks)
    assert done.counts["subscribers"].new == len(night.world.present())
    assert night.wrong() == []


def test_a_feed_that_did_not_change_is_not_sent_again(night):
    night.backup()
    night.server.forget_requests()
    night.backup()

    assert [seen.status for seen in night.server.requests if seen.path == "/feed"] == [304]


def test_comments_behind_the_paywall_are_sealed_and_the_others_are_not(night):
    night.backup()
    paid = {str(post.number) for post in night.world.published() if post.audience != "everyone"}
    where = {
        table: {row["data"]["post"] for row in night.archive.rows(SLUG, table) if not row["data"].get("automod_hidden")}
        for table in ("comments", "comments.private")
    }

    assert where["comments.private"] <= paid
    assert not where["comments"] & paid
    assert where["comments"]
    done = night.backup()
    assert done.counts["comments"].gone == 0
