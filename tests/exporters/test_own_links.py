"""The writer's own addresses are known in every form in which they are written, and nobody else's are taken for them."""

import base64
import json
import zlib
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from backup.model import Complete, Publication
from exporters.links import Own, OwnLinks
from exporters.links.tracking import untracked
from exporters.links.wrapped import unwrapped
from exporters.selection import Criteria, choose
from exporters.selection.criteria import EVERYTHING
from tests.exporters.made_up import MEDIUM, SUBSTACK, Made, post

ALL = Criteria(drafts=True, responses=True, audiences=EVERYTHING)
NAME = "https://nightletters.substack.com"
JAPANESE = "%E5%A4%9C%E3%81%AE%E6%89%8B%E7%B4%99"


def links_of(publication: Made, which: Publication, url: str | None = None) -> OwnLinks:
    """Return the links of a publication, at another address if `url` says so."""
    selection = choose(publication.archive, which, ALL)
    return OwnLinks(replace(which, url=url or which.url), selection.entries)


def led(own: Own | None) -> str | None:
    """Return the id of the post, the page in brackets, `?` for an own address that is neither, `None` for others'."""
    if own is None:
        return None
    return own.entry.id if own.entry else f"[{own.page}]" if own.page else "?"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        (f"{NAME}/p/letter-2", "1002"),
        (f"{NAME}/p/letter-2/", "1002"),
        ("http://NightLetters.Substack.com/p/Letter-2", "1002"),
        ("https://www.nightletters.substack.com/p/letter-2", "1002"),
        ("//nightletters.substack.com/p/letter-2", "1002"),
        (f"{NAME}:443/p/letter-2", "1002"),
        (f"{NAME}/p/letter%2D2?utm_source=x", "1002"),
        (f"{NAME}/p/letter-2/comments", "1002"),
        (f"{NAME}/p/letter-2/comment/998877", "1002"),
        (f"{NAME}/embed/p/letter-2", "1002"),
        (f"{NAME}/i/1002/a-part", "1002"),
        (f"{NAME}/publish/post/1002", "1002"),
        (f"{NAME}/publish/posts/detail/1002", "1002"),
        (f"{NAME}/p/twin", "1003"),
        (f"{NAME}/p/Twin", "1004"),
        (f"{NAME}/p/TWIN", "1003"),
        (f"{NAME}/p/{JAPANESE}", "1005"),
        (f"{NAME}/p/{JAPANESE.lower()}", "1005"),
        (f"{NAME}/p/夜の手紙", "1005"),
        ("https://open.substack.com/pub/nightletters/p/letter-2?r=abc&utm_medium=ios", "1002"),
        ("https://open.substack.com/pub/NightLetters/p/letter-2", "1002"),
        ("https://open.substack.com/pub/nightletters", "[home]"),
        ("https://substack.com/home/post/p-1002?source=queue", "1002"),
        ("https://substack.com/inbox/post/1002", "1002"),
        ("https://substack.com/@maya/p-1002", "1002"),
        ("https://substack.com/app-link/post?publication_id=1&post_id=1002&token=x", "1002"),
        (f"{NAME}", "[home]"),
        (f"{NAME}/?utm_source=x", "[home]"),
        (f"{NAME}/archive?sort=top", "[archive]"),
        (f"{NAME}/about", "1008"),
        (f"{NAME}/subscribe?next=1", "[subscribe]"),
        (f"{NAME}/feed", "[feed]"),
        (f"{NAME}/s/letter-2", "[section]"),
        (f"{NAME}/t/twin", "[tag]"),
        (f"{NAME}/podcast", "[podcast]"),
        (f"{NAME}/p/not-there", "?"),
        (f"{NAME}/i/5", "?"),
        (f"{NAME}/a/b/letter-2", "?"),
        ("https://somebody.substack.com/p/letter-2", None),
        ("https://open.substack.com/pub/somebody/p/letter-2", None),
        ("https://nightletters.substack.com.evil.example/p/letter-2", None),
        ("https://substack.com/home/post/p-77", None),
        ("https://substack.com/@maya", None),
        ("https://substack.com/@maya/note/c-1002", None),
        ("https://example.org/p/letter-2", None),
        ("mailto:a@b.example", None),
        ("https://[broken", None),
        ("/p/letter-2", None),
        ("", None),
        (None, None),
    ],
)
def test_every_form_of_substacks_addresses_is_known(publication: Made, url: str | None, expected: str | None) -> None:
    assert led(links_of(publication, SUBSTACK).find(url)) == expected


@pytest.mark.parametrize("home", ["https://letters.example", "https://www.letters.example/"])
@pytest.mark.parametrize("host", ["letters.example", "www.letters.example", "LETTERS.EXAMPLE."])
def test_a_domain_of_its_own_is_own_with_and_without_www(publication: Made, home: str, host: str) -> None:
    links = links_of(publication, SUBSTACK, home)

    assert led(links.find(f"https://{host}/p/letter-2")) == "1002"
    assert led(links.find(f"{NAME}/p/letter-2")) == "1002"


