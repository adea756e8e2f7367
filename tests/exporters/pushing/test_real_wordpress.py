"""The made-up publication is pushed to a real WordPress, and everything of it arrives."""

import html
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from backup.errors import SignedOut
from exporters.pushing._base import Pushed
from exporters.pushing.wordpress import NO_AUTHOR
from exporters.selection import Criteria
from tests.exporters.made_up import FREE_WORD, MEDIUM, PAID_WORD, Made
from tests.exporters.pushing.arrived import files_in, not_answering
from tests.exporters.pushing.pushing import counts, push, selected
from tests.exporters.reading_back import words_in
from tests.exporters.survival import missing_words, words_of, words_shown
from tests.real.wordpress.site import WordPress, wordpress

pytestmark = pytest.mark.real


def asked(site: WordPress, key: str, path: str, **params: Any) -> list[dict[str, Any]]:
    """Return everything of a kind, asked without our own code."""
    url = f"{site.url}/wp-json/wp/v2/{path}"
    name, _, password = key.partition(":")
    answer = requests.get(url, params={"per_page": 100, **params}, auth=(name, password), timeout=60)
    assert answer.ok, answer.text[:300]
    found: list[dict[str, Any]] = answer.json()
    return found


def posts(site: WordPress, key: str) -> dict[str, dict[str, Any]]:
    """Return all posts and pages by their slugs."""
    found = (one for kind in ("posts", "pages") for one in asked(site, key, kind, status="any", context="edit"))
    return {one["slug"]: one for one in found}


@pytest.fixture(scope="module")
def pushed(real_wordpress: WordPress, publication: Made) -> Pushed:
    return push("wordpress", real_wordpress.url, real_wordpress.owner, selected(publication))


@pytest.fixture(scope="module")
def there(real_wordpress: WordPress, pushed: Pushed) -> dict[str, dict[str, Any]]:
    return posts(real_wordpress, real_wordpress.owner)


def test_every_post_is_there_as_it_was(
    real_wordpress: WordPress, pushed: Pushed, there: dict[str, dict[str, Any]], publication: Made
) -> None:
    entries = selected(publication).entries
    names = {one["id"]: html.unescape(one["name"]) for one in asked(real_wordpress, real_wordpress.owner, "tags")}
    users = {one["id"]: one["name"] for one in asked(real_wordpress, real_wordpress.owner, "users")}
    sections = {one["id"]: one["name"] for one in asked(real_wordpress, real_wordpress.owner, "categories")}

    assert (pushed.sent, pushed.refused) == (15, 0)
    assert set(there) == {entry.slug for entry in entries}
    for entry in entries:
        post = there[entry.slug]
        status = "draft" if entry.draft else "private" if entry.private else "publish"
        assert (post["status"], post["type"]) == (status, "page" if entry.page else "post"), entry.slug
        if not entry.draft and entry.date:
            assert post["date_gmt"] == entry.date.strftime("%Y-%m-%dT%H:%M:%S"), entry.slug
        assert html.unescape(post["title"]["raw"]) == entry.title or not entry.titled, entry.slug
        if not entry.page:
            assert {names[number] for number in post["tags"]} == set(entry.tags), entry.slug
        assert users[post["author"]] == "Maya Lindqvist"
    assert [sections[number] for number in there["letter-1"]["categories"]] == ["Letters"]
    assert not [loss for loss in pushed.losses if loss.reason == NO_AUTHOR]


def test_the_words_of_every_post_are_there(there: dict[str, dict[str, Any]], pushed: Pushed, publication: Made) -> None:
    assert words_missing(there, pushed, publication) == {}


def test_what_was_not_for_everybody_is_seen_by_nobody_else(
    real_wordpress: WordPress, there: dict[str, dict[str, Any]]
) -> None:
    for slug, word in (("letter-10", PAID_WORD), ("letter-11", FREE_WORD)):
        answer = requests.get(there[slug]["link"], timeout=30)
        assert answer.status_code == 404
        assert word not in answer.text
    feed = requests.get(f"{real_wordpress.url}/feed/", timeout=30).text
    assert PAID_WORD not in feed


def test_every_picture_answers(real_wordpress: WordPress, there: dict[str, dict[str, Any]]) -> None:
    media = {one["id"]: one["source_url"] for one in asked(real_wordpress, real_wordpress.owner, "media")}
    urls = files_in(post["content"]["raw"] for post in there.values())

    assert media[there["letter-1"]["featured_media"]].rpartition("/")[2].startswith("cover-")
    assert urls | {media[there["letter-1"]["featured_media"]]} == set(media.values()), "each once, and none in vain"
    assert len(media) == 8
    assert not_answering(media.values()) == []


def test_own_links_lead_to_pages_that_answer(there: dict[str, dict[str, Any]]) -> None:
    letter = there["letter-1"]["content"]["raw"]

    for slug, end in (("letter-2", "#part"), ("letter-6", "")):
        url = there[slug]["link"]
        assert f'href="{url}{end}"' in letter
        assert url.endswith(f"/p/{slug}/")
        assert requests.get(url, timeout=30).status_code == 200


def test_comments_stand_in_their_threads_with_their_dates(
    real_wordpress: WordPress, pushed: Pushed, there: dict[str, dict[str, Any]]
) -> None:
    found = asked(real_wordpress, real_wordpress.owner, "comments", post=there["letter-1"]["id"], order="asc")
    first, answer, third, alone = found

    assert pushed.comments == 5
    assert [one["author_name"] for one in found] == ["Ada", "Bo", "Ada", "Cy"]
    assert [one["parent"] for one in found] == [0, first["id"], answer["id"], 0]
    assert [one["date_gmt"][:10] for one in found] == ["2024-03-01", "2024-03-02", "2024-03-03", "2024-03-05"]
    assert "Answer to &lt;first&gt; &amp; more" in answer["content"]["rendered"]
    assert third["content"]["rendered"].count("<p>") == 2
    assert alone["status"] == "approved"


