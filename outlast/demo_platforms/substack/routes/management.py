"""The writer's own lists of posts (formats: owner reads, post_management)."""

from collections.abc import Callable

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, json_reply
from outlast.demo_platforms.substack.nouns import Post
from outlast.demo_platforms.substack.post_json import draft_preview, managed
from outlast.demo_platforms.substack.visit import Route, Visit, invalid

_ORDERS = {
    "published": ("post_date",),
    "drafts": ("draft_updated_at",),
    "scheduled": ("draft_updated_at", "trigger_at"),
}
_MOST = 100


def _chosen(visit: Visit, kind: str) -> list[Post]:
    if visit.suspended:
        return []
    return {"published": visit.published, "drafts": visit.world.drafts, "scheduled": visit.world.scheduled}[kind]()


def listed(visit: Visit) -> Reply:
    """Answer with a page of posts; without an order that fits it is a 400."""
    kind = visit.parts["kind"]
    if visit.request.first("order_by") not in _ORDERS[kind]:
        return invalid("order_by")
    posts = _chosen(visit, kind)
    searched = visit.request.first("query").casefold()
    if searched:
        posts = [post for post in posts if searched in post.title.casefold()]
    if visit.request.first("order_direction", "desc") == "asc":
        posts = posts[::-1]
    offset, limit = visit.page(most=_MOST, usual=25)
    form: Callable[[Visit, Post], dict[str, Json]] = managed if kind == "published" else draft_preview
    rows: list[Json] = [form(visit, post) for post in posts[offset : offset + limit]]
    return json_reply({"posts": rows, "offset": offset, "limit": limit, "total": len(posts), "isCapped": False})


def counts(visit: Visit) -> Reply:
    """Answer with how many there are of each."""
    made: dict[str, Json] = {}
    for kind in _ORDERS:
        made |= {kind: len(_chosen(visit, kind)), f"{kind}IsCapped": False}
    return json_reply(made)


ROUTES = (
    Route(where="publication", path="/api/v1/post_management/counts", answer=counts, needs="owner"),
    Route(
        where="publication",
        path="/api/v1/post_management/(?P<kind>published|drafts|scheduled)",
        answer=listed,
        needs="owner",
    ),
)
