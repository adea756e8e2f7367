"""Items that are a link and nothing else: follows, blocks, interests, suggested friends (formats: 1.3)."""

from functools import partial

from backup.model import Json
from backup.sources.medium_export.items import ReadItem, Understood, item_tree, key, link_of, text_of, user_of
from backup.sources.medium_export.markup import Item


def linked(kind: str | None = None) -> ReadItem:
    """Return a reader of links; `kind` tells what they lead to, where a table holds several sorts."""
    return partial(_read_link, kind)


def _read_link(kind: str | None, item: Item) -> Understood | None:
    page = item_tree(item)
    found = link_of(page, name="name")
    if not found:
        name = text_of(page)
        if not name:
            return None
        found = {"name": name}
    url = found.get("url")
    data: dict[str, Json] = {"type": kind} if kind else {}
    data |= found | user_of(url)
    return key(kind, url or found["name"]), data
