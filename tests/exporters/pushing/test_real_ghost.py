"""The made-up publication is pushed to a real Ghost, and everything of it arrives."""

from collections.abc import Iterator
from typing import Any

import pytest
import requests

from exporters.pushing._base import Pushed
from exporters.selection import Criteria
from tests.exporters.made_up import MEDIUM, Made
from tests.exporters.pushing.arrived import files_in, not_answering
from tests.exporters.pushing.pushing import counts, push, selected
from tests.exporters.reading_back import words_in
from tests.exporters.survival import missing_words, words_of, words_shown
from tests.real.ghost.admin import Admin
from tests.real.ghost.site import Ghost

pytestmark = pytest.mark.real


@pytest.fixture(scope="module")
def mails_before(real_ghost: Ghost) -> int:
    Admin(real_ghost.url, real_ghost.staff).empty()
    return len(real_ghost.sink.mails)


@pytest.fixture(scope="module")
def pushed(real_ghost: Ghost, publication: Made, mails_before: int) -> Pushed:
    return push("ghost", real_ghost.url, real_ghost.key, selected(publication))


@pytest.fixture(scope="module")
def there(real_ghost: Ghost, pushed: Pushed) -> Iterator[dict[str, dict[str, Any]]]:
    yield Admin(real_ghost.url, real_ghost.key).posts()


def test_every_post_is_there_as_it_was(pushed: Pushed, there: dict[str, dict[str, Any]], publication: Made) -> None:
    entries = selected(publication).entries
    visible = {"everyone": "public", "only_free": "members", "only_paid": "paid"}

    assert (pushed.sent, pushed.refused) == (15, 0)
    assert set(there) == {entry.slug for entry in entries}
    for entry in entries:
        post = there[entry.slug]
        assert post["status"] == ("draft" if entry.draft else "published"), entry.slug
        assert post["visibility"] == visible[str(entry.stored.audience or "everyone")], entry.slug
        if not entry.draft and entry.date:
            assert post["published_at"] == entry.date.strftime("%Y-%m-%dT%H:%M:%S.000Z"), entry.slug
        public = [tag["name"] for tag in post["tags"] if not tag["name"].startswith("#")]
        assert public == list(filter(None, (entry.section, *entry.tags))), entry.slug
        assert post["title"] == entry.title or len(entry.title) > 255 or not entry.titled
    assert "about" in {one["slug"] for one in there.values() if one["url"].endswith("/about/")}


def test_the_words_of_every_post_are_there(there: dict[str, dict[str, Any]], pushed: Pushed, publication: Made) -> None:
    selection = selected(publication)
    for entry in selection.entries:
        document, post = selection.read(entry).document, there[entry.slug]
        shown = words_in({"a.html": f"{post['title']} {post['custom_excerpt']} {post['html']}".encode()})
        lost = {loss.block for loss in pushed.losses if loss.post == entry.id} | {"paywall"}  # Ghost has one of its own
        missing = missing_words(document, words_of(shown), lost)
        assert missing.total() <= 0.01 * words_shown(document).total(), (entry.slug, missing)


def test_every_picture_answers(there: dict[str, dict[str, Any]]) -> None:
    urls = files_in(post["html"] or "" for post in there.values())
    urls |= {post["feature_image"] for post in there.values() if post["feature_image"]}

    assert {url.rpartition("/")[2].split("-")[0] for url in urls} >= {
        "a",
        "b",
        "c",
        "cover",
        "paid",
        "draft",
        "episode",
    }
    assert not_answering(urls) == []


def test_own_links_lead_to_pages_that_answer(there: dict[str, dict[str, Any]]) -> None:
    letter = there["letter-1"]["html"]

    for slug, end in (("letter-2", "#part"), ("letter-6", "")):
        url = there[slug]["url"]
        assert f'href="{url}{end}"' in letter
        assert requests.get(url, timeout=30).status_code == 200


def test_comments_stand_in_their_threads_with_their_dates(real_ghost: Ghost, there: dict[str, dict[str, Any]]) -> None:
    found = Admin(real_ghost.url, real_ghost.key).all("comments", f"&filter=post_id:{there['letter-1']['id']}")
    by_words = {one["html"]: one for one in found}
    first, answer, third, alone = (
        by_words[html]
        for html in (
            "<p>First!</p>",
            "<p>Answer to &lt;first&gt; &amp; more</p>",
            "<p>Thanks</p><p>Two paragraphs.</p>",
            "<p>Answer to nobody</p>",
        )
    )

    assert [one["member"]["name"] for one in (first, answer, third, alone)] == ["Ada", "Bo", "Ada", "Cy"]
    assert (first["parent_id"], answer["parent_id"], third["parent_id"]) == (None, first["id"], first["id"])
    assert (third["in_reply_to_id"], alone["parent_id"]) == (answer["id"], None)
    assert [one["created_at"][:10] for one in (first, answer, third)] == ["2024-03-01", "2024-03-02", "2024-03-03"]


def test_under_a_post_for_payers_ghost_takes_no_comment_and_that_is_named(pushed: Pushed) -> None:
    assert [loss.post for loss in pushed.losses if loss.block == "comment" and "permission" in loss.reason] == ["1010"]
    assert pushed.comments == 4


def test_who_commented_gets_no_newsletter(real_ghost: Ghost, pushed: Pushed) -> None:
    members = Admin(real_ghost.url, real_ghost.key).all("members", "&include=newsletters,labels")

    assert len(members) == 4
    for member in members:
        assert member["newsletters"] == []
        assert member["email"].endswith("@commenter.invalid")
        assert "imported-commenter" in {label["name"] for label in member["labels"]}


def test_a_second_push_adds_nothing_and_nobody_got_a_mail(
    real_ghost: Ghost, there: dict[str, dict[str, Any]], publication: Made, mails_before: int
) -> None:
    admin = Admin(real_ghost.url, real_ghost.key)
    before = {kind: len(admin.all(kind)) for kind in ("posts", "pages", "tags", "members", "comments")}

    again = push("ghost", real_ghost.url, real_ghost.key, selected(publication))

    assert counts(again) == {"there": 15, "comments_there": 4}
    assert {kind: len(admin.all(kind)) for kind in before} == before
    assert real_ghost.sink.mails[mails_before:] == []


def test_an_update_writes_the_words_again(
    real_ghost: Ghost, there: dict[str, dict[str, Any]], publication: Made
) -> None:
    admin = Admin(real_ghost.url, real_ghost.key)
    post = there["letter-6"]
    edited = {"lexical": post["lexical"].replace("مرحبا", "edited"), "updated_at": post["updated_at"]}
    admin.ask("PUT", f"posts/{post['id']}/", json={"posts": [edited]})

    push("ghost", real_ghost.url, real_ghost.key, selected(publication))
    assert "edited" in admin.posts()["letter-6"]["html"]
    updated = push("ghost", real_ghost.url, real_ghost.key, selected(publication), update=True)

    after = admin.posts()
    assert counts(updated) == {"updated": 15, "comments_there": 4, "media": 7}
    assert {slug: one["html"] for slug, one in after.items()} == {slug: one["html"] for slug, one in there.items()}
    assert [one["published_at"] for one in after.values()] == [there[slug]["published_at"] for slug in after]


def test_responses_are_pages_of_their_own(real_ghost: Ghost, pushed: Pushed, publication: Made) -> None:
    medium = selected(publication, Criteria(responses=True), MEDIUM)
    sent = push("ghost", real_ghost.url, real_ghost.key, medium)

    assert counts(sent) == {"sent": 4}
    assert counts(push("ghost", real_ghost.url, real_ghost.key, medium)) == {"there": 4}
