"""Direct messages: the inbox, and each conversation in one of two shapes (formats: section 3.5)."""

from collections.abc import Iterator
from functools import partial

from backup.model import Json, Record, Row
from backup.sources._web import WebSource
from backup.sources.substack_web.conversations import Conversation, Kind, fetch_conversations
from backup.sources.substack_web.fields import Fields, envelope
from backup.sources.substack_web.site import Site

_MOST_PAGES = 1_000
_MESSAGES = "direct/direct-messages"
_DIRECT = Kind(threads="direct/threads", messages=_MESSAGES, name="direct", group="direct", words="conversation")


def fetch_direct(source: WebSource, site: Site) -> Iterator[Record]:
    """Yield every conversation, and the messages of those with something new."""
    yield from fetch_conversations(source, _DIRECT, list(_conversations(site)))


def _conversations(site: Site) -> Iterator[Conversation]:
    ids: set[str] = set()
    for item in _inbox(site):
        identity = item.inner("messageThread").identity("id") or item.identity("id")
        if item.text("type") not in (None, "direct-message") or identity is None or identity in ids:
            continue
        ids.add(identity)
        recent = item.inner("recentMessage")
        said = recent.text("created_at") or item.text("timestamp") or ""
        yield Conversation(
            id=identity,
            data=item.kept(),
            mark=f"{recent.identity('id') or ''}:{said}",
            read=partial(_messages, site, identity),
        )


def _inbox(site: Site) -> Iterator[Fields]:
    cursor: str | None = None
    seen: set[str] = set()
    for _ in range(_MOST_PAGES):
        values = {"tab": "all", **({"cursor": cursor} if cursor else {})}
        page, around = envelope(site.find("messages/inbox", values, hub=True), ("threads",), "inbox")
        news = [item for item in map(Fields, page) if (item.identity("id") or "") not in seen]
        yield from news
        seen |= {item.identity("id") or "" for item in news}
        fields = Fields(dict(around))
        cursor = fields.text("cursor", "nextCursor")
        if not news or not fields.flag("more") or cursor is None:
            return


def _messages(site: Site, thread: str) -> Iterator[Row]:
    cursor: str | None = None
    seen: set[str] = set()
    for _ in range(_MOST_PAGES):
        values = {"cursor": cursor} if cursor else None
        answer = site.find(f"messages/dm/{thread}", values, hub=True)
        page, around = envelope(answer, ("messages", "replies"), "conversation")
        news = 0
        for item in map(Fields, page):
            message = item.inner("comment") if "comment" in item.all else item
            identity = message.identity("id")
            if identity is None or identity in seen:
                continue
            seen.add(identity)
            news += 1
            who: dict[str, Json] = {"user": item.all["user"]} if "user" in item.all else {}
            data: dict[str, Json] = {**message.kept(), "thread": thread, **who}
            yield Row(table=_MESSAGES, id=identity, group=f"direct:{thread}", data=data)
        fields = Fields(dict(around))
        cursor = fields.text("cursor", "nextCursor")
        if not news or cursor is None or fields.all.get("more") is False:
            return
