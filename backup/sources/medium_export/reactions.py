"""Items about somebody's post: claps, bookmarks, highlights, and what one's own posts earned (formats: 1.3)."""

import re

from backup.model import Json
from backup.sources.medium_export.items import (
    Understood,
    digest,
    item_tree,
    key,
    link_of,
    moment,
    post_of,
    text_of,
)
from backup.sources.medium_export.markup import LINE_BREAK, Item, squeeze, tree, words

_CLAPS = re.compile(r"\+?(\d{1,6})\b")
_DASH = re.compile(r"\A(?:\+?\d{1,6})?\s*[—–-]\s*")
_IN_BRACKETS = re.compile(r"\s*\((?:\d{4}-[^()]*)?\)?\s*\Z")
_AMOUNT = re.compile(r"[-—–]\s*([^\d\s]{0,4}\s?\d[\d.,]*(?:\s?[^\d\s]{1,4})?)\s*\Z")


def read_clap(item: Item) -> Understood | None:
    """Read `+3 — TITLE (2019-04-6 6:20 am)`: all the claps of this writer for one post; `+0` is seen too."""
    page = item_tree(item)
    text = text_of(page)
    data = link_of(page, name="title")
    count = _CLAPS.match(text)
    if count:
        data["claps"] = int(count[1])
    data |= moment(words(page.css_first("time")))
    if not data:
        return None
    return _about_post(data, _DASH.sub("", text, count=1))


def read_bookmark(item: Item) -> Understood | None:
    """Read `TITLE (2021-07-22 8:00 am)`: a post put by, and when."""
    page = item_tree(item)
    data = link_of(page, name="title") | moment(words(page.css_first("time")))
    text = text_of(page)
    return _about_post(data, text) if data or text else None


def read_earning(item: Item) -> Understood | None:
    """Read `TITLE - $974.25`: what a post has earned in its life."""
    page = item_tree(item)
    data = link_of(page, name="title")
    text = text_of(page)
    amount = _AMOUNT.search(text)
    if amount:
        data["amount"] = amount[1]
    return _about_post(data, text[: amount.start()] if amount else text) if data else None


def read_highlight(item: Item) -> Understood | None:
    """Read `2016-08-10 4:11 pm - PARAGRAPH`, a part of which is marked; whose post it is from is not told."""
    page = tree(LINE_BREAK.sub("\n", item.raw), fragment=True)
    data = moment(words(page.css_first("time")))
    graf = page.css_first(".graf")
    text = words(graf) if graf is not None else re.sub(r"\A[^-]*\b[ap]m\s*-\s*", "", text_of(page))
    if text:
        data["text"] = text
    selection = squeeze(" ".join(words(part) for part in page.css('[name="selection"]')))
    if selection:
        data["selection"] = selection
    graf_name = graf.attributes.get("name") if graf is not None else None
    if graf_name:
        data["graf"] = graf_name
    if not data:
        return None
    return digest(data.get("time_text"), text, selection), data


def _about_post(data: dict[str, Json], text: str) -> Understood:
    """Return the key and the fields of a row about a post; without a link, its title is what is left of the text."""
    title = _IN_BRACKETS.sub("", text).strip()
    if "title" not in data and title:
        data["title"] = title
    data |= post_of(data.get("url"))
    return key(data.get("post") or data.get("url") or data.get("title") or digest(*data.values())), data
