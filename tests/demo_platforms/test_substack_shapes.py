"""Answers of the made-up Substack have the keys and value types of captured ones (jakub-k-slys/substack-api, MIT)."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from outlast.demo_platforms.substack.world import World
from tests.demo_platforms.places import API, GLOBAL, HOME
from tests.fakes.asking import Client

CAPTURED = Path(__file__).parents[1] / "fixtures" / "substack" / "api"
OPAQUE = {
    # Lists and tables whose keys are data, or that a made-up publication has nothing for.
    *("reactions", "coverImagePalette", "logoPalette", "podcastPalette", "plans", "draft_plans", "viralGiftsConfig"),
    *("rankingDetailByLanguage", "draft_iap_advanced_plans", "pageThemes", "body_json", "navigationBarItems"),
    *("mutualsContext", "theme", "threads_v2_settings", "paused_subscription", "subscribesToViewerSubdomain"),
    *("sections", "subscriptions", "userLinks", "previous_name"),
}


def captured(name: str) -> Any:
    """Return a captured answer."""
    return json.loads((CAPTURED / f"{name}.json").read_text("utf-8"))


def unlike(theirs: Any, ours: Any, at: str = "") -> Iterator[str]:
    """Yield where an answer lacks a captured key or has a value of another type; null fits everything."""
    if theirs is None or ours is None:
        return
    if type(theirs) is not type(ours):
        yield f"{at}: {type(ours).__name__} is not {type(theirs).__name__}"
    elif isinstance(theirs, dict):
        for key, value in theirs.items():
            if key not in ours:
                yield f"{at}.{key}: missing"
            elif key not in OPAQUE:
                yield from unlike(value, ours[key], f"{at}.{key}")
    elif isinstance(theirs, list) and theirs and ours:
        yield from unlike(theirs[0], ours[0], f"{at}[0]")


def test_a_missing_key_and_another_type_are_found() -> None:
    assert list(unlike({"a": 1, "b": {"c": "x"}, "d": [True]}, {"b": {"c": 3}, "d": [True]})) == [
        ".a: missing",
        ".b.c: int is not str",
    ]


def test_a_post_by_its_number_is_like_the_captured_one(world: World, asking: Client) -> None:
    letter = next(post for post in world.published() if post.type == "newsletter")
    answer = asking.ask(f"{GLOBAL}/posts/by-id/{letter.number}").data
    assert list(unlike(captured("post-by-id"), answer)) == []


def test_a_profile_is_like_the_captured_one(asking: Client) -> None:
    answer = asking.ask(f"{GLOBAL}/user/mayalindqvist/public_profile").data
    assert list(unlike(captured("public-profile"), answer)) == []


@pytest.mark.parametrize(
    ("sample", "kind"), [("notes-feed", "comment"), ("reader-feed", "comment"), ("reader-feed", "post")]
)
def test_the_notes_are_like_the_captured_ones(world: World, asking: Client, sample: str, kind: str) -> None:
    ours = asking.ask(f"{GLOBAL}/reader/feed/profile/{world.writer.number}?types=note").data
    theirs = captured(sample)
    for answer in (ours, theirs):
        answer["items"] = [item for item in answer["items"] if item["type"] == kind]
        assert answer["items"]
    missing = [line for line in unlike(theirs, ours) if ".publication." not in line and ".post." not in line]
    assert missing == [], "publication and post are compared with an answer that has nothing but them"


def test_a_note_by_its_number_is_like_the_captured_one(world: World, asking: Client) -> None:
    answer = asking.ask(f"{GLOBAL}/reader/comment/{world.notes[0].number}").data
    assert list(unlike(captured("reader-comment"), answer)) == []


def test_a_comment_has_what_the_captured_one_has(world: World, asking: Client) -> None:
    number = next(iter(world.comments))
    answer = asking.ask(f"{API}/post/{number}/comments").data
    assert list(unlike(captured("comment"), answer["comments"][0])) == []


def test_the_own_subscription_is_like_the_captured_one(asking: Client, cookie: str) -> None:
    answer = asking.ask(f"{API}/subscription", cookie=cookie).data
    assert list(unlike(captured("subscription"), answer)) == []


def test_previews_lack_only_the_body(asking: Client) -> None:
    preview = asking.ask(f"{API}/archive?limit=1").data[0]
    whole = asking.ask(f"{HOME}/api/v1/posts/{preview['slug']}").data
    assert set(whole) - set(preview) == {"body_html"}
