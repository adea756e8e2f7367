"""The markup of a page of the export: read as a tree, as plain words, or cut into its list items as they came."""

import re
from bisect import bisect
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import zip_longest

from selectolax.lexbor import LexborHTMLParser, LexborNode

LINE_BREAK = re.compile(r"<br\b[^<>]{0,99}>", re.IGNORECASE)

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
# The tree builder takes time by the square of the depth: 0.4 s for 10,000 nested lists, 87 s for 100,000 (measured).
_TOO_DEEP = 20_000

# Every pattern is bounded, so that a hostile page cannot make it run for the square of its length.
_ITEM = re.compile(r"<li\b([^<>]{0,500})>", re.IGNORECASE)
# A highlight may be of a list item of somebody's story: that <li> is part of the row, not a row.
_GRAF = re.compile(r"\bgraf\b")
_ITEM_END = re.compile(r"</li\s{0,9}>", re.IGNORECASE)
_LIST_END = re.compile(r"</?(?:ul|ol|section|footer|h[1-6]|article|body)\b", re.IGNORECASE)
_HEADING = re.compile(r"<h[1-6]\b[^<>]{0,500}>(.{0,500}?)</h[1-6]\s{0,9}>", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"<[^<>]{0,500}>")


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One `<li>` of a page."""

    raw: str
    """Its inner markup as it came, byte for byte."""
    attributes: str
    """What stood in its own tag."""
    heading: str
    """The words of the nearest heading above it."""


class TooDeep(ValueError):
    """The markup is nested so deeply that reading it would take minutes; nothing people write is."""


def tree(markup: str, *, fragment: bool = False) -> LexborHTMLParser:
    """Return the tree of a page or of a piece of one.

    Raises:
        TooDeep: see there.
    """
    if markup.count("<") > _TOO_DEEP and _depth(markup) > _TOO_DEEP:
        raise TooDeep
    return LexborHTMLParser(markup, is_fragment=fragment)


def words(node: LexborNode | None) -> str:
    """Return the text of a node with single blanks, empty for no node."""
    return squeeze(node.text()) if node is not None else ""


def squeeze(text: str) -> str:
    """Return text with every run of blanks and NULs made one blank."""
    return " ".join(text.replace("\0", " ").split())


def attribute(node: LexborNode | None, name: str) -> str | None:
    """Return an attribute's value, or `None` where the node or the value is missing or blank."""
    return (squeeze(node.attributes.get(name) or "") or None) if node is not None else None


def without_tags(markup: str) -> str:
    """Return the words of a short piece of markup that has no entities that matter."""
    return squeeze(_ANY_TAG.sub(" ", markup))


def items(text: str) -> Iterator[Item]:
    """Yield the list items of a page in order, cut out of its text so that their markup stays as it came."""
    starts = [found for found in _ITEM.finditer(text) if not _GRAF.search(found[1])]
    headings = [(found.end(), without_tags(found[1])) for found in _HEADING.finditer(text)]
    for start, following in zip_longest(starts, starts[1:]):
        chunk = text[start.end() : following.start() if following else len(text)]
        above = bisect(headings, (start.start(), "\U0010ffff"))
        heading = headings[above - 1][1] if above else ""
        yield Item(raw=_inner(chunk), attributes=start[1], heading=heading)


def is_cut(text: str) -> bool:
    """Tell whether a page of a list ends before its end: nothing after its last item closes anything."""
    rest = text[text.lower().rfind("<li") + 1 :].lower()
    return "</html" not in rest and "</section" not in rest


def _inner(chunk: str) -> str:
    """Return what of `chunk` lies inside the item that it starts with."""
    ends = list(_ITEM_END.finditer(chunk))
    if ends:
        return chunk[: ends[-1].start()]
    end = _LIST_END.search(chunk)
    return chunk[: end.start()] if end else chunk


def _depth(markup: str) -> int:
    """Return how deeply tags are nested, at most; a tag that is never closed counts as open to the end."""
    depth = deepest = 0
    for closing, name in _TAG.findall(markup):
        if closing:
            depth = max(depth - 1, 0)
        elif name.lower() not in _VOID:
            depth += 1
            deepest = max(deepest, depth)
    return deepest
