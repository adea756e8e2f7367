"""Each quirk of the made-up Substack does what its table says, and nothing while it is off."""

import re
from pathlib import Path
from typing import Any

import pytest

from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack.quirks import QUIRKS
from outlast.demo_platforms.substack.routes.comments import MANY
from outlast.demo_platforms.substack.world import World
from tests.demo_platforms.places import API, GLOBAL, HOME, NEIGHBOUR
from tests.fakes.asking import Client

STATUSES = {"suspended": 404, "suspended-200": 200, "suspended-403": 403, "suspended-404": 404, "suspended-410": 410}


def stats(asking: Client, cookie: str) -> Any:
    """Return a page of subscribers."""
    asked = {"filters": {}, "limit": 50, "offset": 0}
    return asking.ask(f"{API}/subscriber-stats", method="POST", data=asked, cookie=cookie).data


def test_every_quirk_of_the_table_is_tested_here() -> None:
    named = re.findall(r'"([a-z0-9-]+)"', Path(__file__).read_text("utf-8"))
    assert set(QUIRKS) <= set(named)


@pytest.mark.parametrize("quirk", STATUSES)
def test_a_suspended_publication_is_not_available(
    server: PlatformServer, asking: Client, world: World, cookie: str, quirk: str
) -> None:
    number = world.published()[0].number
    server.switch(quirk, on=True)
    for path in ("", "feed", "sitemap.xml", "api/v1/archive", f"p/{world.published()[0].slug}"):
        answer = asking.ask(f"{HOME}/{path}")
        assert answer.status == STATUSES[quirk]
        assert "Publication Not Available" in answer.text
        assert "_preloads" not in answer.text
    assert asking.ask(f"{GLOBAL}/posts/by-id/{number}").data["publication"]["flagged_as_spam"] is True
    profile = asking.ask(f"{GLOBAL}/user/mayalindqvist/public_profile").data
    assert (profile["profile_disabled"], profile["publicationUsers"]) == (True, [])
    assert asking.ask(f"{GLOBAL}/user/profile/self", cookie=cookie).data["publicationUsers"] == []
    assert stats(asking, cookie)["count"] == 0
    assert asking.ask(f"{API}/publish-dashboard/summary", cookie=cookie).data["totalEmail"] == 0
    assert asking.ask(f"{GLOBAL}/community/publications/{world.title.number}/posts", cookie=cookie).status == 404
    assert asking.ask(f"{NEIGHBOUR}/").status == 200, "only the writer's own publication"
    server.switch(quirk, on=False)
    assert asking.ask(f"{HOME}/").status == 200


def test_a_quiet_suspension_leaves_feed_and_api(server: PlatformServer, asking: Client) -> None:
    server.switch("suspended-quiet", on=True)
    assert "Publication Not Available" in asking.ask(f"{HOME}/").text
    assert asking.ask(f"{HOME}/feed").headers["content-type"].startswith("application/xml")
    assert len(asking.ask(f"{API}/archive").data) > 5


def test_single_signals_can_be_given_alone(server: PlatformServer, asking: Client, world: World) -> None:
    server.switch("flagged-as-spam", on=True)
    server.switch("profile-disabled", on=True)
    number = world.published()[0].number
    assert asking.ask(f"{GLOBAL}/posts/by-id/{number}").data["publication"]["flagged_as_spam"] is True
    assert asking.ask(f"{GLOBAL}/user/mayalindqvist/public_profile").data["profile_disabled"] is True
    assert asking.ask(f"{HOME}/").status == 200


def test_an_emptied_dashboard_has_no_subscriber(server: PlatformServer, asking: Client, cookie: str) -> None:
    assert stats(asking, cookie)["count"] == 200
    server.switch("emptied-dashboard", on=True)
    assert (stats(asking, cookie)["count"], stats(asking, cookie)["subscribers"]) == (0, [])
    assert asking.ask(f"{API}/publication_launch_checklist", cookie=cookie).data["subscriberCount"] == 0
    number = asking.ask(f"{API}/subscriber_set", method="POST", data={}, cookie=cookie).data["id"]
    asked = {"subscriberSetId": number, "columns": ["user_email_address"]}
    export = asking.ask(f"{API}/subscriber_set/export", method="POST", data=asked, cookie=cookie).data["export_id"]
    assert asking.ask(f"{API}/subscriber_set/export/{export}/file", cookie=cookie).text == "Email\n"
    assert asking.ask(f"{HOME}/").status == 200


