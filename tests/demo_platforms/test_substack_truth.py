"""Everything there is in the made-up Substack can be had over its interface, and nothing else."""

import json
import zipfile
from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest

from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack.export_files import COLUMNS
from outlast.demo_platforms.substack.nouns import Sizes
from outlast.demo_platforms.substack.platform import SubstackPlatform
from outlast.demo_platforms.substack.world import World
from tests.demo_platforms.places import API, GLOBAL, HOME
from tests.fakes.asking import Client, client
from tests.fakes.comparison import differences

SMALL = Sizes(posts=30, comments=120, notes=30, threads=25, busy_threads=1, subscribers=230)


@pytest.fixture(scope="module")
def walked() -> dict[str, Any]:
    """Fetch all of a world once, the naive way; return what was found and the truth."""
    world = World(SMALL)
    with PlatformServer([SubstackPlatform(world)]) as running, client(running) as asking:
        found = walk(asking, world.title.number, world.writer.number, f"substack.sid={world.session}")
    return {"found": found, "truth": world.truth()}


def walk(asking: Client, publication: int, writer: int, cookie: str) -> dict[str, dict[str, Any]]:
    """Return everything in the form of `World.truth`."""
    posts = walk_posts(asking, cookie)
    threads, replies = walk_chat(asking, publication, cookie)
    notes = walk_notes(asking, writer)
    return {
        "posts": posts,
        "comments": walk_comments(asking, [key for key, post in posts.items() if post.get("published")]),
        "notes": notes,
        "note_replies": walk_note_replies(asking, notes),
        "threads": threads,
        "replies": replies,
        "messages": walk_messages(asking, cookie),
        "subscribers": walk_subscribers(asking, cookie),
    }