def test_a_second_push_adds_nothing_and_no_reader_got_a_mail(
    real_wordpress: WordPress, pushed: Pushed, publication: Made
) -> None:
    kinds = ("posts", "pages", "media", "comments", "tags", "categories")

    def sizes() -> dict[str, int]:
        return {kind: len(asked(real_wordpress, real_wordpress.owner, kind, **_all(kind))) for kind in kinds}

    before, mails = sizes(), len(real_wordpress.mails)
    again = push("wordpress", real_wordpress.url, real_wordpress.owner, selected(publication))

    assert counts(again) == {"there": 15, "comments_there": 5}
    assert sizes() == before
    assert len(real_wordpress.mails) == mails
    # WordPress tells the author of a post, who is a user of the site, of comments under it, where its settings say so.
    assert {mail["to"] for mail in real_wordpress.mails} <= {"maya@example.com"}


def test_an_update_writes_the_words_again(
    real_wordpress: WordPress, there: dict[str, dict[str, Any]], publication: Made
) -> None:
    name, _, password = real_wordpress.owner.partition(":")
    url = f"{real_wordpress.url}/wp-json/wp/v2/posts/{there['letter-6']['id']}"
    requests.post(url, json={"content": "edited"}, auth=(name, password), timeout=30)

    push("wordpress", real_wordpress.url, real_wordpress.owner, selected(publication))
    assert posts(real_wordpress, real_wordpress.owner)["letter-6"]["content"]["raw"] == "edited"
    updated = push("wordpress", real_wordpress.url, real_wordpress.owner, selected(publication), update=True)

    after = posts(real_wordpress, real_wordpress.owner)
    assert counts(updated) == {"updated": 15, "comments_there": 5, "media": 8}
    same = ("slug", "status", "date_gmt", "featured_media", "tags")
    for slug, post in there.items():
        assert after[slug]["content"]["raw"] == post["content"]["raw"], slug
        if post["status"] != "draft":  # WordPress dates a draft to when it was last saved
            assert [after[slug].get(name) for name in same] == [post.get(name) for name in same], slug


def test_responses_have_a_category_of_their_own(real_wordpress: WordPress, pushed: Pushed, publication: Made) -> None:
    medium = selected(publication, Criteria(responses=True), MEDIUM)

    assert counts(push("wordpress", real_wordpress.url, real_wordpress.owner, medium)) == {"sent": 4}
    assert counts(push("wordpress", real_wordpress.url, real_wordpress.owner, medium)) == {"there": 4}


def test_a_wrong_password_is_said(real_wordpress: WordPress, publication: Made) -> None:
    with pytest.raises(SignedOut):
        push("wordpress", real_wordpress.url, "owner:wrong", selected(publication))


@pytest.fixture(scope="module")
def plain_site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WordPress]:
    """Run another one, without any post, for a user whose markup WordPress cleans."""
    with wordpress(tmp_path_factory.mktemp("plain") / "site") as running:
        yield running


def test_a_user_who_may_not_write_any_markup_keeps_the_words(plain_site: WordPress, publication: Made) -> None:
    pushed = push("wordpress", plain_site.url, plain_site.author, selected(publication))

    refused = {loss.post for loss in pushed.losses if loss.reason.startswith("The site refused the post")}
    assert (pushed.sent, refused) == (14, {"1008"}), "an author may make no pages"
    found = posts(plain_site, plain_site.owner)
    assert words_missing(found, pushed, publication, without=frozenset({"1008"})) == {}
    again = push("wordpress", plain_site.url, plain_site.author, selected(publication))
    assert (again.sent, again.there) == (0, 14)


def test_a_site_with_plain_addresses_gets_links_that_lead_there(tmp_path: Path, publication: Made) -> None:
    with wordpress(tmp_path / "site") as site:
        site.php("update_option('permalink_structure', '');")

        some = selected(publication, Criteria(ids=frozenset({"1001", "1002", "1006"})))
        first = push("wordpress", site.url, site.owner, some)
        again = push("wordpress", site.url, site.owner, some)

        url, (name, _, password) = f"{site.url}/", site.owner.partition(":")
        params = {"rest_route": "/wp/v2/posts", "context": "edit"}
        there = {one["slug"]: one for one in requests.get(url, params, auth=(name, password), timeout=30).json()}
    letter = html.unescape(there["letter-1"]["content"]["raw"])
    assert (first.sent, again.sent, again.there) == (3, 0, 3)
    assert f'href="{there["letter-2"]["link"]}#part"' in letter
    assert f'href="{there["letter-6"]["link"]}"' in letter


def words_missing(
    there: dict[str, dict[str, Any]], pushed: Pushed, publication: Made, without: frozenset[str] = frozenset()
) -> dict[str, Any]:
    """Return which posts lack more than a hundredth of their words, and which words."""
    selection = selected(publication)
    lacking: dict[str, Any] = {}
    for entry in selection.entries:
        if entry.id in without:
            continue
        document, post = selection.read(entry).document, there[entry.slug]
        shown = words_in({"a.html": f"{post['title']['raw']} {post['content']['raw']}".encode()})
        missing = missing_words(
            document, words_of(shown), {loss.block for loss in pushed.losses if loss.post == entry.id}
        )
        if missing.total() > 0.01 * words_shown(document).total():
            lacking[entry.slug] = missing
    return lacking


def _all(kind: str) -> dict[str, str]:
    return {"status": "any"} if kind in ("posts", "pages") else {"status": "all"} if kind == "comments" else {}
