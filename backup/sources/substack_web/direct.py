"""Direct messages: the inbox, and each conversation in one of two shapes (formats: section 3.5)."""

from collections.abc import Iterator

from backup.errors import UnexpectedAnswer
from backup.model import Checkpoint, Complete, Json, Present, Problem, Record, Row, Severity
from backup.sources._web import WebSource
from backup.sources.substack_web.fields import Fields, envelope
from backup.sources.substack_web.site import Denied, Site

_MOST_PAGES = 1_000
_THREADS, _MESSAGES = "direct/threads", "direct/direct-messages"


def fetch_direct(source: WebSource, site: Site) -> Iterator[Record]:
    """Yield every conversation, and the messages of those with something new."""
    same: set[str] = set()
    given: set[str] = set()
    ids: set[str] = set()
    whole = True
    for item in _inbox(site):
        thread = item.inner("messageThread")
        identity = thread.identity("id") or item.identity("id")
        if item.text("type") not in (None, "direct-message") or identity is None or identity in ids:
            continue
        ids.add(identity)
        yield Row(table=_THREADS, id=identity, data=item.kept())
        recent = item.inner("recentMessage")
        mark = f"{recent.identity('id') or ''}:{recent.text('created_at') or item.text('timestamp') or ''}"
        if source.known.mark(f"direct:{identity}") == mark and not source.options.full:
            same.add(f"direct:{identity}")
            continue
        try:
            rows = list(_messages(site, identity))
        except (UnexpectedAnswer, Denied):
            whole = False
            reason = "The messages of this conversation could not be read."
            yield Problem(file=f"messages/{identity}", reason=reason, severity=Severity.MISSING)
            continue
        yield from rows
        given |= {row.id for row in rows}
        yield source.note(f"direct:{identity}", mark)
        yield Checkpoint()
    yield Present(table=_THREADS, ids=frozenset(ids))
    yield Complete(table=_THREADS)
    yield Present(table=_MESSAGES, ids=frozenset(given), groups=frozenset(same))
    if whole:
        yield Complete(table=_MESSAGES)


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