def test_a_removed_post_is_gone_everywhere(server: PlatformServer, asking: Client, world: World) -> None:
    letters = [post for post in world.published() if post.type == "newsletter"]
    gone, kept = letters[1], letters[0]
    server.switch("post-removed", on=True)
    for address in (f"{API}/posts/{gone.slug}", f"{GLOBAL}/posts/by-id/{gone.number}", f"{HOME}/p/{gone.slug}"):
        assert asking.ask(address).status == 404
    for path in ("feed", "sitemap.xml"):
        assert gone.slug not in asking.ask(f"{HOME}/{path}").text
    assert asking.ask(f"{API}/posts/{kept.slug}").status == 200
    assert asking.ask(f"{API}/posts/{gone.slug}").headers["content-type"].startswith("application/json")


def test_a_post_can_be_had_by_number_and_page_where_slugs_have_no_route(
    server: PlatformServer, asking: Client, world: World
) -> None:
    post = world.published()[0]
    server.switch("slug-404", on=True)
    assert asking.ask(f"{API}/posts/{post.slug}").status == 404
    assert asking.ask(f"{GLOBAL}/posts/by-id/{post.number}").status == 200
    page = asking.ask(f"{HOME}/p/{post.slug}").text
    assert "window._preloads" in page
    assert "application/ld+json" in page


def test_what_is_not_there_answers_200_with_a_search(server: PlatformServer, asking: Client) -> None:
    server.switch("soft-404", on=True)
    for address in ("substack.com/@nobody", f"{HOME}/p/nothing", "nosuchpublication.substack.com/"):
        answer = asking.ask(address)
        assert answer.status == 200
        assert "on Substack</title>" in answer.text
    server.switch("soft-404", on=False)
    assert asking.ask("substack.com/@nobody").status == 404


def test_the_archive_can_be_capped(server: PlatformServer, asking: Client) -> None:
    server.edit("publish-post", 5)
    assert len(asking.ask(f"{API}/archive?limit=50").data) == 16
    server.switch("archive-capped", on=True)
    assert len(asking.ask(f"{API}/archive?limit=50").data) == 12
    assert len(asking.ask(f"{API}/archive?limit=50&offset=12").data) == 4
    assert asking.ask(f"{API}/archive?limit=50&offset=16").data == []


def test_a_paid_post_is_whole_for_its_writer_unless_only_a_preview_is_given(
    server: PlatformServer, asking: Client, world: World, cookie: str
) -> None:
    paid = next(post for post in world.published() if post.audience == "only_paid")
    whole, shown = (asking.ask(f"{API}/posts/{paid.slug}", cookie=sent).data for sent in (cookie, None))
    assert whole["body_html"] == world.body(paid).html
    assert "hidden" not in whole
    assert shown["hidden"] is True
    assert shown["body_html"] == whole["body_html"][: len(shown["body_html"])] != whole["body_html"]
    assert shown["wordcount"] == whole["wordcount"]
    server.switch("paywall-preview", on=True)
    assert asking.ask(f"{API}/posts/{paid.slug}", cookie=cookie).data == shown
    server.switch("paywall-null", on=True)
    assert asking.ask(f"{API}/posts/{paid.slug}").data == {**shown, "body_html": None}
    assert asking.ask(f"{HOME}/p/{paid.slug}").status == 200


def test_drafts_come_in_the_old_envelope_or_the_new_one(server: PlatformServer, asking: Client, cookie: str) -> None:
    new = asking.ask(f"{API}/drafts", cookie=cookie).data
    server.switch("drafts-new", on=True)
    assert asking.ask(f"{API}/drafts", cookie=cookie).data == new
    server.switch("drafts-old", on=True)
    assert asking.ask(f"{API}/drafts", cookie=cookie).data == new["posts"]
    assert new["hasMore"] is False


def test_comments_come_nested_or_flat(server: PlatformServer, asking: Client, world: World) -> None:
    number = next(number for number, said in world.comments.items() if any(one.path for one in said))
    nested = asking.ask(f"{API}/post/{number}/comments").data["comments"]
    server.switch("comments-nested", on=True)
    assert asking.ask(f"{API}/post/{number}/comments").data["comments"] == nested
    server.switch("comments-flat", on=True)
    flat = asking.ask(f"{API}/post/{number}/comments").data["comments"]
    assert len(flat) == len(world.comments[number]) > len(nested)
    assert all(comment["children"] == [] for comment in flat)


def test_forty_thousand_comments_on_one_post(server: PlatformServer, asking: Client, world: World) -> None:
    server.switch("many-comments", on=True)
    comments = asking.ask(f"{API}/post/{world.published()[0].number}/comments?all_comments=true").data["comments"]
    assert len({comment["id"] for comment in comments}) == MANY == 40_000