def test_a_guessed_subdomain_counts_only_where_it_leads_to_a_post(publication: Made) -> None:
    selection = choose(publication.archive, SUBSTACK, ALL)
    elsewhere = [replace(entry, url=f"https://letters.example/p/{entry.stored.slug}") for entry in selection.entries]
    links = OwnLinks(replace(SUBSTACK, url="https://letters.example"), elsewhere)

    assert led(links.find("https://night-letters.substack.com/p/letter-2")) == "1002"
    assert led(links.find("https://open.substack.com/pub/night-letters/p/letter-2")) == "1002"
    assert links.find("https://night-letters.substack.com/p/not-there") is None
    assert links.find("https://night-letters.substack.com/archive") is None


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://medium.com/@maya/story-1-aaaaaaaaaaa1", "aaaaaaaaaaa1"),
        ("https://medium.com/@Maya/another-title-AAAAAAAAAAA1?source=x&sk=y", "aaaaaaaaaaa1"),
        ("https://medium.com/@maya/aaaaaaaaaaa1", "aaaaaaaaaaa1"),
        ("https://medium.com/@formerly-maya/story-1-aaaaaaaaaaa1", "aaaaaaaaaaa1"),
        ("https://medium.com/p/aaaaaaaaaaa1", "aaaaaaaaaaa1"),
        ("https://medium.com/p/story-1-aaaaaaaaaaa1#4ef2", "aaaaaaaaaaa1"),
        ("https://medium.com/some-publication/story-2-aaaaaaaaaaa2", "aaaaaaaaaaa2"),
        ("https://medium.com/@maya/story-1-aaaaaaaaaaa1/responses", "aaaaaaaaaaa1"),
        ("https://maya.medium.com/story-2-aaaaaaaaaaa2", "aaaaaaaaaaa2"),
        ("https://writers.example/story-2-aaaaaaaaaaa2?gi=1", "aaaaaaaaaaa2"),
        ("https://medium.com/@maya", "[home]"),
        ("https://maya.medium.com/", "[home]"),
        ("https://medium.com/@maya/about", "[about]"),
        ("https://maya.medium.com/about", "[about]"),
        ("https://medium.com/@maya/gone-bbbbbbbbbbb1", "?"),
        ("https://maya.medium.com/gone-bbbbbbbbbbb1", "?"),
        ("https://medium.com/@somebody/story-bbbbbbbbbbb1", None),
        ("https://somebody.medium.com/story-bbbbbbbbbbb1", None),
        ("https://writers.example/story-bbbbbbbbbbb1", None),
        ("https://link.medium.com/aBcD3fGh", None),
        ("https://web.archive.example/web/2023/https://medium.com/@maya/story-1-aaaaaaaaaaa1", None),
        ("https://medium.com/tag/night", None),
        ("https://medium.com", None),
    ],
)
def test_every_form_of_mediums_addresses_is_known(publication: Made, url: str, expected: str | None) -> None:
    assert led(links_of(publication, MEDIUM).find(url)) == expected


def test_another_persons_story_in_the_same_magazine_is_not_the_writers(publication: Made) -> None:
    selection = choose(publication.archive, MEDIUM, ALL)
    entries = [replace(one, url=f"https://magazine.example/x-{one.id}") for one in selection.entries]
    links = OwnLinks(MEDIUM, entries)

    assert led(links.find("https://magazine.example/x-aaaaaaaaaaa1")) == "aaaaaaaaaaa1"
    assert links.find("https://magazine.example/y-bbbbbbbbbbb1") is None


def test_fragments_and_comments_are_told(publication: Made) -> None:
    links = links_of(publication, SUBSTACK)

    fragment = links.find(f"{NAME}/p/letter-2?utm_source=x#part")
    heading = links.find(f"{NAME}/i/1002/a-part")
    comments = links.find(f"{NAME}/p/letter-2/comments")

    assert fragment is not None
    assert (fragment.fragment, fragment.comments) == ("part", False)
    assert heading is not None
    assert heading.fragment == "a-part"
    assert comments is not None
    assert comments.comments


def test_a_draft_never_hides_the_post_of_its_name(publication: Made) -> None:
    selection = choose(publication.archive, SUBSTACK, ALL)
    draft = next(entry for entry in selection.entries if entry.draft)
    draft = replace(draft, url=f"{NAME}/p/letter-2")

    links = OwnLinks(SUBSTACK, (draft, *(entry for entry in selection.entries if not entry.draft)))

    assert led(links.find(f"{NAME}/p/letter-2")) == "1002"


