"""A paragraph's text and the marks on it, as the nodes that Medium's HTML has in their place (formats: 3.3).

A mark says from where to where it goes in UTF-16 units, as JavaScript counts: a sign outside of Unicode's first plane
(an emoji) is two.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from backup.document.tree import Element, Node, printable

_TAGS: Final = {"STRONG": "strong", "EM": "em", "CODE": "code"}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Span:
    start: int
    """In characters, not units."""
    end: int
    type: str
    markup: dict[str, object]


def inline_nodes(text: str, markups: object, *, links: bool = True, breaks: bool = True) -> list[Node]:
    """Return the text as nodes; `links` and `breaks` tell whether links and `<br>` are made of what stands for them.

    Marks that cannot be (backwards, outside of the text, of no kind that is known) are passed over: the words stay.
    """
    spans = list(_spans(text, markups))
    linked = _apart([span for span in spans if span.type == "A"]) if links else []
    marks = [span for span in spans if span.type in _TAGS]
    out: list[Node] = []
    place = 0
    for link in linked:
        out.extend(_marked(text, place, link.start, marks, breaks=breaks))
        out.append(Element("a", _link(link.markup), list(_marked(text, link.start, link.end, marks, breaks=breaks))))
        place = link.end
    out.extend(_marked(text, place, len(text), marks, breaks=breaks))
    return out


def link_targets(markups: object) -> Iterator[str]:
    """Yield what the links among the marks point to inside a page: the part after `#`."""
    for markup in markups if isinstance(markups, list) else []:
        href = markup.get("href") if isinstance(markup, dict) else None
        if isinstance(href, str) and "#" in href:
            yield href.partition("#")[2]


def _spans(text: str, markups: object) -> Iterator[_Span]:
    character = _characters(text)
    for markup in markups if isinstance(markups, list) else []:
        if not isinstance(markup, dict):
            continue
        start, end = markup.get("start"), markup.get("end")
        if not isinstance(start, int) or not isinstance(end, int) or not 0 <= start < end:
            continue
        first, last = (character[min(unit, len(character) - 1)] for unit in (start, end))
        if first < last:
            yield _Span(start=first, end=last, type=str(markup.get("type")), markup=markup)


def _characters(text: str) -> list[int] | range:
    """Return, for each UTF-16 unit and the end, the character it belongs to."""
    if text.isascii() or max(text) <= "\uffff":
        return range(len(text) + 1)
    out = [place for place, sign in enumerate(text) for _ in range(2 if sign > "\uffff" else 1)]
    return [*out, len(text)]


def _apart(links: list[_Span]) -> list[_Span]:
    """Return the links in order, without those that begin inside of another: HTML has no link in a link."""
    out: list[_Span] = []
    for link in sorted(links, key=lambda span: span.start):
        if not out or link.start >= out[-1].end:
            out.append(link)
    return out


def _link(markup: dict[str, object]) -> dict[str, str | None]:
    user = markup.get("userId")
    if markup.get("anchorType") == "USER" and isinstance(user, str) and user:
        return {"href": f"https://medium.com/u/{user}", "data-user-id": user, "class": "markup--user"}
    href = markup.get("href")
    return {"href": printable(href) if isinstance(href, str) else ""}


def _marked(text: str, start: int, end: int, marks: list[_Span], *, breaks: bool) -> Iterator[Node]:
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = {start, end, *(edge for mark in inside for edge in (mark.start, mark.end) if start < edge < end)}
    for first, last in pairwise(sorted(edges)):
        nodes: list[Node] = list(_lines(text[first:last])) if breaks else [printable(text[first:last])]
        on = {mark.type for mark in inside if mark.start <= first and mark.end >= last}
        for kind in ("CODE", "EM", "STRONG"):
            if kind in on:
                nodes = [Element(_TAGS[kind], {}, nodes)]
        yield from nodes


def _lines(text: str) -> Iterator[Node]:
    for number, line in enumerate(text.split("\n")):
        if number:
            yield Element("br", {})
        if line:
            yield printable(line)
