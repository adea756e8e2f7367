"""What Medium answers, read by itself: refusals by their titles and sentences, data of any shape."""

import json
from dataclasses import replace

import pytest

from backup.http import Answer
from backup.model import Json
from backup.sources.medium_web.refusals import Refusal, refusal_in, refusal_named
from backup.sources.medium_web.state import post_in
from tests.fixtures_of import WEB


def reply(name: str, status: int) -> Answer:
    url = "https://medium.com/@ada"
    return Answer(asked=url, url=url, status=status, headers={}, body=(WEB / name).read_bytes())


@pytest.mark.parametrize(
    ("name", "status", "refusal"),
    [
        ("suspended_account_410.html", 410, Refusal.ACCOUNT_SUSPENDED),
        ("suspended_post_410.html", 410, Refusal.POST_SUSPENDED),
        ("account_deleted_410.html", 410, Refusal.ACCOUNT_DELETED),
        ("removed_by_author_410.html", 410, Refusal.POST_REMOVED),
        ("not_found_soft404_200.html", 200, Refusal.NOT_FOUND),
        ("not_found_soft404_200.html", 404, Refusal.NOT_FOUND),
        ("blocked_403.html", 403, Refusal.BLOCKED),
        ("legal_451.html", 451, Refusal.LEGAL),
        ("cloudflare_challenge_403.html", 403, None),
        ("cloudflare_blocked_403.html", 403, None),
        ("post_200.html", 200, None),
        ("post_shell_200.html", 200, None),
        ("feed_user_200.xml", 200, None),
    ],
)
def test_what_medium_says_in_the_place_of_a_page_is_told_apart(name: str, status: int, refusal: Refusal | None) -> None:
    assert refusal_in(reply(name, status)) is refusal


def test_a_story_that_quotes_a_suspension_is_a_story() -> None:
    page = (
        (WEB / "post_200.html")
        .read_bytes()
        .replace(b"A sentence with a", b"PAGE NOT FOUND</p><p>410 account suspended")
    )
    answer = replace(reply("post_200.html", 200), body=page)
    assert refusal_in(answer) is None


def test_every_name_of_graphqls_for_a_missing_post_is_known() -> None:
    for path in WEB.glob("graphql_postResult_*"):
        name = path.stem.split("_")[2]
        assert (refusal_named(name) is None) == (name == "Unauthorized")


@pytest.mark.parametrize(
    "post",
    [
        {},
        {"title": 3, "creator": "x", "tags": {"a": 1}, "firstPublishedAt": "soon", "content": []},
        {"__typename": "Post", "content({})": {"bodyModel": {"paragraphs": [{"__ref": "Post:ab12ab12ab12"}, 3, None]}}},
        {"creator": {"__ref": "Post:ab12ab12ab12"}, "collection": {"__ref": "nowhere"}},
    ],
)
def test_data_of_another_shape_never_raises(post: dict[str, Json]) -> None:
    page = f"<script>window.__APOLLO_STATE__ = {json.dumps({'Post:ab12ab12ab12': post})};</script>"
    post_in(page, "ab12ab12ab12")
    for cut in range(0, len(page), 7):
        post_in(page[:cut], "ab12ab12ab12")
    assert post_in("window.__APOLLO_STATE__ = " + '{"a":' * 100_000, "ab12ab12ab12") is None
