"""Medium's own data of a body (`window.__APOLLO_STATE__`, GraphQL) → blocks (formats: 3.3).

Each paragraph is turned into the element that Medium's HTML has for it, and those are read by `medium`: so a post is
the same whether it came by an export or from the site. Here is what the HTML says by classes and the data by order:
which paragraphs are the title, kicker and subtitle, where lists, rows of pictures and sections begin and end.
"""

import json
from collections.abc import Iterator
from typing import Final

from backup.document._medium_markups import link_targets
from backup.document._medium_paragraphs import Paragraph, element_of, item_of, words_of
from backup.document.blocks import Document
from backup.document.medium import read_medium, read_tree, same_title
from backup.document.tree import Element, Node, decode, printable

_LISTS: Final = {"ULI": "ul", "OLI": "ol"}
_HEADINGS: Final = ("H1", "H2", "H3")
_BEFORE_A_TITLE: Final = ("IMG", "IFRAME", "H4")
_ROW: Final = ("OUTSET_ROW", "OUTSET_ROW_CONTINUE")


def read_medium_state(data: bytes | str) -> Document:
    """Return the document of a body of Medium's data. Never raises: what is no such data is read as HTML."""
    text = decode(data)
    try:
        state = json.loads(text)
    except (ValueError, RecursionError):
        state = None
    paragraphs = state.get("paragraphs") if isinstance(state, dict) else None
    if not isinstance(paragraphs, list):
        return read_medium(text)
    given: list[Paragraph] = [paragraph for paragraph in paragraphs if isinstance(paragraph, dict)]
    title = state.get("title")
    starts = _starts(state.get("sections"))
    root = Element("", {}, list(_page(given, starts, title if isinstance(title, str) else None)))
    return read_tree(root, frozenset(target for each in given for target in link_targets(each.get("markups"))))


def _starts(sections: object) -> frozenset[int]:
    """Return the numbers of the paragraphs before which a new section begins, but for the first one."""
    found = (
        (each.get("startIndex") for each in sections if isinstance(each, dict)) if isinstance(sections, list) else ()
    )
    return frozenset(start for start in found if isinstance(start, int) and start > 0)


def _page(paragraphs: list[Paragraph], starts: frozenset[int], title: str | None) -> Iterator[Node]:
    classes = _head(paragraphs, title)
    for place, name in classes.items():
        field = {"graf--title": "p-name", "graf--subtitle": "p-summary"}.get(name)
        if field:
            yield Element("h1", {"class": field}, [printable(words_of(paragraphs[place]))])
    if title and "graf--title" not in classes.values():
        yield Element("h1", {"class": "p-name"}, [printable(title)])
    yield Element("section", {"data-field": "body"}, list(_grafs(paragraphs, starts, classes)))


def _head(paragraphs: list[Paragraph], title: str | None) -> dict[int, str]:
    """Return the classes of the paragraphs that the post's head repeats: title, kicker, subtitle."""
    for place, paragraph in enumerate(paragraphs):
        kind = words_of(paragraph, "type")
        if kind in _HEADINGS:
            if title is not None and not same_title(" ".join(words_of(paragraph).split()), title):
                return {}
            found = {place: "graf--title"}
            if place and words_of(paragraphs[place - 1], "type") == "H4":
                found[place - 1] = "graf--kicker"
            if len(paragraphs) > place + 1 and words_of(paragraphs[place + 1], "type") == "H4":
                found[place + 1] = "graf--subtitle"
            return found
        if kind not in _BEFORE_A_TITLE:
            break
    return {}


def _grafs(paragraphs: list[Paragraph], starts: frozenset[int], classes: dict[int, str]) -> Iterator[Node]:
    """Yield the elements of the paragraphs; items of a list and pictures of a row are put together."""
    group: Element | None = None
    for place, paragraph in enumerate(paragraphs):
        kind, layout = words_of(paragraph, "type"), words_of(paragraph, "layout")
        if place in starts:
            group = None
            yield Element("hr", {"class": "section-divider"})
        if kind in _LISTS:
            if group is None or group.tag != _LISTS[kind]:
                group = Element(_LISTS[kind], {"class": "postList"})
                yield group
            group.children.append(item_of(paragraph))
            continue
        element = element_of(paragraph, *filter(None, [classes.get(place)])) or _unknown(paragraph)
        if kind == "IMG" and layout in _ROW:
            if group is None or group.tag != "div" or layout == _ROW[0]:
                group = Element("div", {"class": "sectionLayout--outsetRow"})
                yield group
            group.children.append(element)
            continue
        group = None
        yield element


def _unknown(paragraph: Paragraph) -> Element:
    """Return a paragraph of a kind that nobody knows yet, such that its words are not lost."""
    attributes: dict[str, str | None] = {"class": "graf--unknown", "data-type": printable(words_of(paragraph, "type"))}
    return Element("div", attributes, [printable(words_of(paragraph))])
