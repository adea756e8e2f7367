"""Chat threads, their replies, and direct messages (formats: chat and DMs)."""

from collections.abc import Sequence

from backup.model import Json
from outlast.demo_platforms.exchange import Reply, json_reply
from outlast.demo_platforms.substack.nouns import ChatReply, Member, Talk, Thread
from outlast.demo_platforms.substack.people import person, small_publication
from outlast.demo_platforms.substack.shape import chat_time
from outlast.demo_platforms.substack.visit import Route, Visit, not_found
from outlast.demo_platforms.substack.world import World

_THREADS = 20
_REPLIES = 25
_MESSAGES = 20


def _user(member: Member) -> Json:
    return {key: value for key, value in person(member).items() if key in ("id", "name", "handle", "photo_url")}


def community_post(visit: Visit, thread: Thread) -> dict[str, Json]:
    """Return a chat thread."""
    return {
        "id": thread.uuid,
        "created_at": chat_time(thread.date),
        "updated_at": chat_time(thread.date),
        "body": thread.text,
        "mediaAttachments": [],
        "comment_count": len(thread.replies),
        "reaction_count": thread.likes,
        "most_recent_comment_created_at": chat_time(thread.latest) if thread.replies else None,
        "publication_id": visit.world.title.number,
        "audience": thread.audience,
        "is_locked": False,
        "user_id": thread.author.number,
        "has_unread_comments": False,
    }


def threads(visit: Visit) -> Reply:
    """Answer with threads, newest first; `before` is the time of the last one that is known."""
    world = visit.world
    if int(visit.parts["number"]) != world.title.number or visit.suspended:
        return not_found("Chat not found")
    before = visit.request.first("before")
    found = [thread for thread in world.threads if not before or chat_time(thread.date) < before.replace(" ", "+")]
    rows: list[Json] = [
        {"communityPost": community_post(visit, thread), "user": _user(thread.author)} for thread in found[:_THREADS]
    ]
    return json_reply({"threads": rows, "moreBefore": len(found) > _THREADS})


def reply_json(world: World, reply: ChatReply, below: int) -> dict[str, Json]:
    """Return a reply with who wrote it."""
    attachments: list[Json] = []
    if reply.picture is not None:
        attachments.append({"type": "image", "url": reply.picture, "width": 800, "height": 600})
    roles: Json = {"role": "admin", "membership_state": "subscribed"} if reply.author == world.writer else None
    comment: dict[str, Json] = {
        "id": reply.uuid,
        "created_at": chat_time(reply.date),
        "body": reply.text,
        "mediaAttachments": attachments,
        "reaction_count": reply.likes,
        "reply_count": below,
        "parent_id": reply.parent,
        "user_id": reply.author.number,
    }
    return {"comment": comment, "user": _user(reply.author), "pub_roles": roles}


def _page(visit: Visit, replies: Sequence[ChatReply]) -> tuple[Sequence[ChatReply], bool, bool]:
    """Return a page of replies, and whether there are more before and after it."""
    places = {reply.uuid: place for place, reply in enumerate(replies)}
    after, before = visit.request.first("after_id"), visit.request.first("before_id")
    start = places.get(after, -1) + 1
    end = min(start + _REPLIES, len(replies))
    if before:
        end = places.get(before, 0)
        start = max(end - _REPLIES, 0)
    return replies[start:end], start > 0, end < len(replies)


def _thread(world: World, uuid: str) -> Thread | None:
    return next((thread for thread in world.threads if thread.uuid == uuid), None)


def _rows(world: World, thread: Thread, shown: Sequence[ChatReply]) -> list[Json]:
    below: dict[str | None, int] = {}
    for reply in thread.replies:
        below[reply.parent] = below.get(reply.parent, 0) + 1
    return [reply_json(world, reply, below.get(reply.uuid, 0)) for reply in shown]


def replies(visit: Visit) -> Reply:
    """Answer with a page of replies to a thread."""
    thread = _thread(visit.world, visit.parts["uuid"])
    if thread is None or visit.suspended:
        return not_found("Thread not found")
    said = thread.under(None)
    shown, before, after = _page(visit, said[::-1] if visit.request.first("order") == "desc" else said)
    post: Json = {"communityPost": community_post(visit, thread), "user": _user(thread.author)}
    rows = _rows(visit.world, thread, shown)
    return json_reply({"post": post, "replies": rows, "moreBefore": before, "moreAfter": after})


