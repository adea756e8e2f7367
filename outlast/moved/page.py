"""What a page shows: titles, words, pictures, links, dates."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from backup.document.tree import BLOCK_TAGS, Element, Node, decode, parse_html

_DAY = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_NAMES = "january february march april may june july august september october november december"
_FULL = tuple(_NAMES.split())
_MONTHS = {name[:length]: number for number, name in enumerate(_FULL, 1) for length in (3, len(name))} | {"sept": 9}
_NAMED = "|".join(sorted(_MONTHS, key=len, reverse=True))
_AMERICAN = re.compile(rf"\b({_NAMED})\.? (\d{{1,2}}),? ((?:19|20)\d\d)\b", re.IGNORECASE)
_BRITISH = re.compile(rf"\b(\d{{1,2}})(?:st|nd|rd|th)? ({_NAMED})\.?,? ((?:19|20)\d\d)\b", re.IGNORECASE)
_A_DAY = timedelta(days=1)
_LONGEST_MARK = 4
"""Signs of a footnote's mark (`[12]`)."""
_UNSEEN = frozenset({"script", "style", "template", "iframe", "noembed", "noframes"})
_PUBLISHED = frozenset({"article:published_time", "datepublished", "dc.date", "dcterms.created", "date"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as it was read."""

    address: str
    """As its site names it."""
    titles: tuple[str, ...]
    text: str
    """Of its main part, where the page says which that is; else all of it."""
    whole: str
    """All text that can be read, and what only programs read of it (descriptions)."""
    pictures: tuple[str, ...]
    """The addresses of those in the main part, as they are written."""
    links: tuple[str, ...]
    published: tuple[date, ...] = ()
    """Days that it names to programs as the one it was published on."""
    times: tuple[date, ...] = ()
    """Days that are marked up as such, of whatever it be."""

    def is_of(self, day: date) -> bool | None:
        """Tell whether it is dated that day, give or take one for the time zone; `None` where it does not say.

        Days in its words may be what the post is about, so they can only agree.
        """
        if any(abs(one - day) <= _A_DAY for one in self.published or self.times):
            return True
        if not self.published and any(abs(one - day) <= _A_DAY for one in _written(self.whole)):
            return True
        return False if self.published or self.times else None


def read_page(data: bytes | str, address: str) -> Page:
    """Return what a page of HTML shows; never raises."""
    root = parse_html(decode(data))
    main = _main(root)
    metas = list(_metas(root))
    whole = _words(root)
    published = [day for name, value in metas if name in _PUBLISHED and (day := _day(value))]
    published += [day for value in _json_dates(root) if (day := _day(value))]
    times = [day for one in root.elements() if one.tag == "time" and (day := _day(one.get("datetime") or one.words()))]
    return Page(
        address=address,
        titles=tuple(_titles(root, metas)),
        text=whole if main is root else _words(main),
        whole=" ".join([whole, *(value for name, value in metas if "description" in name)]),
        pictures=tuple(_pictures(main)),
        links=tuple(one.get("href") for one in main.elements() if one.tag == "a" and one.get("href")),
        published=tuple(dict.fromkeys(published)),
        times=tuple(dict.fromkeys(times)),
    )


def _words(element: Element) -> str:
    """Return the visible text of an element without the marks of its footnotes, which stick to the word before."""
    parts: list[str] = []
    stack: list[Node] = list(reversed(element.children))
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            parts.append(node)
        elif node.tag not in _UNSEEN and not _is_note(node):
            gap: list[Node] = [" "] if node.tag in BLOCK_TAGS or node.tag == "br" else []
            stack.extend([*gap, *reversed(node.children), *gap])
    return " ".join("".join(parts).split())


def _is_note(node: Element) -> bool:
    link = node.first("a") if node.tag == "sup" else node if node.tag == "a" else None
    return link is not None and link.get("href").startswith("#") and len(node.text().strip("[] \n")) <= _LONGEST_MARK


def _main(root: Element) -> Element:
    """Return the main part: `main`, else the longest `article`, else everything."""
    found = [one for one in root.elements() if one.tag == "main" or one.get("role") == "main"]
    found = found or [one for one in root.elements() if one.tag == "article"]
    return max(found, key=lambda one: len(one.words()), default=root)


def _titles(root: Element, metas: list[tuple[str, str]]) -> Iterator[str]:
    for one in root.elements():
        if one.tag in ("h1", "title"):
            yield one.words() or " ".join(one.text().split())
    yield from (value for name, value in metas if name in ("og:title", "twitter:title"))


def _metas(root: Element) -> Iterator[tuple[str, str]]:
    for one in root.elements():
        if one.tag == "meta":
            name = one.get("property") or one.get("name") or one.get("itemprop")
            yield name.casefold(), one.get("content")


def _json_dates(root: Element) -> Iterator[str]:
    """Yield what a page says to search engines (schema.org: datePublished)."""
    for one in root.elements():
        if one.tag != "script" or one.get("type") != "application/ld+json":
            continue
        try:
            stack = [json.loads(one.text())]
        except (ValueError, RecursionError):
            continue
        while stack:
            value = stack.pop()
            if isinstance(value, dict):
                if isinstance(value.get("datePublished"), str):
                    yield value["datePublished"]
                stack += [inner for inner in value.values() if isinstance(inner, dict | list)]
            elif isinstance(value, list):
                stack += value


def _pictures(main: Element) -> Iterator[str]:
    for one in main.elements():
        if one.tag == "img":
            source = one.get("src")
            if not source or source.startswith("data:"):
                source = one.get("data-src") or one.get("data-lazy-src") or source
            if source:
                yield source


def _day(text: str) -> date | None:
    try:
        return datetime.fromisoformat(text.strip()).date()
    except ValueError:
        return next(_written(text), None)


def _written(text: str) -> Iterator[date]:
    """Yield the days that a text names in the usual ways of English, or as 2026-01-31."""
    for year, month, day in _DAY.findall(text):
        yield from _made(year, int(month), day)
    for month, day, year in _AMERICAN.findall(text):
        yield from _made(year, _MONTHS[month.casefold()], day)
    for day, month, year in _BRITISH.findall(text):
        yield from _made(year, _MONTHS[month.casefold()], day)


def _made(year: str, month: int, day: str) -> Iterator[date]:
    try:
        yield date(int(year), month, int(day))
    except ValueError:
        return
