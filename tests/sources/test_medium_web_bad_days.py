"""The live source of Medium on bad days: what came is given, what did not is told, and nothing is called gone."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from backup.document import parse
from backup.document.text import words
from backup.errors import (
    Blocked,
    Limited,
    NoConnection,
    OutlastError,
    PlatformRefused,
    SignedOut,
    UnexpectedAnswer,
    UnsafeAnswer,
)
from backup.model import Complete, Problem, Severity
from tests.sources.medium_web_running import Came, Stand, stand

STORY, LOCKED, OLD_LOCKED = f"{23:012x}", f"{20:012x}", f"{5:012x}"
POSTS = "/@ada/"


@pytest.fixture
def medium() -> Iterator[Stand]:
    with stand() as running:
        yield running


@pytest.mark.parametrize("quirk", ["suspended-account", "deleted"])
def test_a_suspended_account_is_refused_and_nothing_is_gone(medium: Stand, quirk: str) -> None:
    medium.run()
    medium.server.switch(quirk, on=True)
    came = medium.run()
    assert isinstance(came.error, PlatformRefused)
    assert "@ada" in came.error.what
    assert not came.of(Complete)
    assert not came.posts


def test_the_owner_of_a_suspended_account_still_saves_everything(medium: Stand) -> None:
    medium.signed_in = True
    medium.server.switch("suspended-account", on=True)
    came = medium.run()
    assert sorted(came.posts) == sorted(medium.world.pieces)
    assert isinstance(came.error, PlatformRefused)
    assert not came.of(Complete)


def test_a_suspension_in_the_middle_keeps_what_came_before(medium: Stand) -> None:
    medium.server.switch("suspended-account", on=True, path=POSTS, after=4)
    came = medium.run()
    assert isinstance(came.error, PlatformRefused)
    assert len(came.posts) >= 10  # four by their pages, the others of the latest ten by the feed
    assert not came.of(Complete)


@pytest.mark.parametrize("quirk", ["not-found", "soft-404"])
def test_a_name_that_is_nobodys_is_refused(medium: Stand, quirk: str) -> None:
    medium.server.switch(quirk, on=True)
    came = medium.run(slow=False)
    assert isinstance(came.error, PlatformRefused)
    assert "nobody at @ada" in came.error.what


def test_an_empty_feed_makes_it_look_at_the_profile(medium: Stand) -> None:
    medium.server.switch("feed-empty", on=True)
    calm = medium.run(slow=False)
    assert calm.error is None
    assert [seen.path for seen in medium.server.requests] == ["/feed/@ada", "/@ada"]
    medium.server.switch("suspended-account", on=True, path="/@ada")
    medium.notes.clear()
    medium.server.switch("suspended-account", on=True, path="/@ada", after=1)
    assert isinstance(medium.run(slow=False).error, PlatformRefused)


def test_a_feed_that_turns_this_computer_away_says_nothing_of_the_account(medium: Stand) -> None:
    medium.server.switch("feed-403", on=True)
    assert isinstance(medium.run(slow=False).error, Blocked)
    came = medium.run()
    assert sorted(came.posts) == sorted(medium.world.pieces)
    assert came.of(Complete)
    assert isinstance(came.error, Blocked)


@pytest.mark.parametrize("quirk", ["cloudflare", "cloudflare-blocked"])
def test_a_test_for_humans_everywhere_is_no_suspension(medium: Stand, quirk: str) -> None:
    medium.server.switch(quirk, on=True)
    came = medium.run()
    assert isinstance(came.error, Blocked)
    assert not came.posts


def test_a_test_for_humans_on_one_post_is_gone_around(medium: Stand) -> None:
    medium.server.switch("cloudflare", on=True, path=f"-{STORY}")
    came = medium.run()
    assert came.error is None
    assert sorted(came.posts) == sorted(medium.world.pieces)
    assert came.posts[STORY].tags == ("bread", "loaf-23")


def test_a_429_in_the_middle_keeps_what_came_and_the_next_run_goes_on(medium: Stand) -> None:
    medium.server.switch("rate-limited", on=True, path=POSTS, after=9)
    first = medium.run()
    assert isinstance(first.error, Limited)
    assert len(first.posts) >= 9
    assert not first.of(Complete)
    medium.server.switch("rate-limited", on=False)
    medium.server.forget_requests()
    second = medium.run()
    assert second.error is None
    assert sorted({*first.posts, *second.posts}) == sorted(medium.world.pieces)
    own = [each for each in medium.world.newest() if not each.in_publication]
    assert sum(seen.path.startswith(POSTS) for seen in medium.server.requests) == len(own) - 9
    assert second.of(Complete)


def test_a_429_on_the_list_still_gives_the_feed(medium: Stand) -> None:
    medium.server.switch("rate-limited", on=True, path="graphql")
    came = medium.run()
    assert isinstance(came.error, Limited)
    assert len(came.posts) == 10


@pytest.mark.parametrize("quirk", ["user-null", "graphql-errors", "cut-json", "html-for-json"])
def test_a_list_that_does_not_come_still_gives_the_feed(medium: Stand, quirk: str) -> None:
    medium.server.switch(quirk, on=True, path="graphql")
    came = medium.run()
    assert isinstance(came.error, UnexpectedAnswer)
    assert len(came.posts) == 10
    assert not came.of(Complete)


def test_a_list_that_breaks_off_still_gives_its_posts(medium: Stand) -> None:
    medium.server.switch("graphql-errors", on=True, path="graphql", after=2)
    came = medium.run()
    assert isinstance(came.error, UnexpectedAnswer)
    assert len(came.posts) == 10
    assert not came.of(Complete)


def test_a_page_that_is_cut_is_read_by_graphql(medium: Stand) -> None:
    medium.server.switch("captive-portal", on=True, path=f"-{STORY}")
    assert STORY in medium.run().posts


def test_a_post_that_cannot_be_read_at_all_is_a_problem_and_not_gone(medium: Stand) -> None:
    medium.run()
    medium.world.put(replace(medium.world.pieces[STORY], paragraphs=(), updated=1_800_000_000_000))
    medium.server.switch("captive-portal", on=True, path=f"-{STORY}")
    medium.server.switch("graphql-errors", on=True, path="graphql", after=4)
    came = medium.run()
    (problem,) = came.of(Problem)
    assert isinstance(problem, Problem)
    assert (problem.file, problem.severity) == (f"posts/{STORY}", Severity.MISSING)
    assert STORY in came.present
    assert came.of(Complete)


@pytest.mark.parametrize(("quirk", "kept"), [("suspended-post", True), ("legal", True), ("removed-by-author", False)])
def test_one_post_that_is_withheld_is_told_and_one_taken_down_is_gone(medium: Stand, quirk: str, kept: bool) -> None:
    medium.world.pieces = {STORY: medium.world.pieces[STORY], LOCKED: medium.world.pieces[LOCKED]}
    medium.server.switch("feed-empty", on=True)
    medium.server.switch(quirk, on=True, path=f"-{STORY}")
    came = medium.run()
    assert came.error is None
    assert (STORY in came.present) is kept
    assert len(came.of(Problem)) == int(kept)
    assert list(came.posts) == [LOCKED]
    assert "Loaf 23" in came.said


def test_a_preview_never_takes_the_place_of_a_fuller_body(medium: Stand) -> None:
    whole = words(parse(body)) if (body := _signed_in(medium).posts[OLD_LOCKED].body) else 0
    medium.words = {OLD_LOCKED: whole}
    came = medium.run(full=True)
    assert came.posts[OLD_LOCKED].body is None
    assert f"the {whole} that are saved are kept" in came.said
    assert medium.notes[OLD_LOCKED]["body"] == "preview"


def test_a_preview_is_kept_where_nothing_fuller_is_known_and_asked_again_once_signed_in(medium: Stand) -> None:
    came = medium.run()
    body = came.posts[OLD_LOCKED].body
    assert body is not None
    assert words(parse(body)) < 20
    assert "nothing fuller is known" in came.said
    assert not medium.run().posts
    again = _signed_in(medium)
    assert sorted(again.posts) == sorted([OLD_LOCKED, f"{10:012x}", f"{15:012x}", LOCKED])


def test_a_session_that_died_is_told_after_all_that_is_public_came(medium: Stand) -> None:
    medium.server.switch("logged-out", on=True)
    came = _signed_in(medium)
    assert isinstance(came.error, SignedOut)
    assert sorted(came.posts) == sorted(medium.world.pieces)
    assert came.of(Complete)
    medium.server.switch("logged-out", on=False)
    healed = _signed_in(medium)
    assert len(healed.posts) == 4
    assert healed.error is None


def _signed_in(medium: Stand) -> Came:
    medium.signed_in = True
    try:
        return medium.run()
    finally:
        medium.signed_in = False


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ("outage", OutlastError),
        ("captive-portal", OutlastError),
        ("redirect-loop", UnsafeAnswer),
        ("gzip-bomb", UnsafeAnswer),
        ("hang-up", NoConnection),
    ],
)
def test_a_platform_that_is_not_itself_gives_nothing_and_takes_nothing_away(
    medium: Stand, fault: str, error: type[OutlastError]
) -> None:
    medium.run()
    medium.server.switch(fault, on=True)
    came = medium.run()
    assert isinstance(came.error, error)
    assert not isinstance(came.error, PlatformRefused)
    assert not came.of(Complete)
    assert not came.posts


def test_cookies_go_to_mediums_own_host_only(medium: Stand) -> None:
    medium.server.switch("redirect-away", on=True, path=f"-{STORY}")
    came = _signed_in(medium)
    assert sorted(came.posts) == sorted(medium.world.pieces)
    for seen in medium.server.requests:
        assert "cookie" not in seen.headers or seen.host == "medium.com"
        assert "cookie" not in seen.headers or not seen.path.startswith("/feed")


def test_pages_that_have_all_changed_are_not_asked_for_one_by_one(medium: Stand) -> None:
    medium.server.switch("captive-portal", on=True, path="-0000")
    medium.server.switch("graphql-errors", on=True, path="graphql", after=4)
    came = medium.run()
    assert isinstance(came.error, UnexpectedAnswer)
    assert len(came.of(Problem)) == 5
    assert not came.of(Complete)
    assert len(came.posts) >= 10