def test_direct_messages_come_in_either_shape(
    server: PlatformServer, asking: Client, world: World, cookie: str
) -> None:
    address = f"{GLOBAL}/messages/dm/{world.talks[0].uuid}"
    assert set(asking.ask(address, cookie=cookie).data) == {"messages", "user", "more", "cursor"}
    server.switch("dm-replies", on=True)
    answer = asking.ask(address, cookie=cookie).data
    assert set(answer) == {"replies", "profile"}
    assert len(answer["replies"]) == len(world.talks[0].messages)


def test_too_many_requests_are_told_to_wait(server: PlatformServer, asking: Client) -> None:
    server.switch("rate-limited", on=True, times=1)
    answer = asking.ask(f"{API}/archive")
    assert (answer.status, answer.headers["retry-after"]) == (429, "60")
    assert "<pre>Too Many Requests</pre>" in answer.text
    assert asking.ask(f"{API}/archive").status == 200


def test_a_storm_hits_every_second_request(server: PlatformServer, asking: Client) -> None:
    server.switch("rate-storm", on=True)
    statuses = [asking.ask(f"{API}/archive").status for _ in range(6)]
    assert sorted(statuses) == [200, 200, 200, 429, 429, 429]
    assert statuses[0] != statuses[1] != statuses[2]


def test_a_data_centre_gets_pages_but_neither_feed_nor_api(server: PlatformServer, asking: Client) -> None:
    server.switch("dc-blocked", on=True)
    statuses = [asking.ask(f"{host}/feed").status for host in (HOME, NEIGHBOUR)]
    assert [*statuses, asking.ask(f"{API}/archive").status] == [403, 403, 403]
    assert asking.ask(f"{HOME}/").status == 200


def test_a_session_ends(server: PlatformServer, asking: Client, cookie: str) -> None:
    server.switch("logged-out", on=True)
    assert asking.ask(f"{GLOBAL}/user/profile/self", cookie=cookie).status == 401
    assert asking.ask(f"{API}/drafts", cookie=cookie).status == 403
    assert asking.ask(f"{GLOBAL}/am_i_logged_in", cookie=cookie).data == {"loggedIn": False}
    assert asking.ask(f"{HOME}/feed", cookie=cookie).status == 200


def test_a_session_ends_in_the_middle(server: PlatformServer, asking: Client, cookie: str) -> None:
    server.switch("cookie-dies-midway", on=True)
    statuses = [asking.ask(f"{API}/drafts", cookie=cookie).status for _ in range(25)]
    assert statuses == [200] * 20 + [403] * 5


def test_a_cookie_is_renewed_and_the_old_one_stays_good(server: PlatformServer, asking: Client, cookie: str) -> None:
    server.switch("cookie-rotates", on=True)
    renewed = asking.ask(f"{API}/drafts", cookie=cookie).headers["set-cookie"].partition(";")[0]
    assert renewed != cookie
    assert [asking.ask(f"{API}/drafts", cookie=sent).status for sent in (renewed, cookie)] == [200, 200]


def test_an_export_can_stay_pending_for_ever(server: PlatformServer, asking: Client, cookie: str) -> None:
    server.switch("export-never-ready", on=True)
    asking.ask(f"{API}/publication_export", method="POST", data={}, cookie=cookie)
    answers = [asking.ask(f"{API}/publication_export", cookie=cookie).data[0]["status"] for _ in range(20)]
    assert set(answers) == {"pending"}


def test_an_export_can_be_ready_at_once(server: PlatformServer, asking: Client, cookie: str) -> None:
    server.switch("export-at-once", on=True)
    asking.ask(f"{API}/publication_export", method="POST", data={}, cookie=cookie)
    assert asking.ask(f"{API}/publication_export", cookie=cookie).data[0]["status"] != "pending"


def test_fields_can_be_missing_and_new(server: PlatformServer, asking: Client, world: World) -> None:
    address = f"{API}/posts/{world.published()[0].slug}"
    usual = set(asking.ask(address).data)
    server.switch("fields-missing", on=True)
    assert usual - set(asking.ask(address).data) >= {"postTags", "wordcount", "publishedBylines"}
    server.switch("fields-missing", on=False)
    server.switch("fields-new", on=True)
    assert set(asking.ask(address).data) > usual


def test_pictures_can_be_gone_and_be_a_placeholder(server: PlatformServer, asking: Client, world: World) -> None:
    covers = [str(post.cover).removeprefix("https://") for post in world.published() if post.cover]
    server.switch("picture-404", on=True)
    assert asking.ask(covers[0]).status == 404
    assert asking.ask(f"substackcdn.com/image/fetch/f_auto/https%3A%2F%2F{covers[0].replace('/', '%2F')}").status == 200
    server.switch("picture-404", on=False)
    server.switch("picture-expired", on=True)
    assert len({asking.ask(cover).body for cover in covers}) == 1
