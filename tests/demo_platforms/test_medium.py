"""The made-up Medium, held against the shapes that were seen (formats: medium, sections 3 and 4)."""

import json
from collections.abc import Iterator
from typing import Any

import pytest

from backup.document import parse
from backup.document.as_json import to_json
from backup.document.medium import read_medium
from backup.model import Body, BodyFormat
from outlast.demo_platforms.medium import MediumPlatform
from outlast.demo_platforms.medium.apollo import content_of
from outlast.demo_platforms.medium.error_pages import BANNER
from outlast.demo_platforms.medium.maya import maya
from outlast.demo_platforms.medium.pictures import copy, original
from outlast.demo_platforms.server import PlatformServer
from outlast.demo_writer.medium.stories import stories, story_page
from outlast.demo_writer.substack.posts import posts
from tests.fakes.asking import Client, client
from tests.fixtures_of import WEB

WORLD = maya()
PROFILE = f"medium.com/@{WORLD.handle}"
STORY = next(piece for piece in WORLD.newest() if not piece.response_to and not piece.in_publication)
LOCKED = next(piece for piece in WORLD.newest() if piece.locked)
OWNER = f"sid={WORLD.session[0]}; uid={WORLD.session[1]}"


@pytest.fixture(scope="module")
def server() -> Iterator[PlatformServer]:
    with PlatformServer([MediumPlatform(WORLD)]) as running:
        yield running


@pytest.fixture
def asking(server: PlatformServer) -> Iterator[Client]:
    with client(server) as made:
        yield made
    for name in server.platforms[0].quirks:
        server.switch(name, on=False)


def graphql(asking: Client, name: str, cookie: str = "", **variables: object) -> Any:
    asked = [{"operationName": name, "variables": variables, "query": "query {}"}]
    (answer,) = asking.ask("medium.com/_/graphql", method="POST", data=asked, cookie=cookie).data
    return answer.get("data")


def state_in(page: str) -> Any:
    start = page.rindex("window.__APOLLO_STATE__ = ") + len("window.__APOLLO_STATE__ = ")
    return json.JSONDecoder().raw_decode(page, start)[0]


def title_and_status(page: str) -> tuple[str, str]:
    return page.partition("<title>")[2].partition("</title>")[0], page.partition("Error</div><div>")[2][:3]


def keys(value: Any) -> Any:
    return {name: keys(inner) for name, inner in value.items()} if isinstance(value, dict) else type(value).__name__


@pytest.mark.parametrize(
    ("quirk", "status", "file"),
    [
        ("suspended-account", 410, "suspended_account_410.html"),
        ("suspended-post", 410, "suspended_post_410.html"),
        ("deleted", 410, "account_deleted_410.html"),
        ("removed-by-author", 410, "removed_by_author_410.html"),
        ("blocked", 403, "blocked_403.html"),
        ("legal", 451, "legal_451.html"),
        ("soft-404", 200, "not_found_soft404_200.html"),
        ("not-found", 404, "not_found_soft404_200.html"),
        ("cloudflare", 403, "cloudflare_challenge_403.html"),
        ("cloudflare-blocked", 403, "cloudflare_blocked_403.html"),
    ],
)
def test_a_bad_day_looks_as_it_was_seen(
    server: PlatformServer, asking: Client, quirk: str, status: int, file: str
) -> None:
    server.switch(quirk, on=True)
    answer = asking.ask(WORLD.address(STORY).removeprefix("https://"))
    seen = (WEB / file).read_text(encoding="utf-8")
    assert answer.status == status
    made, told = (text.replace("ShowPostUnderUser", "ShowUser").split() for text in (answer.text, seen))
    assert made == told


def test_the_owner_of_a_suspended_account_sees_everything_with_a_banner(server: PlatformServer, asking: Client) -> None:
    server.switch("suspended-account", on=True)
    assert asking.ask(PROFILE).status == 410
    page = asking.ask(PROFILE, cookie=OWNER)
    assert page.status == 200
    assert BANNER in page.text
    assert state_in(page.text)[f"User:{WORLD.user}"]["isSuspended"] is True
    assert graphql(asking, "UserFollowers", username=WORLD.handle) == {"userResult": None}
    assert graphql(asking, "UserFollowers", cookie=OWNER, username=WORLD.handle)["userResult"]["isSuspended"] is True


