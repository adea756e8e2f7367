"""How the post that a person means is found."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from backup.archive.archive import Archive
from outlast.posts.find import find_posts
from outlast.posts.history import PostHistory
from tests.archive.night_letters import post
from tests.outlast.saved_letters import SLUG, draft, new_archive, save

WAIT = replace(
    post(1),
    title="Das lange Warten – Über Züge",
    slug="the-long-wait",
    url="https://letters.example.org/p/the-long-wait",
)
STORY = replace(
    post(2),
    id="ab12cd34ef56",
    title="Night trains",
    slug=None,
    url="https://medium.com/@maya/night-trains-ab12cd34ef56",
)
LIBRARY = [WAIT, STORY, replace(post(3), title="Night trains, again"), replace(draft(4, "x"), title="")]


@pytest.fixture
def archive(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Archive]:
    with new_archive(home, monkeypatch) as made:
        save(made, 1, LIBRARY)
        yield made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("101", ["101"]),
        ("the-long-wait", ["101"]),
        ("The-Long-Wait", ["101"]),
        ("https://letters.example.org/p/the-long-wait", ["101"]),
        ("http://www.letters.example.org/p/the-long-wait/?utm_source=x#top", ["101"]),
        ("letters.example.org/p/the-long-wait", ["101"]),
        ("https://other.example.net/p/the-long-wait", ["101"]),
        ("AB12CD34EF56", ["ab12cd34ef56"]),
        ("https://medium.com/@maya/night-trains-ab12cd34ef56?source=x", ["ab12cd34ef56"]),
        ("https://medium.com/p/ab12cd34ef56", ["ab12cd34ef56"]),
        ("https://maya.medium.com/renamed-since-ab12cd34ef56", ["ab12cd34ef56"]),
        ("https://letters.example.org/publish/post/103", ["103"]),
        ("warten", ["101"]),
        ("uber zuge", ["101"]),
        ("night trains", ["ab12cd34ef56"]),
        ("trains", ["103", "ab12cd34ef56"]),
        ("trains night again", ["103"]),
        ("letter-4", ["104"]),
        ("nothing like it", []),
        ("http://[broken/x", []),
        ("", []),
        ("/", []),
        ("10", []),
    ],
)
def test_a_post_is_found_by_what_a_person_has_of_it(archive: Archive, text: str, found: list[str]) -> None:
    hits = find_posts([PostHistory(archive, SLUG)], text)

    assert sorted(hit.post.id for hit in hits) == found


def test_a_post_that_is_gone_is_found_by_its_name_and_its_title(archive: Archive) -> None:
    save(archive, 2, LIBRARY[1:])

    for text in ("101", "the-long-wait", "warten"):
        (hit,) = find_posts([PostHistory(archive, SLUG)], text)
        assert (hit.post.id, hit.gone) == ("101", True)


def test_a_name_that_is_used_again_means_the_post_of_today(archive: Archive) -> None:
    save(archive, 2, [replace(post(7), slug="the-long-wait"), *LIBRARY[1:]])

    (hit,) = find_posts([PostHistory(archive, SLUG)], "the-long-wait")

    assert (hit.post.id, hit.gone) == ("107", False)


def test_a_post_is_found_as_it_was_last_seen(archive: Archive) -> None:
    save(archive, 2, [replace(WAIT, title="Later title"), *LIBRARY[1:]])
    save(archive, 3, LIBRARY[1:])

    (hit,) = find_posts([PostHistory(archive, SLUG)], "101")

    assert hit.post.title == "Later title"
