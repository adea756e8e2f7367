"""Posts as everybody may read them (formats: public reads)."""

from collections.abc import Callable

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, json_reply
from outlast.demo_platforms.substack import quirks
from outlast.demo_platforms.substack.nouns import Post
from outlast.demo_platforms.substack.post_json import by_id, preview, whole
from outlast.demo_platforms.substack.visit import Route, Visit, no_route, not_found

_CAP = 12


def _list(visit: Visit, form: Callable[[Visit, Post], dict[str, Json]], posts: list[Post]) -> Reply:
    offset, limit = visit.page(most=_CAP if visit.has("archive-capped") else 50)
    return json_reply([form(visit, post) for post in posts[offset : offset + limit]])


def archive(visit: Visit) -> Reply:
    """Answer with previews, newest first unless `sort=top`."""
    posts = [post for post in visit.published() if post.type != "page"]
    wanted = visit.request.first("type")
    if wanted:
        posts = [post for post in posts if post.type == wanted]
    searched = visit.request.first("search").casefold()
    if searched:
        posts = [post for post in posts if searched in f"{post.title} {post.subtitle}".casefold()]
    if visit.request.first("sort") == "top":
        posts.sort(key=lambda post: post.likes, reverse=True)
    return _list(visit, preview, posts)


def with_bodies(visit: Visit) -> Reply:
    """Answer with posts and their bodies, newest first."""
    return _list(visit, whole, visit.published())


def by_slug(visit: Visit) -> Reply:
    """Answer with one post."""
    if visit.has("slug-404"):
        return no_route()
    slug = visit.parts["slug"]
    found = next((post for post in visit.published() if post.slug == slug), None)
    if found is None:
        return quirks.nothing_here(visit) if "soft-404" in visit.request.quirks else not_found("Post not found")
    return json_reply(whole(visit, found))


def by_number(visit: Visit) -> Reply:
    """Answer with one post, its publication and that one's settings, on either host."""
    number = int(visit.parts["number"])
    for world in visit.worlds:
        post = world.posts.get(number)
        there = Visit(
            request=visit.request,
            world=world,
            worlds=visit.worlds,
            signed_in=visit.signed_in,
            parts=visit.parts,
            own=world is visit.worlds[0],
        )
        if post is not None and post in there.published():
            return json_reply(by_id(there, post))
    return not_found("Post not found")


ROUTES = (
    Route(where="publication", path="/api/v1/archive", answer=archive, conditional=True),
    Route(where="publication", path="/api/v1/posts", answer=with_bodies, conditional=True),
    Route(where="both", path=r"/api/v1/posts/by-id/(?P<number>\d+)", answer=by_number, conditional=True),
    Route(where="publication", path=r"/api/v1/posts/(?P<slug>[^/]+)", answer=by_slug, conditional=True),
)
