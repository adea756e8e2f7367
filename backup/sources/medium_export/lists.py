"""Pages of `lists/`: a named list of posts, one file each (formats: 1.3)."""

import re
from collections.abc import Iterator
from functools import partial
from itertools import count

from selectolax.lexbor import LexborHTMLParser

from backup.model import Json
from backup.sources.medium_export.dates import iso_as_written
from backup.sources.medium_export.items import (
    ReadItem,
    Understood,
    digest,
    item_tree,
    key,
    link_of,
    post_of,
    text_of,
)
from backup.sources.medium_export.markup import Item, attribute, squeeze, tree, words
from backup.sources.medium_export.post_ids import id_in_name, path_of

_FIELD = re.compile(r"""data-field\s*=\s*["']?([\w-]+)""")
# The reading list's id has colons; a file name on Windows has `_` in their place.
_READING_LIST = re.compile(r"predefined[:_]([0-9a-f]+)[:_](\w+?)(?:\.html?)?\Z")


def read_list(text: str, name: str) -> tuple[ReadItem, Understood]:
    """Return the reader of this list's items, and the row that stands for the list when it is empty.

    Raises:
        TooDeep: the markup is nested beyond reason.
    """
    page = tree(text)
    about = _about(page, name)
    positions = count(1)
    return partial(_read_entry, about, positions), (key(about["list"]), about | {"empty": True})


def _read_entry(about: dict[str, Json], positions: Iterator[int], item: Item) -> Understood | None:
    page = item_tree(item)
    entry = link_of(page, name="title")
    position = next(positions)
    if not entry:
        title = text_of(page)
        if not title:
            return None
        entry = {"title": title}
    field = _FIELD.search(item.attributes)
    if field:
        entry["type"] = field[1]
    entry |= post_of(entry.get("url"))
    which = entry.get("post") or entry.get("url") or entry["title"]
    return key(about["list"], which), about | entry | {"position": position}


def _about(page: LexborHTMLParser, name: str) -> dict[str, Json]:
    """Return what the page says of the list itself."""
    link = next((url for a in page.css("footer a") if (url := attribute(a, "href")) and "/list/" in url), None)
    author = page.css_first("footer a.p-author")
    when = page.css_first("footer time.dt-published")
    title = words(page.css_first("h1.p-name"))
    about: dict[str, Json] = {
        "list": _id(link, name) or title or digest(name),
        "list_name": title or None,
        "list_summary": words(page.css_first('section[data-field="name"] .p-summary')) or None,
        "list_url": link,
        "list_time": iso_as_written(attribute(when, "datetime")),
        "list_by": squeeze(words(author)) or None,
    }
    return {field: value for field, value in about.items() if value is not None}


def _id(link: str | None, name: str) -> str | None:
    """Return the list's id: the end of its address, or what the file name says of it."""
    if link:
        return path_of(link).rsplit("/list/", 1)[-1]
    predefined = _READING_LIST.search(name)
    return f"predefined:{predefined[1]}:{predefined[2]}" if predefined else id_in_name(name)