def test_another_account_is_never_in_trouble(server: PlatformServer, asking: Client) -> None:
    server.switch("suspended-account", on=True)
    assert asking.ask("medium.com/@MediumStaff").status == 200


def test_a_post_page_has_the_fields_that_were_seen(asking: Client) -> None:
    seen = state_in((WEB / "post_200.html").read_text(encoding="utf-8"))
    made = state_in(asking.ask(WORLD.address(STORY).removeprefix("https://")).text)
    wanted = set(seen["Post:10eb9ea30980"]) - {
        "lockedSource",
        "responseDistribution",
        "previewImage",
        "statusForCollection",
    }
    assert wanted <= set(made[f"Post:{STORY.id}"])
    assert set(seen["Paragraph:894d30354560_0"]) == set(made[f"Paragraph:{STORY.version}_0"])
    assert f'postResult({{"id":"{STORY.id}"}})' in made["ROOT_QUERY"]


def test_a_shell_page_has_its_data_in_the_second_assignment(server: PlatformServer, asking: Client) -> None:
    server.switch("shell-page", on=True)
    page = asking.ask(WORLD.address(STORY).removeprefix("https://")).text
    assert page.count("window.__APOLLO_STATE__ = ") == 2
    assert "<article>" not in page
    assert f"Post:{STORY.id}" in state_in(page)


def test_a_short_address_leads_to_the_story(asking: Client) -> None:
    answer = asking.ask(f"medium.com/p/{STORY.id}")
    assert (answer.status, answer.headers["location"]) == (302, WORLD.address(STORY))


def test_the_feed_has_ten_items_and_tags_only_on_stories(asking: Client) -> None:
    answer = asking.ask(f"medium.com/feed/@{WORLD.handle}")
    items = answer.text.split("<item>")[1:]
    assert len(items) == 10
    kinds = {piece.id: piece.response_to for piece in WORLD.newest()[:10]}
    for item, (number, response_to) in zip(items, kinds.items(), strict=True):
        assert f"https://medium.com/p/{number}</guid>" in item
        assert ("<category>" in item) == (response_to is None)
        assert "medium.com/_/stat?event=post.clientViewed" in item
    again = asking.ask(f"medium.com/feed/@{WORLD.handle}", headers={"If-None-Match": answer.headers["etag"]})
    assert again.status == 304


def test_the_feed_of_the_publication_ends_with_its_trailer(asking: Client) -> None:
    text = asking.ask(f"medium.com/feed/{WORLD.publication[0]}").text
    assert text.count("was originally published in") == text.count("<item>") > 0


def test_a_locked_story_is_a_preview_but_for_its_owner(asking: Client) -> None:
    def content(cookie: str) -> Any:
        return graphql(asking, "PostViewerEdgeContentQuery", cookie, postId=LOCKED.id)["post"]["viewerEdge"][
            "fullContent"
        ]

    assert content("")["isLockedPreviewOnly"] is True
    assert len(content("")["bodyModel"]["paragraphs"]) == 3
    assert content(OWNER)["isLockedPreviewOnly"] is False
    assert len(content(OWNER)["bodyModel"]["paragraphs"]) == len(LOCKED.paragraphs)


def test_paging_lists_every_piece_once(asking: Client) -> None:
    found: list[str] = []
    start: str | None = None
    while True:
        user = graphql(asking, "UserProfileQuery", id=WORLD.user, homepagePostsLimit=10, homepagePostsFrom=start)[
            "userResult"
        ]
        found += [post["id"] for post in user["homepagePostsConnection"]["posts"]]
        following = user["homepagePostsConnection"]["pagingInfo"]["next"]
        if following is None:
            break
        start = following["from"]
    assert found == [piece.id for piece in WORLD.newest()]