def walk_posts(asking: Client, cookie: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    while page := asking.ask(f"{API}/posts?offset={len(found)}&limit=50", cookie=cookie).data:
        for post in page:
            found[str(post["id"])] = {
                "title": post["title"],
                "slug": post["slug"],
                "type": post["type"],
                "audience": post["audience"],
                "published": post["post_date"],
                "updated": post["updated_at"],
                "html": post["body_html"],
                "words": post["wordcount"],
                "tags": [tag["name"] for tag in post["postTags"]],
            }
    listed, cursor = [], ""
    while True:
        page = asking.ask(f"{API}/drafts?limit=2&cursor={cursor}", cookie=cookie).data
        listed += page["posts"]
        if not page["hasMore"]:
            break
        cursor = page["nextCursor"]
    for each in listed:
        draft = asking.ask(f"{API}/drafts/{each['id']}", cookie=cookie).data
        assert json.loads(draft["draft_body"])["type"] == "doc"
        found[str(each["id"])] = {"title": draft["draft_title"], "editor": draft["draft_body"], "published": None}
    return found


def walk_comments(asking: Client, posts: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {}

    def keep(comments: list[Any]) -> None:
        for comment in comments:
            path = comment["ancestor_path"]
            found[str(comment["id"])] = {
                "post": comment["post_id"],
                "parent": int(path.rsplit(".", 1)[-1]) if path else None,
                "author": comment["handle"],
                "text": comment["body"],
                "edited": comment["edited_at"],
                "deleted": comment["deleted"],
            }
            keep(comment["children"])

    for post in posts:
        keep(asking.ask(f"{API}/post/{post}/comments?all_comments=true").data["comments"])
    return found


def walk_notes(asking: Client, writer: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    cursor: str | None = ""
    kinds = set()
    while cursor is not None:
        page = asking.ask(f"{GLOBAL}/reader/feed/profile/{writer}?types=note&cursor={cursor}").data
        for item in page["items"]:
            kinds.add(item["context"]["type"] if item["type"] == "comment" else item["type"])
            if item["type"] != "comment" or item["comment"]["user_id"] != writer:
                continue
            note = item["comment"]
            pictures = [each["imageUrl"] for each in note["attachments"] if each["type"] == "image"]
            found[str(note["id"])] = {"text": note["body"], "date": note["date"], "pictures": pictures}
        cursor = page["nextCursor"]
    assert kinds == {"note", "note_like", "comment_restack", "userSuggestions", "post"}
    return found


def walk_note_replies(asking: Client, notes: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for note in notes:
        for branch in asking.ask(f"{GLOBAL}/reader/comment/{note}/replies").data["commentBranches"]:
            for each in (branch, *branch["descendantComments"]):
                reply = each["comment"]
                found[str(reply["id"])] = {"text": reply["body"], "author": reply["handle"]}
    return found


def walk_chat(asking: Client, publication: int, cookie: str) -> tuple[dict[str, Any], dict[str, Any]]:
    threads: dict[str, Any] = {}
    replies: dict[str, Any] = {}
    before, more = "", True
    while more:
        page = asking.ask(f"{GLOBAL}/community/publications/{publication}/posts?before={before}", cookie=cookie).data
        for each in page["threads"]:
            post = each["communityPost"]
            threads[post["id"]] = {"text": post["body"], "author": each["user"]["handle"]}
            walk_replies(asking, f"posts/{post['id']}", post["id"], cookie, replies)
            before = post["created_at"]
        more = page["moreBefore"]
    return threads, replies


def walk_replies(asking: Client, place: str, thread: str, cookie: str, replies: dict[str, Any]) -> None:
    after, more = "", True
    while more:
        address = f"{GLOBAL}/community/{place}/comments?order=asc&initial=true"
        page = asking.ask(f"{address}&after_id={after}" if after else address, cookie=cookie).data
        for each in page["replies"]:
            comment = each["comment"]
            replies[comment["id"]] = {
                "thread": thread,
                "parent": comment["parent_id"],
                "author": each["user"]["handle"],
                "text": comment["body"],
            }
            after = comment["id"]
            if comment["reply_count"]:
                walk_replies(asking, f"comments/{comment['id']}", thread, cookie, replies)
        more = page["moreAfter"]


def walk_messages(asking: Client, cookie: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for each in asking.ask(f"{GLOBAL}/messages/inbox?tab=people", cookie=cookie).data["threads"]:
        cursor: str | None = ""
        while cursor is not None:
            page = asking.ask(f"{GLOBAL}/messages/dm/{each['id']}?cursor={cursor}", cookie=cookie).data
            for message in page["messages"]:
                found[message["id"]] = {"text": message["body"], "author": message["user"]["handle"]}
            cursor = page["cursor"]
    return found


def walk_subscribers(asking: Client, cookie: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    more = True
    while more:
        filters = {"order_by_desc_nulls_last": "subscription_created_at"}
        asked = {"filters": filters, "limit": 100, "offset": len(found)}
        page = asking.ask(f"{API}/subscriber-stats", method="POST", data=asked, cookie=cookie).data
        for row in page["subscribers"]:
            found[row["user_email_address"]] = {"name": row["user_name"], "paying": row["is_subscribed"]}
        more = len(found) < page["count"]
    return found


def test_all_of_a_world_can_be_fetched(walked: dict[str, Any]) -> None:
    assert differences(walked["truth"], walked["found"]) == []
    assert [len(walked["found"][kind]) for kind in ("posts", "comments", "notes")] == [34, 120, 30]
    assert len(walked["found"]["subscribers"]) == 230


def test_a_comparison_names_what_is_missing_different_and_too_much() -> None:
    truth = {"posts": {"1": {"title": "a", "x": 1}, "2": {"title": "b"}}, "notes": {}}
    found = {"posts": {"1": {"title": "c", "y": 1}, "3": {}}}
    assert differences(truth, found) == [
        "posts 1.title: 'c' is not 'a'",
        "posts 1.y: not in the truth",
        "posts 2: missing",
        "posts 3: not in the truth",
    ]


def test_every_file_of_the_truth_comes_with_its_bytes(world: World, asking: Client) -> None:
    files = world.truth()["files"]
    assert len(set(files.values())) == len(files)
    for address, digest in files.items():
        answer = asking.ask(address.removeprefix("https://"))
        if answer.status == 302:
            answer = asking.ask(answer.headers["location"].removeprefix("https://"))
        assert sha256(answer.body).hexdigest() == digest


def test_the_cdn_has_other_bytes_than_the_origin(world: World, asking: Client) -> None:
    post = next(post for post in world.published() if post.cover)
    through = asking.ask(f"{API}/posts/{post.slug}").data["cover_image"]
    converted = asking.ask(through.removeprefix("https://"))
    assert converted.body.startswith(b"\xff\xd8")
    assert converted.body != asking.ask(str(post.cover).removeprefix("https://")).body


def test_a_subscriber_file_is_asked_for_waited_for_and_fetched(asking: Client, cookie: str, world: World) -> None:
    number = asking.ask(f"{API}/subscriber_set", method="POST", data={"query": {}}, cookie=cookie).data["id"]
    asked = {"subscriberSetId": number, "columns": sorted(COLUMNS)}
    export = asking.ask(f"{API}/subscriber_set/export", method="POST", data=asked, cookie=cookie).data["export_id"]
    answers = [asking.ask(f"{API}/subscriber_set/export/{export}", cookie=cookie) for _ in range(4)]
    assert [answer.status for answer in answers] == [400, 400, 400, 200]
    assert answers[0].data == {"error": "Export not ready", "type": "single"}
    address = f"{HOME}{answers[3].data['url']}"
    assert asking.ask(address).status == 403
    lines = asking.ask(address, cookie=cookie).text.splitlines()
    assert len(lines[0].split(",")) == 47
    assert len(COLUMNS) == 48
    assert len(lines) == 1 + len(world.present())


def test_only_the_columns_that_were_asked_for_come(asking: Client, cookie: str) -> None:
    number = asking.ask(f"{API}/subscriber_set", method="POST", data={"query": {}}, cookie=cookie).data["id"]
    asked = {"subscriberSetId": number, "columns": ["tag_ids", "user_email_address", "user_name"]}
    export = asking.ask(f"{API}/subscriber_set/export", method="POST", data=asked, cookie=cookie).data["export_id"]
    file = asking.ask(f"{API}/subscriber_set/export/{export}/file", cookie=cookie)
    assert file.text.startswith("Name,Email\n")


def test_a_publications_export_is_a_zip_in_substacks_layout(asking: Client, cookie: str, world: World) -> None:
    started = asking.ask(f"{API}/publication_export", method="POST", data={}, cookie=cookie).data
    assert started["status"] == "pending"
    while (job := asking.ask(f"{API}/publication_export", cookie=cookie).data[0])["status"] == "pending":
        assert job["download_url"] is None
    packed = asking.ask(f"{HOME}{job['download_url']}", cookie=cookie)
    names = zipfile.ZipFile(BytesIO(packed.body)).namelist()
    assert names[:2] == ["posts.csv", "email_list.nightletters.csv"]
    assert sum(name.endswith(".html") for name in names) == len(world.posts)


def test_more_than_a_hundred_subscribers_at_once_and_unknown_filters_are_refused(asking: Client, cookie: str) -> None:
    def ask(**asked: Any) -> int:
        return asking.ask(f"{API}/subscriber-stats", method="POST", data=asked, cookie=cookie).status

    assert ask(filters={}, limit=100, offset=0) == 200
    assert ask(filters={}, limit=150, offset=0) == 400
    assert ask(filters={"shoe_size_gt": 40}, limit=50, offset=0) == 400


def test_lists_of_posts_need_an_order(asking: Client, cookie: str) -> None:
    address = f"{API}/post_management/published"
    assert asking.ask(address, cookie=cookie).status == 400
    answer = asking.ask(f"{address}?order_by=post_date&limit=5", cookie=cookie).data
    assert (len(answer["posts"]), answer["total"], answer["isCapped"]) == (5, 12, False)


@pytest.mark.parametrize("path", ["feed", "sitemap.xml", "api/v1/archive", "api/v1/posts?limit=2"])
def test_what_has_not_changed_is_not_sent_again(asking: Client, path: str) -> None:
    first = asking.ask(f"{HOME}/{path}")
    again = asking.ask(f"{HOME}/{path}", headers={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


def test_figures_come_as_json_and_as_csv(asking: Client, cookie: str, world: World) -> None:
    address = f"{API}/publication/stats/email_stats"
    answer = asking.ask(f"{address}?offset=0&limit=20", cookie=cookie).data
    mailed = sum(post.mailed is not None for post in world.published())
    assert (len(answer["rows"]), answer["total"]) == (mailed, mailed)
    lines = asking.ask(f"{address}?format=csv&columns[]=title&columns[]=views", cookie=cookie).text.splitlines()
    assert (lines[0], len(lines)) == ("title,views", mailed + 1)
    days = asking.ask(f"{API}/publication/stats/followers/timeseries?format=csv", cookie=cookie).text.splitlines()
    assert (days[0], days[-1]) == ("date,total_subscribers", "2026-09-10,200")
