"""The editor's nodes drawn as the markup that Substack writes for them, so that one reader understands both."""

import json
from collections.abc import Iterator
from itertools import groupby
from typing import Final

from backup.document._editor_names import (
    CAPTIONED,
    CONTAINERS,
    INLINE_WIDGETS,
    LINES,
    MARKS,
    WIDGETS,
    plain_name,
)
from backup.document._payload import Payload
from backup.document.tree import BLOCK_TAGS, Element, Node, parse_html, printable
from backup.model import Json

UNKNOWN: Final = "data-editor-node"
"""The attribute of what stands for a node that nobody knows: its JSON."""
MAX_DEPTH: Final = 30
"""Nodes nested deeper are read for their words alone, so that a walk can use recursion."""

_MARK_ORDER: Final = tuple(dict.fromkeys(MARKS.values()))
_WORDS: Final = ("text", "title", "label", "name", "caption", "description")


def drawn(node: Payload, depth: int = 0, *, in_line: bool = False) -> list[Node]:
    """Return the markup of one node; `in_line` says that it stands among words."""
    kind = plain_name(node.text("type") or "")
    if kind == "text":
        text = _text(node.fields.get("text"))
        return [text] if text else []
    if depth > MAX_DEPTH:
        return [_element("span" if in_line else "p", {}, [" ".join(words_of(node.fields))])]
    attributes = node.inner("attrs")
    if kind in LINES:
        tag, name = LINES[kind]
        return [_element(tag, {**_class(name), **_alignment(attributes)}, lines(node, depth))]
    if kind in CONTAINERS:
        tag, name = CONTAINERS[kind]
        return [_element(tag, _class(name), inside(node, depth))]
    if kind in INLINE_WIDGETS:
        return [_element("span", {**_class(INLINE_WIDGETS[kind]), **_data(attributes)}), *lines(node, depth)]
    if kind in WIDGETS:
        return [_element("div", {**_class(WIDGETS[kind]), **_data(attributes)}), *inside(node, depth)]
    if kind in CAPTIONED:
        words = _element("div", _class("preamble"), inside(node, depth))
        return [_element("div", {**_class(CAPTIONED[kind]), **_data(attributes)}, [words])]
    special = _SPECIAL.get(kind)
    return special(node, attributes, depth) if special else [_unknown(node, in_line=in_line)]


def inside(node: Payload, depth: int) -> list[Node]:
    """Return the markup of the nodes in a container; words that stand free in it are kept."""
    if any(plain_name(child.text("type") or "") == "text" for child in node.items("content")):
        return lines(node, depth)
    return [inner for child in node.items("content") for inner in drawn(child, depth + 1)]


def lines(node: Payload, depth: int) -> list[Node]:
    """Return the markup of a line of words, marks that go on from one text to the next as one element."""
    pieces: list[tuple[tuple[tuple[str, str], ...], Node]] = []
    for child in node.items("content"):
        marks = _marks(child)
        pieces.extend((marks, inner) for inner in drawn(child, depth + 1, in_line=True))
    return list(_grouped(pieces))


def words_of(value: Json) -> Iterator[str]:
    """Yield every text of the text nodes in `value`, however deep."""
    waiting = [value]
    while waiting:
        current = waiting.pop()
        if isinstance(current, list):
            waiting.extend(reversed(current))
        elif isinstance(current, dict):
            if text := _text(current.get("text")):
                yield text
            waiting.append(current.get("content"))


def _marks(node: Payload) -> tuple[tuple[str, str], ...]:
    """Return a text's marks as tag and address, each kind once, in the order of the table."""
    found: dict[str, str] = {}
    for mark in node.items("marks"):
        tag = MARKS.get(plain_name(mark.text("type") or ""))
        url = mark.inner("attrs").text("href") or ""
        if tag is not None and tag not in found and (tag != "a" or url):
            found[tag] = url if tag == "a" else ""
    return tuple((tag, found[tag]) for tag in _MARK_ORDER if tag in found)


def _grouped(pieces: list[tuple[tuple[tuple[str, str], ...], Node]]) -> Iterator[Node]:
    for first, group in groupby(pieces, key=lambda piece: piece[0][:1]):
        if not first:
            yield from (node for _, node in group)
            continue
        ((tag, url),) = first
        yield _element(tag, {"href": url} if url else {}, list(_grouped([(rest[1:], node) for rest, node in group])))


