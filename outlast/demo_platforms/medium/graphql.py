"""`POST /_/graphql`: an array of operations, an array of answers (formats: 3.4)."""

from collections.abc import Mapping

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, Request, json_reply
from outlast.demo_platforms.medium.apollo import content_of, post_of, user_of
from outlast.demo_platforms.medium.error_pages import typename_for
from outlast.demo_platforms.medium.world import MediumWorld

_MOST = 25


def graphql_reply(world: MediumWorld, request: Request, handle: str, *, owner: bool) -> Reply:
    """Answer each operation of a request by its name."""
    asked = request.json()
    if not isinstance(asked, list):
        return json_reply({"errors": [{"message": "An array of operations is due."}]}, 400)
    return json_reply([_answer(world, request, handle, each, owner=owner) for each in asked])


def _answer(world: MediumWorld, request: Request, handle: str, asked: Json, *, owner: bool) -> Json:
    if "graphql-errors" in request.quirks or not isinstance(asked, dict):
        return {"errors": [{"message": 'Cannot query field "homepagePostsConnection" on type "User".'}], "data": None}
    variables = asked.get("variables")
    given = variables if isinstance(variables, dict) else {}
    match asked.get("operationName"):
        case "UserFollowers" | "UserProfileQuery":
            return {"data": {"userResult": _user(world, request, handle, given, owner=owner)}}
        case "PostViewerEdgeContentQuery":
            return {"data": {"post": _content(world, request, given, owner=owner)}}
        case "PostResultQuery":
            return {"data": {"postResult": _post(world, request, handle, given, owner=owner)}}
    return {"errors": [{"message": "Unknown operation."}]}


def _user(world: MediumWorld, request: Request, handle: str, given: Mapping[str, Json], *, owner: bool) -> Json:
    suspended = "suspended-account" in request.quirks
    # What is said of a suspended writer is not known; nothing is one possibility (formats: 4.1).
    if request.quirks & {"user-null", "deleted"} or (suspended and not owner):
        return None
    if given.get("username") != handle and given.get("id") != world.user:
        return None
    pieces = world.newest()
    start, most = given.get("homepagePostsFrom"), given.get("homepagePostsLimit")
    if isinstance(start, str) and start.isdecimal():
        pieces = [piece for piece in pieces if piece.published < int(start)]
    limit = min(most, _MOST) if isinstance(most, int) and most > 0 else 10
    shown = pieces[:limit]
    more: Json = None
    if len(pieces) > limit:
        more = {"__typename": "PageParams", "from": str(shown[-1].published), "limit": limit}
    posts = [_listed(post_of(world, piece, handle)) for piece in shown]
    connection: Json = {
        "__typename": "PostConnection",
        "posts": [*posts],
        "pagingInfo": {"__typename": "Paging", "next": more},
    }
    return {**user_of(world, handle, suspended=suspended), "homepagePostsConnection": connection}


def _listed(post: Mapping[str, Json]) -> Json:
    """Return of a post what lists tell; `pinnedByCreatorAt` only they have."""
    names = (
        "__typename",
        "id",
        "title",
        "mediumUrl",
        "firstPublishedAt",
        "latestPublishedAt",
        "latestPublishedVersion",
    )
    told = {name: post[name] for name in (*names, "inResponseToPostResult", "isLocked", "visibility")}
    return {**told, "pinnedByCreatorAt": 0}


def _content(world: MediumWorld, request: Request, given: Mapping[str, Json], *, owner: bool) -> Json:
    piece = world.pieces.get(str(given.get("postId")))
    if piece is None or typename_for(request.quirks) is not None:
        return None
    content, paragraphs = content_of(piece, all_of_it=owner)
    body = content["bodyModel"]
    if isinstance(body, dict):
        body["paragraphs"] = [*paragraphs]
    edge: Json = {
        "__typename": "PostViewerEdge",
        "id": f"postId:{piece.id}-viewerId:{world.user if owner else 'lo_x'}",
        "fullContent": content,
    }
    return {"__typename": "Post", "id": piece.id, "viewerEdge": edge}


def _post(world: MediumWorld, request: Request, handle: str, given: Mapping[str, Json], *, owner: bool) -> Json:
    piece = world.pieces.get(str(given.get("id")))
    if piece is None:
        return {"__typename": "NotFound"}
    name = typename_for(request.quirks)
    if name is not None and not (owner and name == "AccountSuspended"):
        return {"__typename": name}
    post = post_of(world, piece, handle, suspended=name is not None)
    # GraphQL follows references itself.
    post["creator"] = user_of(world, handle, suspended=name is not None)
    post["collection"] = {"__typename": "Collection", "slug": world.publication[0], "name": world.publication[1]}
    post["collection"] = post["collection"] if piece.in_publication else None
    tags: list[Json] = [{"id": slug, "displayTitle": shown, "normalizedTagSlug": slug} for slug, shown in piece.tags]
    return {**post, "tags": tags}
