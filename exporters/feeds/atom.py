"""Atom (RFC 4287): the frame of a feed, and its entries."""

import re
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from backup.model import Publication
from exporters.feeds.item import FeedItem

END = b"</feed>\n"
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""Atom wants a date; where the platform told none, this one says that it is not known."""


def start(
    publication: Publication, *, title: str, updated: datetime | None, home: str | None, itself: str | None
) -> bytes:
    """Return everything before the first entry; `home` is the site's address, `itself` the feed's."""
    named = publication.url or f"urn:uuid:{uuid5(NAMESPACE_URL, publication.slug)}"
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xmlns:app="http://www.w3.org/2007/app">',
        _element("id", named),
        _element("title", title),
        _element("updated", _time(updated or _LONG_AGO)),
        f"<author>{_element('name', publication.name or title)}</author>",
        _link("alternate", home, type="text/html"),
        _link("self", itself, type="application/atom+xml"),
        _element("generator", "Outlast"),
    ]
    return ("\n".join(filter(None, lines)) + "\n").encode()


def entry(item: FeedItem) -> str:
    """Return one entry."""
    sound = item.enclosure
    lines = [
        "<entry>",
        _element("id", item.id),
        _element("title", item.title),
        _element("published", _time(item.published)) if item.published else "",
        _element("updated", _time(item.updated or item.published or _LONG_AGO)),
        *(f"<author>{_element('name', author)}</author>" for author in item.authors),
        _link("alternate", item.url, type="text/html"),
        _link("enclosure", sound.url, type=sound.media_type, length=sound.size) if sound else "",
        *(f"<category term={_attribute(term)}/>" for term in item.terms),
        "<app:control><app:draft>yes</app:draft></app:control>" if item.draft else "",
        _element("summary", item.summary) if item.summary else "",
        f'<content type="html">{_text(item.content)}</content>',
        "</entry>",
    ]
    return "\n".join(filter(None, lines)) + "\n"


def _element(name: str, text: str) -> str:
    return f"<{name}>{_text(text)}</{name}>"


def _link(rel: str, href: str | None, **more: object) -> str:
    if href is None:
        return ""
    attributes = "".join(f" {name}={_attribute(str(value))}" for name, value in more.items() if value is not None)
    return f'<link rel="{rel}" href={_attribute(href)}{attributes}/>'


def _text(text: str) -> str:
    return escape(_FORBIDDEN.sub("", text))


def _attribute(text: str) -> str:
    return quoteattr(_FORBIDDEN.sub("", text))


def _time(at: datetime) -> str:
    return at.isoformat(timespec="seconds").replace("+00:00", "Z")
