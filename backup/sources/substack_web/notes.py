"""The writer's own notes and the replies to them, from the feed of the profile; likes and restacks stand in it too."""

from collections.abc import Generator, Iterator
from datetime import datetime

from backup.errors import UnexpectedAnswer
from backup.model import Checkpoint, Complete, Json, Present, Problem, Record, Row, Severity
from backup.sources._web import WebSource
from backup.sources.substack_web.fields import Fields, envelope
from backup.sources.substack_web.site import Denied, Site

_MOST_PAGES = 2_000
_ALL = "notes:all"
_DAYS = 7


class Notes:
    """Fetches the notes of one run."""

    def __init__(self, source: WebSource, site: Site) -> None:
        """Take the run and the site."""
        self._source = source
        self._site = site
        self._known = source.known
        self._seen: set[str] = set()
        self._answered: set[str] = set()
        """Notes whose replies did not change."""
        self._replies: set[str] = set()
        self._whole = True

    def fetch(self) -> Iterator[Record]:
        """Yield new and changed notes; every seventh day, and with `--full`, all of them, which finds deleted ones."""
        user = user_of(self._source, self._site)
        if user is None:
            return
        ended = yield from self._pages(user)
        older = frozenset() if ended else frozenset(self._earlier() - self._seen)
        yield Present(table="notes", ids=frozenset(self._seen) | older)
        yield Complete(table="notes")
        groups = frozenset(f"note:{identity}" for identity in self._answered | older)
        yield Present(table="notes/replies", ids=frozenset(self._replies), groups=groups)
        if self._whole:
            yield Complete(table="notes/replies")
        if ended:
            yield self._source.note(_ALL, str(len(self._seen)))

    def _pages(self, user: str) -> Generator[Record, None, bool]:
        """Yield the notes page by page; returns whether the end of the feed was reached."""
        thorough = self._source.options.full or self._is_old()
        cursor: str | None = None
        for _ in range(_MOST_PAGES):
            values = {"types": "note", **({"cursor": cursor} if cursor else {})}
            answer = self._site.find(f"reader/feed/profile/{user}", values, hub=True)
            items, around = envelope(answer, ("items",), "feed of notes")
            news = 0
            for item in map(Fields, items):
                note = item.inner("comment")
                identity = note.identity("id")
                mine = item.inner("context").text("type") == "note" and note.identity("user_id") == user
                if identity is None or not mine or identity in self._seen:
                    continue
                self._seen.add(identity)
                if self._moved(identity, note):
                    news += 1
                    yield from self._one(identity, note)
                    yield Checkpoint()
                else:
                    self._answered.add(identity)
            following = Fields(dict(around)).text("nextCursor")
            if following is None or following == cursor or not items:
                return True
            if not thorough and not news:
                return False
            cursor = following
        return False

    def _one(self, identity: str, note: Fields) -> Iterator[Record]:
        yield Row(table="notes", id=identity, data=note.kept("reaction_count", "reactions", "restacks"))
        if (note.number("children_count") or 0) > 0:
            try:
                rows = list(_replies(self._site, identity))
            except (UnexpectedAnswer, Denied):
                self._whole = False
                reason = "The replies to this note could not be read."
                yield Problem(file=f"note/{identity}", reason=reason, severity=Severity.MISSING)
                return
            yield from rows
            self._replies |= {row.id for row in rows}
        yield self._source.note(f"note:{identity}", _mark(note))

    def _moved(self, identity: str, note: Fields) -> bool:
        return self._source.options.full or self._known.mark(f"note:{identity}") != _mark(note)

    def _earlier(self) -> set[str]:
        return {key.removeprefix("note:") for key in self._known.notes if key.startswith("note:")}

    def _is_old(self) -> bool:
        at = self._known.looked_at(_ALL)
        return not at or (self._source.options.now - datetime.fromisoformat(at)).days >= _DAYS


def user_of(source: WebSource, site: Site) -> str | None:
    """Return the id of the writer, from the publication, else from the profile."""
    said = site.publication.identity("primary_user_id", "author_id")
    handle = source.account.handle or site.publication.text("author_handle")
    if said is None and handle:
        said = Fields(site.find(f"user/{handle}/public_profile", hub=True)).identity("id")
    return said


def _mark(note: Fields) -> str:
    return f"{note.text('edited_at', 'date') or ''}:{note.number('children_count') or 0}"


def _replies(site: Site, note: str) -> Iterator[Row]:
    cursor: str | None = None
    seen = {note}
    for _ in range(_MOST_PAGES):
        answer = site.find(f"reader/comment/{note}/replies", {"cursor": cursor} if cursor else None, hub=True)
        branches, around = envelope(answer, ("commentBranches",), "list of replies")
        news = 0
        for branch in map(Fields, branches):
            for item in (branch.inner("comment"), *branch.items("descendantComments")):
                reply = item.inner("comment") if "comment" in item.all else item
                identity = reply.identity("id")
                if identity is None or identity in seen:
                    continue
                seen.add(identity)
                news += 1
                path = reply.text("ancestor_path")
                data: dict[str, Json] = {**reply.kept("children"), "note": note}
                data["parent"] = path.rpartition(".")[2] if path else note
                yield Row(table="notes/replies", id=identity, group=f"note:{note}", data=data)
        fields = Fields(dict(around))
        cursor = fields.text("nextCursor")
        if not news or cursor is None or fields.all.get("moreBranches") in (False, 0):
            return