def test_graphql_answers_have_the_fields_that_were_seen(asking: Client) -> None:
    seen = json.loads((WEB / "graphql_UserProfileQuery_200.json").read_text(encoding="utf-8"))[0]["data"]["userResult"]
    made = graphql(asking, "UserProfileQuery", id=WORLD.user, homepagePostsLimit=10)["userResult"]
    assert set(seen) <= set(made)
    assert set(seen["homepagePostsConnection"]["posts"][0]) <= set(made["homepagePostsConnection"]["posts"][0])
    told = graphql(asking, "PostResultQuery", id="000000000000")
    assert told == {"postResult": {"__typename": "NotFound"}}


def test_a_renamed_writer_is_found_by_id_and_new_handle(server: PlatformServer, asking: Client) -> None:
    server.switch("renamed", on=True)
    assert asking.ask(PROFILE).status == 404
    assert graphql(asking, "UserFollowers", username=WORLD.handle)["userResult"] is None
    by_id = graphql(asking, "UserProfileQuery", id=WORLD.user)["userResult"]
    assert asking.ask(f"medium.com/@{by_id['username']}").status == 200


def test_media_and_old_answers_have_their_prefix(asking: Client) -> None:
    gist = next(number for number, value in WORLD.media.items() if "gist" in value)
    seen = (WEB / "media_gist_200.txt").read_text(encoding="utf-8")
    prefix = seen[: seen.index("{")]
    answer = asking.ask(f"medium.com/media/{gist}?format=json").text
    assert answer.startswith(prefix)
    value = json.loads(answer.removeprefix(prefix))["payload"]["value"]
    assert set(json.loads(seen.removeprefix(prefix))["payload"]["value"]["gist"]) == set(value["gist"])
    latest = asking.ask(f"{PROFILE}/latest?format=json&limit=5").text
    old = (WEB / "latest_format_json_200.txt").read_text(encoding="utf-8").removeprefix(prefix)
    made = json.loads(latest.removeprefix(prefix))
    assert set(json.loads(old)["payload"]) == set(made["payload"])
    assert len(made["payload"]["references"]["Post"]) == 5


def test_a_picture_is_whole_only_under_its_bare_id(asking: Client) -> None:
    name = next(iter(WORLD.pictures()))
    for host in ("miro.medium.com", "cdn-images-1.medium.com"):
        assert asking.ask(f"{host}/{name}").body == original(name)
        assert asking.ask(f"{host}/v2/{name}").body == original(name)
    assert asking.ask(f"cdn-images-1.medium.com/max/800/{name}").body == copy(name)
    assert asking.ask("miro.medium.com/1*nobody.png").status == 404


def test_a_story_is_the_same_at_the_site_and_in_the_export() -> None:
    given = {story.number: story for story in stories(posts())}
    kinds: set[str] = set()
    for piece in WORLD.newest():
        exported = read_medium(story_page(given[piece.id], given[piece.id].since))
        content, paragraphs = content_of(piece, all_of_it=True)
        body: Any = {**content["bodyModel"], "title": piece.title, "paragraphs": paragraphs}  # type: ignore[dict-item]
        for paragraph in paragraphs:
            frame: Any = paragraph["iframe"]
            if frame and not frame["mediaResource"]["iframeSrc"]:
                frame["mediaResource"] |= WORLD.media[frame["mediaResource"]["id"]]
        at_site = parse(Body(data=json.dumps(body).encode(), format=BodyFormat.MEDIUM_STATE))
        ours, theirs = (plainly(to_json(each)) for each in (at_site, exported))
        assert ours == theirs
        kinds |= {block.kind for block in at_site.blocks}
    assert {"embed", "gallery", "link-card", "social-post", "code-block", "divider", "list"} <= kinds


def plainly(value: Any) -> Any:
    """Return a document without what only one of the two ways tells: sizes and titles of frames, ids of cards."""
    if isinstance(value, list):
        return [plainly(each) for each in value]
    if not isinstance(value, dict):
        return value
    left_out = {"shown_url", "stripped"} | ({"width", "height", "title"} if value.get("kind") == "embed" else set())
    left_out |= {"id"} if value.get("kind") == "link-card" else set()
    return {name: plainly(each) for name, each in value.items() if name not in left_out and each not in (None, "", [])}