def sub_replies(visit: Visit) -> Reply:
    """Answer with a page of what is under a reply."""
    uuid = visit.parts["uuid"]
    for thread in () if visit.suspended else visit.world.threads:
        for reply in thread.under(None):
            if reply.uuid == uuid:
                shown, before, after = _page(visit, thread.under(uuid))
                parent = _rows(visit.world, thread, (reply,))[0]
                rows = _rows(visit.world, thread, shown)
                return json_reply({"parent": parent, "replies": rows, "moreBefore": before, "moreAfter": after})
    return not_found("Comment not found")


def inbox(visit: Visit) -> Reply:
    """Answer with conversations: with people, and the publication's chat."""
    world, tab = visit.world, visit.request.first("tab", "all")
    rows: list[Json] = [_conversation(talk) for talk in world.talks]
    if tab == "all" and world.threads and not visit.suspended:
        latest = world.threads[0]
        rows.append(
            {
                "type": "chat",
                "id": latest.uuid,
                "title": world.title.name,
                "timestamp": chat_time(latest.latest),
                "publication": small_publication(world),
                "communityPost": community_post(visit, latest),
                "messageThread": None,
                "recentMessage": None,
            }
        )
    rows = [] if tab == "unread" else rows
    return json_reply(
        {"threads": rows, "more": False, "allCount": len(rows), "peopleCount": len(world.talks), "unreadCount": 0}
    )


def _conversation(talk: Talk) -> dict[str, Json]:
    last = talk.messages[-1]
    return {
        "type": "direct-message",
        "id": talk.uuid,
        "title": talk.other.name,
        "timestamp": chat_time(last.date),
        "publication": None,
        "communityPost": None,
        "messageThread": {"id": talk.uuid, "user": _user(talk.other)},
        "recentMessage": {"id": last.uuid, "body": last.text, "created_at": chat_time(last.date)},
    }


def talk(visit: Visit) -> Reply:
    """Answer with a page of direct messages, the last ones first; `cursor` goes back in time."""
    found = next((talk for talk in visit.world.talks if talk.uuid == visit.parts["uuid"]), None)
    if found is None:
        return not_found("Thread not found")
    cursor = visit.request.number("cursor", len(found.messages))
    start = max(0, cursor - _MESSAGES)
    shown = found.messages[start:cursor]
    if visit.has("dm-replies"):
        rows: list[Json] = [reply_json(visit.world, message, 0) for message in found.messages]
        return json_reply({"replies": rows, "profile": _user(found.other)})
    messages: list[Json] = [
        {
            "id": message.uuid,
            "body": message.text,
            "created_at": chat_time(message.date),
            "user_id": message.author.number,
            "user": _user(message.author),
            "mediaAttachments": [] if message.picture is None else [{"type": "image", "url": message.picture}],
        }
        for message in shown
    ]
    return json_reply(
        {"messages": messages, "user": _user(found.other), "more": start > 0, "cursor": str(start) if start else None}
    )


_UUID = "(?P<uuid>[0-9a-f-]{36})"
_ROOT = "/api/v1/community"
ROUTES = (
    Route(where="global", path=rf"{_ROOT}/publications/(?P<number>\d+)/posts", answer=threads, needs="session"),
    Route(
        where="global",
        path=rf"{_ROOT}/publications/(?P<number>\d+)/posts/scheduled",
        answer=lambda _: json_reply({"threads": [], "moreBefore": False}),
        needs="session",
    ),
    Route(where="global", path=rf"{_ROOT}/posts/{_UUID}/comments", answer=replies, needs="session"),
    Route(where="global", path=rf"{_ROOT}/comments/{_UUID}/comments", answer=sub_replies, needs="session"),
    Route(where="global", path="/api/v1/messages/inbox", answer=inbox, needs="session"),
    Route(
        where="global",
        path="/api/v1/messages/unread-count",
        answer=lambda _: json_reply({"unreadCount": 0}),
        needs="session",
    ),
    Route(where="global", path=rf"/api/v1/messages/dm/{_UUID}", answer=talk, needs="session"),
)
