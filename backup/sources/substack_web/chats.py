"""Chat threads with their replies and the replies to those: nothing of them is in the export (formats: section 3.5)."""

from collections.abc import Iterator
from functools import partial

from backup.errors import UnexpectedAnswer
from backup.model import Json, Record, Row
from backup.sources._web import WebSource
from backup.sources.substack_web.conversations import Conversation, Kind, fetch_conversations
from backup.sources.substack_web.fields import Fields, envelope
from backup.sources.substack_web.site import Site, Values

_CHATS = Kind(threads="chats", messages="chats/messages", name="chat", group="thread", words="chat thread")
_MOST_PAGES = 2_000
_COUNTERS = ("comment_count", "reaction_count", "reactions", "reply_count")


def fetch_chats(source: WebSource, site: Site) -> Iterator[Record]:
    """Yield every thread, and the messages of those in which something moved."""
    publication = site.publication.identity("id")
    if publication is None:
        raise UnexpectedAnswer("Substack does not say the number of the publication, without which it gives no chats.")
    # The list is read to its end first: what is not in it is gone only if it was read whole.
    yield from fetch_conversations(source, _CHATS, list(_conversations(site, publication)))


def _conversations(site: Site, publication: str) -> Iterator[Conversation]:
    for thread, item in _threads(site, publication):
        identity = thread.identity("id")
        if identity is not None:
            last = thread.text("most_recent_comment_created_at", "updated_at") or ""
            yield Conversation(
                id=identity,
                data={**thread.kept(), **_who(item)},
                mark=f"{thread.number('comment_count')}:{last}",
                read=partial(_messages, site, identity),
            )


def _threads(site: Site, publication: str) -> Iterator[tuple[Fields, Fields]]:
    """Yield every thread and the object it came in, the newest first."""
    before: str | None = None
    seen: set[str] = set()
    for _ in range(_MOST_PAGES):
        values = {"before": before} if before else None
        answer = site.find(f"community/publications/{publication}/posts", values, hub=True)
        if answer is None:
            return  # no chat was ever opened
        page, around = envelope(answer, ("threads",), "list of chat threads")
        last: str | None = None
        news = 0
        for item in map(Fields, page):
            thread = item.inner("communityPost") if "communityPost" in item.all else item
            identity = thread.identity("id")
            last = thread.text("created_at") or last
            if identity is not None and identity not in seen:
                seen.add(identity)
                news += 1
                yield thread, item
        if not news or around.get("moreBefore") is not True or last is None:
            return
        before = last


def _messages(site: Site, thread: str) -> Iterator[Row]:
    """Yield the replies to a thread, and to each of them."""
    seen: set[str] = set()
    for item, reply in _replies(site, f"community/posts/{thread}/comments"):
        identity = reply.identity("id")
        if identity is None or identity in seen:
            continue
        seen.add(identity)
        yield _row(item, reply, identity, thread, parent=reply.identity("parent_id"))
        if (reply.number("reply_count") or 0) > 0:
            for inner_item, inner in _replies(site, f"community/comments/{identity}/comments"):
                inner_id = inner.identity("id")
                if inner_id is not None and inner_id not in seen:
                    seen.add(inner_id)
                    parent = inner.identity("parent_id") or identity
                    yield _row(inner_item, inner, inner_id, thread, parent=parent)


def _replies(site: Site, path: str) -> Iterator[tuple[Fields, Fields]]:
    """Yield replies from where the platform begins, then all before, then all after (formats: section 3.5)."""
    first = list(_page(site, path, {"order": "asc", "initial": True}))
    around = first.pop()
    replies = [*first]
    yield from _pairs(replies)
    for more, end, word in (("moreBefore", 0, "before_id"), ("moreAfter", -1, "after_id")):
        fields, page = around, replies
        for _ in range(_MOST_PAGES):
            edge = _reply(page[end]).identity("id") if page else None
            if not fields.flag(more) or edge is None:
                break
            answer = list(_page(site, path, {"order": "asc", word: edge}))
            fields, page = answer.pop(), answer
            yield from _pairs(page)


def _page(site: Site, path: str, values: Values) -> Iterator[Fields]:
    """Yield the replies of a page, and at the end the object around them."""
    answer = site.find(path, values, hub=True)
    page, around = envelope(answer, ("replies", "comments"), "list of chat messages")
    yield from map(Fields, page)
    yield Fields(dict(around))


def _pairs(page: list[Fields]) -> Iterator[tuple[Fields, Fields]]:
    for item in page:
        yield item, _reply(item)


def _reply(item: Fields) -> Fields:
    return item.inner("comment") if "comment" in item.all else item


def _row(item: Fields, reply: Fields, identity: str, thread: str, *, parent: str | None) -> Row:
    data: dict[str, Json] = {**reply.kept(*_COUNTERS), "thread": thread, "parent": parent, **_who(item)}
    return Row(table="chats/messages", id=identity, group=f"thread:{thread}", data=data)


def _who(item: Fields) -> dict[str, Json]:
    """Return who wrote it, as the answer says beside the message."""
    return {name: item.all[name] for name in ("user", "pub_roles") if item.all.get(name) is not None}
