"""What the editor opens: drafts, and published posts too (formats: drafts)."""

import base64

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, json_reply
from outlast.demo_platforms.substack.nouns import Post
from outlast.demo_platforms.substack.post_json import draft_json, draft_preview, release
from outlast.demo_platforms.substack.visit import Route, Visit, not_found

_MOST = 25


def listed(visit: Visit) -> Reply:
    """Answer with drafts in the old envelope, a bare array, or in that of 2026."""
    posts = [] if visit.suspended else [*visit.world.drafts(), *visit.world.scheduled()]
    offset, limit = visit.page(most=_MOST, usual=_MOST)
    cursor = visit.request.first("cursor")
    if cursor:
        offset = int(base64.b64decode(cursor))
    rows: list[Json] = [draft_preview(visit, post) for post in posts[offset : offset + limit]]
    if visit.has("drafts-old"):
        return json_reply(rows)
    more = offset + limit < len(posts)
    following = base64.b64encode(str(offset + limit).encode()).decode() if more else None
    return json_reply({"posts": rows, "hasMore": more, "nextCursor": following})


def _found(visit: Visit) -> Post | None:
    return None if visit.suspended else visit.world.posts.get(int(visit.parts["number"]))


def one(visit: Visit) -> Reply:
    """Answer with a draft or a published post and all that was written."""
    post = _found(visit)
    return not_found("Draft not found") if post is None else json_reply(draft_json(visit, post))


def scheduled_release(visit: Visit) -> Reply:
    """Answer with when it comes out, if it has a date."""
    post = _found(visit)
    if post is None:
        return not_found("Draft not found")
    return json_reply([] if post.scheduled is None else [release(post)])


ROUTES = (
    Route(where="publication", path="/api/v1/drafts", answer=listed, needs="owner"),
    Route(where="publication", path=r"/api/v1/drafts/(?P<number>\d+)", answer=one, needs="owner"),
    Route(
        where="publication",
        path=r"/api/v1/drafts/(?P<number>\d+)/scheduled_release",
        answer=scheduled_release,
        needs="owner",
    ),
)
