"""What the list items of several kinds of page have in common: a link, a moment, a key."""

import hashlib
from collections.abc import Callable
from typing import TypeAlias

from selectolax.lexbor import LexborHTMLParser

from backup.model import Json
from backup.sources.medium_export.dates import iso_moment
from backup.sources.medium_export.markup import Item, attribute, squeeze, tree, words
from backup.sources.medium_export.post_ids import id_in_url, path_of

Understood: TypeAlias = tuple[str, dict[str, Json]]
"""A row's natural key, and its fields."""

ReadItem: TypeAlias = Callable[[Item], Understood | None]
"""Reads one list item; returns `None` when nothing in it can be understood, and may raise `TooDeep`."""


def item_tree(item: Item) -> LexborHTMLParser:
    """Return the tree of an item."""
    return tree(item.raw, fragment=True)


def text_of(page: LexborHTMLParser) -> str:
    """Return the words of an item."""
    return squeeze(page.text()) if page.root is not None else ""


def link_of(page: LexborHTMLParser, *, name: str) -> dict[str, Json]:
    """Return `url` and, under `name`, the words of the first link; empty where there is none."""
    link = page.css_first("a")
    found: dict[str, Json] = {"url": attribute(link, "href"), name: words(link) or None}
    return {key: value for key, value in found.items() if value is not None}


def post_of(url: Json) -> dict[str, Json]:
    """Return the id of the post that a link leads to, as `post`; empty for a link to anything else."""
    post = id_in_url(url) if isinstance(url, str) else None
    return {"post": post} if post else {}


def user_of(url: Json) -> dict[str, Json]:
    """Return the user name in a link to a profile, as `user`; empty for a link to anything else."""
    path = path_of(url) if isinstance(url, str) else ""
    return {"user": path[2:]} if path.startswith("/@") and "/" not in path[2:] else {}


def moment(text: str, *, name: str = "time") -> dict[str, Json]:
    """Return a moment as ISO 8601 under `name`, where it can be read, and as it came under `…_text`."""
    text = squeeze(text)
    if not text:
        return {}
    read = iso_moment(text)
    return {name: read, f"{name}_text": text} if read else {f"{name}_text": text}


def key(*parts: Json) -> str:
    """Return the parts that there are as one natural key, shortened where it would be longer than any real one."""
    joined = ":".join(str(part) for part in parts if part is not None and part != "")
    return joined if len(joined) <= 300 else f"{joined[:200]}~{digest(joined)}"


def digest(*parts: Json) -> str:
    """Return 16 hex digits that stand for the parts."""
    joined = "\0".join(str(part) for part in parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:16]
