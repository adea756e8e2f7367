"""Drafts and scheduled posts, with the owner's session. The list came bare until May 2026, in an envelope since."""

from collections.abc import Iterator

from backup.model import Checkpoint, Json, Post, PostKind, Record, TitleFrom
from backup.sources._web import WebSource
from backup.sources.substack_web.fields import Fields, envelope
from backup.sources.substack_web.posts import editor_body
from backup.sources.substack_web.site import Site

_PAGE = 25
_MOST_PAGES = 400


def fetch_drafts(source: WebSource, site: Site, ids: set[str]) -> Iterator[Record]:
    """Yield each draft that changed; put the ids of all there are into `ids`."""
    for item in _listed(site):
        identity = item.identity("id")
        if identity is None or item.flag("is_published") or identity in ids:
            continue
        ids.add(identity)
        mark = item.text("draft_updated_at", "updated_at") or ""
        if mark and not source.options.full and source.known.mark(f"draft:{identity}") == mark:
            continue
        whole = Fields(site.find(f"drafts/{identity}"))
        draft = Fields({**item.all, **whole.all})
        if not whole.all or draft.flag("is_published"):
            ids.discard(identity)
            continue
        yield _draft(draft, identity)
        yield source.note(f"draft:{identity}", mark)
        yield Checkpoint()


def _listed(site: Site) -> Iterator[Fields]:
    """Yield the drafts as the list has them, page by page."""
    cursor: Json = None
    offset = 0
    seen: set[str] = set()
    for _ in range(_MOST_PAGES):
        values: dict[str, str | int] = {"limit": _PAGE, "filter": "draft", "offset": offset}
        if isinstance(cursor, str | int):
            values["cursor"] = cursor
        page, around = envelope(site.find("drafts", values), ("posts", "drafts"), "list of drafts")
        news = [item for item in map(Fields, page) if item.identity("id") not in seen]
        yield from news
        seen |= {identity for item in news if (identity := item.identity("id"))}
        offset += len(page)
        cursor = around.get("nextCursor")
        if not news or (around and around.get("hasMore") is False):
            return


def _draft(item: Fields, identity: str) -> Post:
    title = item.text("draft_title", "title")
    return Post(
        id=identity,
        kind=PostKind.DRAFT,
        type=item.text("type") or "newsletter",
        title=title or "",
        title_from=TitleFrom.PLATFORM if title else TitleFrom.NONE,
        subtitle=item.text("draft_subtitle", "subtitle"),
        slug=item.text("slug"),
        updated_at=item.text("draft_updated_at", "updated_at"),
        audience=item.text("audience") or "everyone",
        body=editor_body(item),
        raw=item.kept("draft_body", "body", "body_html", "body_json"),
    )
