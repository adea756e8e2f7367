"""Comments on posts, nested or flat (formats: public reads, comments)."""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, json_reply
from outlast.demo_platforms.substack.making import sentences
from outlast.demo_platforms.substack.nouns import Comment, Member, Post
from outlast.demo_platforms.substack.parts import note_body
from outlast.demo_platforms.substack.people import person
from outlast.demo_platforms.substack.shape import shallow, time
from outlast.demo_platforms.substack.visit import Route, Visit, not_found
from outlast.demo_platforms.substack.world import World

MANY = 40_000
"""So many comments the newest post has while `many-comments` is on."""


def comment_json(world: World, comment: Comment, children: Sequence[Json] = (), below: int = 0) -> dict[str, Json]:
    """Return a comment; a deleted one keeps its place and loses its words."""
    who, gone = person(comment.author), comment.deleted
    return shallow(
        "comment",
        {
            "id": comment.number,
            "user_id": comment.author.number,
            "name": None if gone else who["name"],
            "handle": None if gone else who["handle"],
            "photo_url": None if gone else who["photo_url"],
            "bio": None,
            "body": None if gone else comment.text,
            "body_json": None if gone else note_body(comment.text),
            "date": time(comment.date),
            "edited_at": time(comment.edited),
            "post_id": comment.post,
            "publication_id": world.title.number if comment.post is not None else None,
            "type": "comment" if comment.post is not None else "feed",
            "ancestor_path": ".".join(str(number) for number in comment.path),
            "reaction_count": comment.likes,
            "reactions": {"❤": comment.likes},
            "restacks": 0,
            "children_count": below,
            "children": list(children),
            "status": "published",
            "deleted": gone,
            "bans": [],
            "suppressed": False,
            "user_banned": False,
            "metadata": None,
            "attachments": [],
            "user_primary_publication": None,
        },
    )


def on_post(visit: Visit) -> Reply:
    """Answer with all comments on a post, those of readers who may not see it included."""
    number = int(visit.parts["number"])
    published = visit.published()
    post = next((each for each in published if each.number == number), None)
    if post is None:
        return not_found("Post not found")
    said = list(visit.world.comments.get(number, ()))
    if visit.has("many-comments") and post is published[0]:
        said = list(_many(visit.world.members, post))
    if visit.request.first("sort") == "most_recent_first":
        said.sort(key=lambda comment: comment.date, reverse=True)
    elif visit.request.first("sort") == "oldest_first":
        said.sort(key=lambda comment: comment.date)
    rows = _flat(visit.world, said) if visit.has("comments-flat") else _nested(visit.world, said)
    return json_reply({"comments": rows, "automod_hidden_comments": []})


def _below(said: Sequence[Comment]) -> dict[int | None, list[Comment]]:
    below: dict[int | None, list[Comment]] = {}
    for comment in said:
        below.setdefault(comment.path[-1] if comment.path else None, []).append(comment)
    return below


def _flat(world: World, said: Sequence[Comment]) -> list[Json]:
    below = _below(said)
    return [comment_json(world, comment, below=len(below.get(comment.number, ()))) for comment in said]


def _nested(world: World, said: Sequence[Comment]) -> list[Json]:
    below = _below(said)

    def inside(parent: int | None) -> list[Json]:
        rows: list[Json] = []
        for comment in below.get(parent, ()):
            children = inside(comment.number)
            rows.append(comment_json(world, comment, children, len(children)))
        return rows

    return inside(None)


@lru_cache(maxsize=2)
def _many(members: tuple[Member, ...], post: Post) -> tuple[Comment, ...]:
    said = sentences()
    first = Comment(
        number=500_000_000, post=post.number, author=members[0], text=said[0], date=post.published or post.updated
    )
    return tuple(
        replace(first, number=first.number + place, author=members[place % len(members)], text=said[place % len(said)])
        for place in range(MANY)
    )


ROUTES = (Route(where="publication", path=r"/api/v1/post/(?P<number>\d+)/comments", answer=on_post),)
