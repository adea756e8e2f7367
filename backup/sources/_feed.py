"""Reads feeds: RSS 2.0 and Atom, as Medium and Substack write them (formats: medium 3.1; RFC 4287, rssboard.org).

A feed comes from a stranger: no doctype and no entities of its own are taken, and depth, number and size have an end.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from html import escape
from typing import Final
from xml.parsers import expat

from backup.errors import UnexpectedAnswer

_MOST_BYTES: Final = 32 * 1024 * 1024
_MOST_ITEMS: Final = 5_000
_DEEPEST: Final = 64
_ATOM: Final = "http://www.w3.org/2005/Atom "
_RSS_ONE: Final = "http://purl.org/rss/1.0/ "
_FIELDS: Final = {
    "title": "title",
    "link": "link",
    "guid": "guid",
    "pubDate": "published",
    "description": "summary",
    "author": "creator",
    "http://purl.org/dc/elements/1.1/ creator": "creator",
    "http://purl.org/dc/elements/1.1/ date": "published",
    "http://purl.org/rss/1.0/modules/content/ encoded": "content",
    "http://www.itunes.com/dtds/podcast-1.0.dtd duration": "duration",
    f"{_ATOM}title": "title",
    f"{_ATOM}id": "guid",
    f"{_ATOM}published": "published",
    f"{_ATOM}updated": "updated",
    f"{_ATOM}content": "content",
    f"{_ATOM}summary": "summary",
    f"{_ATOM}name": "creator",
}
_MOMENTS: Final = ("published", "updated")
_ITEMS: Final = ("item", f"{_ATOM}entry")


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that comes with an item: a podcast's sound."""

    url: str
    media_type: str = ""
    size: int | None = None
    """Bytes, as the feed says; often wrong."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """An item of a feed. What it does not say is empty."""

    title: str = ""
    link: str = ""
    guid: str = ""
    categories: tuple[str, ...] = ()
    creator: str = ""
    published: str | None = None
    """ISO 8601 in UTC, as exact as the feed is; `None` where no moment can be read."""
    updated: str | None = None
    content: str = ""
    """HTML, untrusted."""
    summary: str = ""
    duration: str = ""
    """Of the sound, as the feed writes it (`754`, `12:34`)."""
    enclosures: tuple[Enclosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed that was read."""

    title: str
    link: str
    items: tuple[FeedItem, ...]
    cut: bool = False
    """The feed breaks off; the items before that are here."""


def read_feed(data: bytes) -> Feed:
    """Return what a feed says. A feed that breaks off gives the items before.

    Raises:
        UnexpectedAnswer: it is no feed, or one that could do harm.
    """
    if len(data) > _MOST_BYTES:
        raise UnexpectedAnswer("The feed is larger than any feed should be, so it was not read.")
    reader = _Reader()
    cut = False
    try:
        reader.parser.Parse(data.lstrip(b"\xef\xbb\xbf \t\r\n"), True)
    except expat.ExpatError as error:
        if not reader.is_feed:
            raise UnexpectedAnswer("Where the feed should be there is something else.") from error
        cut = True
    except (LookupError, ValueError) as error:  # an encoding that does not exist
        raise UnexpectedAnswer("The feed is in a form that cannot be read.") from error
    if not reader.is_feed:
        raise UnexpectedAnswer("Where the feed should be there is something else.")
    return Feed(title=reader.about.title, link=reader.about.link, items=tuple(reader.items), cut=cut)


@dataclass(slots=True, kw_only=True)
class _Words:
    """The text of a field that is being read."""

    name: str
    depth: int
    parts: list[str] = field(default_factory=list)
    markup: bool = False
    """Its markup is elements of the feed itself (Atom's xhtml), to be written out again."""


