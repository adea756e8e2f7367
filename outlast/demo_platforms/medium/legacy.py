"""The old `?format=json` answers and `medium.com/media/ID`, with the prefix against scripts (formats: 3.5)."""

import json

from backup.model import Json
from outlast.demo_platforms.exchange import Reply
from outlast.demo_platforms.medium.world import MediumWorld, Piece

PREFIX = "])}while(1);</x>"


def legacy_reply(payload: Json, *, success: bool = True, status: int = 200) -> Reply:
    """Return a payload as these answers wrap it."""
    data: Json = {"success": success, "payload": payload, "v": 3, "b": "20260824-1717-root"}
    text = PREFIX + json.dumps(data, ensure_ascii=False)
    return Reply(status=status, headers={"Content-Type": "application/json; charset=utf-8"}, body=text.encode())


def media_reply(world: MediumWorld, number: str) -> Reply:
    """Return what is known of an embed."""
    value = world.media.get(number)
    if value is None:
        return legacy_reply(None, success=False, status=404)
    return legacy_reply({"value": value, "references": {}})


def latest_reply(world: MediumWorld, handle: str, limit: int) -> Reply:
    """Return the writer and at most ten of the latest posts, without content."""
    pieces = world.newest()[: min(limit, 10)]
    user: dict[str, Json] = {"userId": world.user, "name": world.name, "username": handle, "imageId": world.picture}
    stats: Json = {"userId": world.user, "usersFollowedCount": 131, "usersFollowedByCount": world.followers}
    following: Json = {"to": str(pieces[-1].published), "limit": limit, "page": 2} if pieces else None
    payload: dict[str, Json] = {"user": user, "userMeta": {"numberOfPostsPublished": len(world.pieces)}}
    payload |= {"streamItems": [], "references": _references(world, pieces, {world.user: user}, {world.user: stats})}
    return legacy_reply({**payload, "paging": {"path": f"/_/api/users/{world.user}/profile/stream", "next": following}})


def post_reply(world: MediumWorld, piece: Piece) -> Reply:
    """Return a post without its content, as far as it is known how this looked."""
    return legacy_reply({"value": _post(world, piece), "references": {}})


def _references(world: MediumWorld, pieces: list[Piece], users: dict[str, Json], stats: dict[str, Json]) -> Json:
    return {"Post": {piece.id: _post(world, piece) for piece in pieces}, "SocialStats": stats, "User": users}


def _post(world: MediumWorld, piece: Piece) -> Json:
    tags: list[Json] = [{"slug": slug, "name": name} for slug, name in piece.tags]
    post: dict[str, Json] = {"id": piece.id, "creatorId": world.user, "title": piece.title, "uniqueSlug": piece.slug}
    post |= {"firstPublishedAt": piece.published, "latestPublishedAt": piece.updated}
    return {**post, "inResponseToPostId": piece.response_to or "", "virtuals": {"tags": tags}}
