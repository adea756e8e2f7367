"""A push goes on where it stopped, sends nothing twice, and names what the site refuses."""

import json
from collections.abc import Callable

import pytest

from backup.errors import WebProblem
from exporters.pushing import ghost as of_ghost
from exporters.pushing import run as of_run
from exporters.pushing._ghost_comments import OFF
from exporters.selection import Criteria
from tests.exporters.made_up import Made
from tests.exporters.pushing.fake_ghost import KEY, POSTED, FakeGhost, creating
from tests.exporters.pushing.pushing import WHOLE, counts, push, selected
from tests.http.server import Asked, Says


def test_all_goes_there_and_a_second_push_adds_nothing(ghost: FakeGhost, whole: Callable[..., dict[str, int]]) -> None:
    first = whole()
    there = ghost.counts()
    begun = len(ghost.asked)

    second = whole()

    assert first == WHOLE
    assert there == {"posts": 14, "pages": 1, "comments": 5, "members": 4, "files": 8}
    assert (second, ghost.counts()) == ({"there": 15, "comments_there": 5}, there)
    assert {method for method, _ in ghost.asked[begun:]} == {"GET"}


def test_a_dry_run_counts_the_same_and_sends_nothing(ghost: FakeGhost, whole: Callable[..., dict[str, int]]) -> None:
    counted = whole(dry_run=True)

    assert counted == WHOLE
    assert {method for method, _ in ghost.asked} == {"GET"}
    whole()
    assert whole(dry_run=True) == {"there": 15, "comments_there": 5}


def test_a_post_that_is_refused_is_named_and_the_rest_goes_on(ghost: FakeGhost, publication: Made) -> None:
    def picky(asked: Asked, _says: Says) -> Says | None:
        if creating(asked, POSTED) and b"Widgets" in asked.body:
            body = {"errors": [{"message": "Validation error", "context": "Invalid lexical structure."}]}
            return Says(status=422, body=json.dumps(body).encode())
        return None

    ghost.quirk = picky
    pushed = push("ghost", ghost.url, KEY, selected(publication))

    assert (pushed.sent, pushed.refused) == (14, 1)
    (loss,) = (loss for loss in pushed.losses if loss.reason.startswith(of_run.REFUSED + ":"))
    assert (loss.post, loss.block, loss.reason) == (
        "1015",
        "post",
        "The site refused the post: Invalid lexical structure.",
    )


def test_a_picture_that_is_refused_is_a_loss_and_its_post_goes_there(ghost: FakeGhost, publication: Made) -> None:
    ghost.quirk = lambda asked, _: Says(status=415, body=b"{}") if creating(asked, ("images/upload",)) else None

    pushed = push("ghost", ghost.url, KEY, selected(publication))

    assert counts(pushed) == {"sent": 15, "comments": 5, "media": 1}
    assert [loss.post for loss in pushed.losses if loss.reason.startswith("The site did not take the file")]


def test_what_somebody_edited_over_there_is_left_alone_unless_the_writer_says_otherwise(
    ghost: FakeGhost, whole: Callable[..., dict[str, int]]
) -> None:
    whole()
    post = next(one for one in ghost.held["posts"] if one["slug"] == "letter-1")
    words = post["lexical"]
    post |= {"lexical": "edited", "status": "draft"}

    whole()
    assert post["lexical"] == "edited"
    assert whole(update=True) == {"updated": 15, "comments_there": 5, "media": 8}

    assert json.loads(post["lexical"]) == json.loads(words)
    assert post["status"] == "draft", "what the writer took offline stays offline"
    assert ghost.counts() == {"posts": 14, "pages": 1, "comments": 5, "members": 4, "files": 8}


def test_a_name_that_is_taken_is_another_one_there_and_links_lead_to_it(ghost: FakeGhost, publication: Made) -> None:
    ghost._create("pages", {"slug": "about", "title": "Ghost's own", "published_at": "2020-01-01T00:00:00.000Z"})
    ghost._create("posts", {"slug": "letter-6", "title": "Another", "published_at": "2020-01-01T00:00:00.000Z"})

    first = push("ghost", ghost.url, KEY, selected(publication))
    second = push("ghost", ghost.url, KEY, selected(publication))

    taken = {loss.what for loss in first.losses if loss.reason == of_run.NAME_TAKEN}
    assert taken == {"about-2", "letter-6-2"}
    assert counts(second) == {"there": 15, "comments_there": 5}
    first_letter = next(one for one in ghost.held["posts"] if one["slug"] == "letter-1")
    assert f"{ghost.url}/letter-6-2/" in first_letter["lexical"], "it was sent before the one it links to"
    assert f"{ghost.url}/letter-6/" not in first_letter["lexical"]