class _Reader:
    """Takes the parser's events; keeps no tree."""

    def __init__(self) -> None:
        self.about = FeedItem()
        self.items: list[FeedItem] = []
        self.is_feed = False
        self._item: FeedItem | None = None
        self._words: _Words | None = None
        self._path: list[str] = []
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._doctype
        self.parser.EntityDeclHandler = self._doctype

    def _doctype(self, *_: object) -> None:
        raise UnexpectedAnswer("Where the feed should be there is a page, or a feed that declares entities.")

    def _start(self, full_name: str, attributes: dict[str, str]) -> None:
        name = full_name.removeprefix(_RSS_ONE)
        self._path.append(name)
        if len(self._path) > _DEEPEST or len(self.items) > _MOST_ITEMS:
            raise UnexpectedAnswer("The feed is built in a way that no feed should be, so it was not read.")
        self.is_feed = self.is_feed or name in ("rss", "channel", f"{_ATOM}feed")
        if self._words is not None:
            if self._words.name in ("content", "summary"):
                told = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if " " not in key)
                self._words.parts.append(f"<{name.rpartition(' ')[2]}{told}>")
                self._words.markup = True
        elif name in _ITEMS and self.is_feed:
            self._item = FeedItem()
        elif len(self._path) < 2 or self._path[-2] in ("image", f"{_ATOM}source"):
            return
        elif name in ("category", f"{_ATOM}category") and "term" in attributes:
            self._add(categories=(*self._now().categories, attributes["term"]))
        elif name in ("enclosure", f"{_ATOM}link"):
            self._link(name, attributes)
        elif name in _FIELDS or name == "category":
            self._words = _Words(name=_FIELDS.get(name, name), depth=len(self._path))

    def _link(self, name: str, attributes: dict[str, str]) -> None:
        relation = attributes.get("rel", "alternate")
        url = attributes.get("href") or attributes.get("url") or ""
        if name == "enclosure" or relation == "enclosure":
            length = attributes.get("length", "")
            size = int(length) if length.isdecimal() and len(length) < 16 else None
            made = Enclosure(url=url, media_type=attributes.get("type", ""), size=size)
            self._add(enclosures=(*self._now().enclosures, made))
        elif relation == "alternate" and not self._now().link:
            self._add(link=url)

    def _text(self, text: str) -> None:
        if self._words is not None:
            self._words.parts.append(escape(text, quote=False) if self._words.markup else text)

    def _end(self, full_name: str) -> None:
        name = full_name.removeprefix(_RSS_ONE)
        depth = len(self._path)
        self._path.pop()
        words = self._words
        if words is not None and depth == words.depth:
            self._words = None
            self._take(words.name, "".join(words.parts).strip())
        elif words is not None:
            words.parts.append(f"</{name.rpartition(' ')[2]}>")
        elif name in _ITEMS and self._item is not None:
            self.items.append(self._item)
            self._item = None

    def _take(self, name: str, text: str) -> None:
        if not text:
            return
        if name == "category":
            self._add(categories=(*self._now().categories, text))
        elif name in _MOMENTS:
            self._add(**{name: moment_in(text)})
        elif not getattr(self._now(), name):  # the first of two, but for `content` after `description`
            self._add(**{name: text})

    def _now(self) -> FeedItem:
        return self._item if self._item is not None else self.about

    def _add(self, **told: object) -> None:
        made = replace(self._now(), **told)  # type: ignore[arg-type]  # the names are those of the fields
        if self._item is not None:
            self._item = made
        else:
            self.about = made


def moment_in(text: str) -> str | None:
    """Return a moment of RFC 822 or ISO 8601 as ISO 8601 in UTC, as exact as it was; `None` for what is neither."""
    try:
        moment = datetime.fromisoformat(text)
        exact = "." in text
    except ValueError:
        try:
            moment, exact = parsedate_to_datetime(text), False
        except (ValueError, TypeError, IndexError, OverflowError):
            return None
    try:
        moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # the year 1 in a zone east of Greenwich
        return None
    return moment.isoformat(timespec="milliseconds" if exact else "seconds").replace("+00:00", "Z")