@pytest.mark.parametrize(
    ("url", "left"),
    [
        (f"{NAME}/p/x?utm_source=a&utm_campaign=b&r=1#part", f"{NAME}/p/x#part"),
        (
            f"{NAME}/p/x?publication_id=1&post_id=2&isFreemail=true&triedRedirect=true&showWelcome=true&s=w",
            f"{NAME}/p/x",
        ),
        ("https://medium.com/@maya/x-1?source=rss&sk=abc&page=2", "https://medium.com/@maya/x-1?page=2"),
        (f"{NAME}/archive?sort=top&search=a%26b", f"{NAME}/archive?sort=top&search=a%26b"),
        (f"{NAME}/p/x", f"{NAME}/p/x"),
        ("https://[broken?utm_source=a", "https://[broken?utm_source=a"),
    ],
)
def test_own_addresses_lose_what_follows_readers_around(url: str, left: str) -> None:
    assert untracked(url) == left


def signed(said: object) -> str:
    """Return what Substack's mail makes of an address."""
    payload = base64.urlsafe_b64encode(json.dumps(said).encode()).decode().rstrip("=")
    return f"https://substack.com/redirect/2/{payload}.c2lnbmF0dXJl?"


def packed(query: str) -> str:
    """Return what Substack's mail of some years made of an address."""
    return "https://email.mg2.substack.com/c/" + base64.urlsafe_b64encode(
        zlib.compress(query.encode())
    ).decode().rstrip("=")


@pytest.mark.parametrize(
    ("url", "inside"),
    [
        (signed({"e": f"{NAME}/p/letter-2", "p": 1, "u": 7}), f"{NAME}/p/letter-2"),
        (signed({"e": signed({"e": "https://example.org/x?a=1"})}), "https://example.org/x?a=1"),
        (packed("category=post&l=https%3A%2F%2Fexample.org%2Fx%3Fa%3D1&r=a%40b"), "https://example.org/x?a=1"),
        ("https://medium.com/r/?url=https%3A%2F%2Fexample.org%2Fx", "https://example.org/x"),
        ("https://medium.com/m/global-identity-2?redirectUrl=https%3A%2F%2Fa.example%2Fx-1", "https://a.example/x-1"),
    ],
)
def test_platforms_redirects_are_unwrapped_where_they_say_where_to(url: str, inside: str) -> None:
    assert unwrapped(url) == inside


@pytest.mark.parametrize(
    "url",
    [
        "https://substack.com/redirect/621d4364-c22f-4404-93c2-c38cb3dee671?j=x",
        "https://substack.com/redirect/2/not-base64!!",
        "https://substack.com/redirect/2/",
        signed({"e": "javascript:alert(1)"}),
        signed({"e": 5}),
        signed([1]),
        "https://email.mg2.substack.com/c/eJwlkE",
        packed("category=post"),
        "https://email.mg2.substack.com/o/eJwl",
        "https://example.org/redirect/2/eyJlIjoiaHR0cHM6Ly9hLmV4YW1wbGUifQ",
        "https://medium.com/r/?url=javascript%3Aalert(1)",
        "https://link.medium.com/aBcD3fGh",
        "https://[substack.com",
    ],
)
def test_others_stay_as_they_are(url: str) -> None:
    assert unwrapped(url) == url


def test_a_wrapped_own_address_is_own(publication: Made) -> None:
    assert led(links_of(publication, SUBSTACK).find(signed({"e": f"{NAME}/p/letter-2?r=1"}))) == "1002"


def test_names_and_domains_of_earlier_days_are_known(tmp_path: Path) -> None:
    archive = Archive.create(tmp_path / "archive", key=None)
    before = replace(SUBSTACK, url="https://earlier.substack.com")
    old = [
        post(1, "One", "<p>One.</p>", slug="old-name", url="https://earlier.substack.com/p/old-name"),
        post(2, "Two", "<p>Two.</p>", slug="swapped", url="https://earlier.substack.com/p/swapped"),
        post(3, "Three", "<p>Three.</p>", slug="three", url="https://earlier.substack.com/p/three"),
    ]
    new = [
        post(1, "One", "<p>One.</p>", slug="new-name", url="https://letters.example/p/new-name"),
        post(2, "Two", "<p>Two.</p>", slug="two", url="https://letters.example/p/two"),
        post(3, "Three", "<p>Three.</p>", slug="swapped", url="https://letters.example/p/swapped"),
    ]
    for day, (records, publication) in enumerate(
        ((old, before), (new, replace(SUBSTACK, url="https://letters.example")))
    ):
        at = datetime(2024, 6, 1 + day, tzinfo=UTC)
        archive.snapshot([*records, Complete(table="posts")], publication, source="substack_web", as_of=at)
    selection = choose(archive, replace(SUBSTACK, url="https://letters.example"), Criteria())
    links = OwnLinks(selection.publication, selection.entries, selection.former)

    try:
        assert led(links.find("https://letters.example/p/new-name")) == "1001"
        assert led(links.find("https://letters.example/p/old-name")) == "1001"
        assert led(links.find("https://earlier.substack.com/p/Old-Name")) == "1001"
        assert led(links.find("https://open.substack.com/pub/earlier/p/old-name")) == "1001"
        assert led(links.find("https://earlier.substack.com/p/swapped")) == "1003"
        assert led(links.find("https://earlier.substack.com/p/never")) == "?"
        assert links.find("https://somebody.substack.com/p/old-name") is None
    finally:
        archive.close()