def _heading(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    level = min(max(attributes.integer("level") or 2, 1), 6)
    return [_element(f"h{level}", _alignment(attributes), lines(node, depth))]


def _ordered_list(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    # The editor's own attribute is `order`; `start` is also there, and is what other clients write.
    start = attributes.integer("order") or attributes.integer("start") or 1
    return [_element("ol", {"start": str(start)}, inside(node, depth))]


def _code(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    language = attributes.text("language")
    code = _element("code", {}, lines(node, depth))
    return [_element("pre", {"data-language": language} if language else {}, [code])]


def _verse(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    pre = _element("pre", {}, lines(node, depth))
    return [_element("div", {**_class("preformatted-block"), **_data(attributes)}, [pre])]


def _picture(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    """`captionedImage` with an `image2` and perhaps a `caption` in it, and `image2` alone."""
    return [_element("div", _class("captioned-image-container"), _figure(node, attributes, depth))]


def _figure(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    if plain_name(node.text("type") or "") != "captionedimage" or attributes.text("src"):
        return [_element("figure", {}, _image(node, attributes, depth))]
    parts: list[Node] = []
    for child in node.items("content"):
        is_image = plain_name(child.text("type") or "") == "image2"
        parts.extend(_image(child, child.inner("attrs"), depth) if is_image else drawn(child, depth + 1))
    return [_element("figure", {}, parts)]


def _image(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    return [_element("img", {"src": attributes.text("src") or "", **_data(attributes)}), *inside(node, depth)]


def _button(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    words = lines(node, depth)
    named = attributes.text("text") is not None
    link = _element("a", _class("button"), [] if named else words)
    return [_element("p", {**_class("button-wrapper"), **_data(attributes)}, [link]), *(words if named else [])]


def _footnote_anchor(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    number = attributes.text("number") or " ".join(words_of(node.fields)) or "?"
    link: Node = _element("a", {**_class("footnote-anchor"), "href": f"#footnote-{number}"}, [number])
    return [link, *lines(node, depth)] if attributes.text("number") else [link]


def _footnote(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    number = attributes.text("number") or "?"
    link = _element("a", {**_class("footnote-number"), "id": f"footnote-{number}"}, [number])
    return [
        _element("div", _class("footnote"), [link, _element("div", _class("footnote-content"), inside(node, depth))])
    ]


def _audience(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    names = attributes.fields.get("audiences", attributes.fields.get("audience"))
    told = " ".join(name for name in names if isinstance(name, str)) if isinstance(names, list) else _text(names)
    return [_element("div", {**_class("dynamic-content-block"), "data-dynamic-audiences": told}, inside(node, depth))]


def _gist(node: Payload, attributes: Payload, depth: int) -> list[Node]:
    """GitHub's own table of lines is kept in the node, as it is in the markup."""
    table = parse_html(attributes.text("innerHTML", "html") or "").children
    return [_element("div", {**_class("github-gist"), **_data(attributes)}, table), *inside(node, depth)]


def _rule(node: Payload, attributes: Payload, depth: int) -> list[Node]:  # noqa: ARG001
    return [_element("hr", {}), *inside(node, depth)]


def _line_break(node: Payload, attributes: Payload, depth: int) -> list[Node]:  # noqa: ARG001
    return [_element("br", {}), *lines(node, depth)]


def _unknown(node: Payload, *, in_line: bool) -> Element:
    """Return what the reader keeps raw: the node's JSON in an attribute, and what a person would read of it."""
    attributes = node.inner("attrs")
    told = [words for name in _WORDS if (words := attributes.text(name))]
    words = " ".join([*told, *words_of(node.fields)])
    data = {UNKNOWN: json.dumps(node.fields, ensure_ascii=False), "class": node.text("type") or "without a type"}
    return _element("span" if in_line else "div", data, [words])


_SPECIAL: Final = {
    "heading": _heading,
    "orderedlist": _ordered_list,
    "codeblock": _code,
    "highlightedcodeblock": _code,
    "preformattedtextblock": _verse,
    "captionedimage": _picture,
    "image2": _picture,
    "image": _image,
    "button": _button,
    "footnoteanchor": _footnote_anchor,
    "footnote": _footnote,
    "dynamiccontent": _audience,
    "gitgist": _gist,
    "horizontalrule": _rule,
    "hardbreak": _line_break,
}


def _element(tag: str, attributes: dict[str, str], children: list[Node] | None = None) -> Element:
    element = Element(tag, {name: printable(value) for name, value in attributes.items()}, children)
    element.holds_block = any(
        isinstance(child, Element) and (child.tag in BLOCK_TAGS or child.holds_block) for child in element.children
    )
    return element


def _class(name: str) -> dict[str, str]:
    return {"class": name} if name else {}


def _data(attributes: Payload) -> dict[str, str]:
    return {"data-attrs": json.dumps(attributes.fields)} if attributes else {}


def _alignment(attributes: Payload) -> dict[str, str]:
    align = attributes.text("textAlign")
    return {"style": f"text-align: {align}"} if align else {}


def _text(value: object) -> str:
    return printable(value) if isinstance(value, str) else ""
