"""The writer's notes in the network's feed, among what she liked, restacked and was shown (formats: notes)."""

import base64
import json
from datetime import timedelta

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, json_reply
from outlast.demo_platforms.substack.nouns import Comment, Member, Note
from outlast.demo_platforms.substack.parts import note_body
from outlast.demo_platforms.substack.people import person, primary_publication, publication
from outlast.demo_platforms.substack.post_json import preview
from outlast.demo_platforms.substack.routes.comments import comment_json
from outlast.demo_platforms.substack.shape import shape, time
from outlast.demo_platforms.substack.visit import Route, Visit, not_found
from outlast.demo_platforms.substack.world import World

_PAGE = 12
_STRANGERS = 700_000_000


def feed(visit: Visit) -> Reply:
    """Answer with a page of a person's feed; other people's things are among the writer's own."""
    world = visit.world
    if visit.suspended or int(visit.parts["number"]) != world.writer.number:
        return json_reply({"items": [], "originalCursorTimestamp": time(world.now), "nextCursor": None})
    start = _opened(visit.request.first("cursor"))
    shown = world.notes[start : start + _PAGE]
    items: list[Json] = []
    for place, note in enumerate(shown, start):
        items.append(item(world, note))
        if place % 4 == 2:
            items.append(_foreign(world, note, place))
        if place % 7 == 4:
            items.append(_post(visit, place))
        if place % 9 == 5:
            items.append(_suggestions(world, place))
    more = start + _PAGE < len(world.notes)
    return json_reply(
        {
            "items": items,
            "originalCursorTimestamp": time(world.now),
            "nextCursor": _closed(start + _PAGE) if more else None,
        }
    )


def _closed(start: int) -> str:
    return base64.b64encode(json.dumps({"start": start}).encode()).decode()


def _opened(cursor: str) -> int:
    try:
        start: int = json.loads(base64.b64decode(cursor or "e30=")).get("start", 0)
    except (ValueError, AttributeError):
        return 0
    return start


def note_comment(world: World, note: Note) -> dict[str, Json]:
    """Return a note: Substack keeps it as a comment on nothing."""
    attachments: list[Json] = [
        shape("attachment", id=f"{note.number}-{place}", imageUrl=address, imageWidth=1024, imageHeight=1024)
        for place, address in enumerate(note.pictures)
    ]
    if note.link is not None:
        attachments.append({"id": f"{note.number}-link", "type": "link", "linkMetadata": {"url": note.link}})
    keys = shape("note_item")["comment"]
    return {
        **(keys if isinstance(keys, dict) else {}),
        **{key: value for key, value in person(note.author).items() if key in ("name", "handle", "photo_url")},
        "id": note.number,
        "body": note.text,
        "body_json": note_body(note.text),
        "user_id": note.author.number,
        "date": time(note.date),
        "reaction_count": note.likes,
        "reactions": {"❤": note.likes},
        "children_count": sum(len(reply.path) == 1 for reply in note.replies),
        "attachments": attachments,
        "user_primary_publication": primary_publication(world),
    }


def item(world: World, note: Note, context: str = "note", user: Member | None = None) -> dict[str, Json]:
    """Return an entry of the feed that shows a note."""
    made = shape("note_item", entity_key=f"c-{note.number}", comment=note_comment(world, note))
    who = user or note.author
    _set(made, "context", type=context, timestamp=time(note.date), users=[{**shape("note_user"), **person(who)}])
    _set(
        made,
        "trackingParameters",
        item_primary_entity_key=f"c-{note.number}",
        item_entity_key=f"c-{note.number}",
        item_comment_id=note.number,
        item_content_user_id=note.author.number,
        item_context_type=context,
    )
    return made


def _set(made: dict[str, Json], key: str, **values: Json) -> None:
    inside = made[key]
    made[key] = {**inside, **values} if isinstance(inside, dict) else values


def _foreign(world: World, note: Note, place: int) -> dict[str, Json]:
    """Return another person's note that the writer liked or restacked."""
    other = world.members[place % len(world.members)]
    strange = Note(
        number=_STRANGERS + place,
        author=other,
        text=f"Somebody else wrote this: {place}.",
        date=note.date - timedelta(hours=2),
    )
    return item(world, strange, "note_like" if place % 8 == 2 else "comment_restack", world.writer)


def _post(visit: Visit, place: int) -> dict[str, Json]:
    """Return a post where a note could stand: the feed shows what was published and restacked too."""
    published = visit.published()
    post = published[place % len(published)]
    context = "latest_post" if place % 2 else "post_restack"
    writer: Json = {**shape("note_user"), **person(visit.world.writer)}
    made = shape("post_item", entity_key=f"p-{post.number}", post=preview(visit, post), publication=publication(visit))
    _set(made, "context", type=context, timestamp=time(post.published), users=[writer])
    _set(made, "trackingParameters", item_post_id=post.number, item_context_type=context)
    return made


def _suggestions(world: World, place: int) -> dict[str, Json]:
    """Return people whom one might follow, where a note could stand."""
    made = shape("note_item", entity_key=f"us-{place}", type="userSuggestions", comment=None)
    made["suggestions"] = [person(member) for member in world.members[:3]]
    return made


def _find(world: World, number: int) -> Note | None:
    return next((note for note in world.notes if note.number == number), None)


def one(visit: Visit) -> Reply:
    """Answer with a note by its number."""
    note = _find(visit.world, int(visit.parts["number"]))
    if note is None:
        return not_found("Comment not found")
    made = shape("reader_item", entity_key=f"c-{note.number}")
    keys = made["comment"]
    made["comment"] = {**(keys if isinstance(keys, dict) else {}), **note_comment(visit.world, note)}
    return json_reply({"item": made})


def replies(visit: Visit) -> Reply:
    """Answer with the replies to a note, each with what is below it."""
    note = _find(visit.world, int(visit.parts["number"]))
    if note is None:
        return not_found("Comment not found")
    branches: list[Json] = []
    for reply in note.replies:
        if len(reply.path) == 1:
            below: list[Json] = [_branch(visit.world, each) for each in note.replies if reply.number in each.path]
            branches.append({**_branch(visit.world, reply), "descendantComments": below})
    return json_reply(
        {
            "rootComment": note_comment(visit.world, note),
            "commentBranches": branches,
            "moreBranches": 0,
            "nextCursor": None,
        }
    )


def _branch(world: World, reply: Comment) -> dict[str, Json]:
    return {"comment": comment_json(world, reply)}


ROUTES = (
    Route(where="global", path=r"/api/v1/reader/feed/profile/(?P<number>\d+)", answer=feed),
    Route(where="global", path=r"/api/v1/reader/comment/(?P<number>\d+)", answer=one),
    Route(where="global", path=r"/api/v1/reader/comment/(?P<number>\d+)/replies", answer=replies),
)