def test_links_are_as_the_site_makes_its_addresses(ghost: FakeGhost, whole: Callable[..., dict[str, int]]) -> None:
    ghost.permalink = "/p/{slug}/"

    whole()

    first_letter = next(one for one in ghost.held["posts"] if one["slug"] == "letter-1")
    assert f"{ghost.url}/p/letter-2/#part" in first_letter["lexical"]
    assert not [method for method, _ in ghost.asked if method == "PUT"], "nothing had to be mended"


def test_links_are_mended_also_when_the_run_that_sent_them_was_stopped_before(
    ghost: FakeGhost, publication: Made, whole: Callable[..., dict[str, int]]
) -> None:
    ghost._create("posts", {"slug": "letter-6", "title": "Another", "published_at": "2020-01-01T00:00:00.000Z"})
    ghost.quirk = lambda asked, _: Says(status=500, body=b"{}") if asked.method == "PUT" else None
    with pytest.raises(WebProblem):
        push("ghost", ghost.url, KEY, selected(publication))
    ghost.quirk = lambda _asked, _says: None

    whole()

    first_letter = next(one for one in ghost.held["posts"] if one["slug"] == "letter-1")
    assert f"{ghost.url}/letter-6-2/" in first_letter["lexical"]


def test_posts_that_came_by_an_import_of_files_are_known_by_their_old_id(
    ghost: FakeGhost, whole: Callable[..., dict[str, int]], publication: Made
) -> None:
    ghost._create("posts", {"slug": "other-name", "title": "Renamed", "published_at": "2021-01-01T00:00:00.000Z"})
    ghost.held["posts"][0]["comment_id"] = "1003"

    pushed = whole()

    assert (pushed["there"], pushed["sent"]) == (1, 14)


def test_comments_that_are_switched_off_are_losses_and_come_later(ghost: FakeGhost, publication: Made) -> None:
    ghost.settings["comments_enabled"] = "off"
    pushed = push("ghost", ghost.url, KEY, selected(publication))
    assert [loss.reason for loss in pushed.losses if loss.block == "comment"] == [OFF] * 5
    assert ghost.counts()["members"] == 0, "nobody is made a member for nothing"

    ghost.settings["comments_enabled"] = "all"
    pushed = push("ghost", ghost.url, KEY, selected(publication))

    assert counts(pushed) == {"there": 15, "comments": 5}


def test_comments_that_nobody_wants_are_not_sent(ghost: FakeGhost, whole: Callable[..., dict[str, int]]) -> None:
    assert whole(comments=False) == {"sent": 15, "media": 8}
    assert (ghost.counts()["comments"], ghost.counts()["members"]) == (0, 0)


def test_an_author_whom_the_site_knows_is_the_author_there(ghost: FakeGhost, publication: Made) -> None:
    ghost.users.append({"id": "u2", "name": "maya  LINDQVIST"})

    pushed = push("ghost", ghost.url, KEY, selected(publication))

    assert {json.dumps(one["authors"]) for one in ghost.held["posts"]} == {'[{"id": "u2"}]'}
    assert not [loss for loss in pushed.losses if loss.reason == of_ghost.NO_AUTHOR]


def test_one_post_alone_can_be_sent(ghost: FakeGhost, publication: Made) -> None:
    pushed = push("ghost", ghost.url, KEY, selected(publication, Criteria(ids=frozenset({"1006"}))))

    assert counts(pushed) == {"sent": 1}


def test_posts_are_dated_named_and_shown_as_they_were(ghost: FakeGhost, publication: Made) -> None:
    push("ghost", ghost.url, KEY, selected(publication))

    there = {one["slug"]: one for one in (*ghost.held["posts"], *ghost.held["pages"])}
    for entry in selected(publication).entries:
        post = there[entry.slug]
        assert post["status"] == ("draft" if entry.draft else "published")
        if not entry.draft:
            assert entry.date is not None
            assert post["published_at"] == entry.date.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        assert {tag["name"] for tag in post["tags"]} >= set(entry.tags)
    assert (there["letter-10"]["visibility"], there["letter-11"]["visibility"]) == ("paid", "members")
