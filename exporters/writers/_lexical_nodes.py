"""The nodes of Ghost's lexical, as `@tryghost/kg-default-nodes` 2.2.1 and lexical 0.13.1 read them.

A node that Ghost does not know ends its whole import (Lexical error 38), so nothing else is ever written.
"""

from collections.abc import Iterable
from typing import Final, TypeAlias

import msgspec

from exporters.writers._html_text import allowed

Node: TypeAlias = dict[str, object]

BOLD, ITALIC, STRIKETHROUGH, UNDERLINE, CODE, SUBSCRIPT, SUPERSCRIPT, HIGHLIGHT = (1 << bit for bit in range(8))
"""What `format` of a text is made of (lexical: LexicalConstants.js)."""
LINE_BREAK: Final[Node] = {"type": "linebreak", "version": 1}

_encode = msgspec.json.Encoder().encode


def as_json(root: Node) -> str:
    """Return a whole post as JSON, without the signs that no page may hold, wherever they came from."""
    try:
        return _encode({"root": root}).decode()
    except UnicodeEncodeError:  # half a sign, from an address or a title in a card of the platform
        return _encode({"root": _allowed(root)}).decode()


def element(kind: str, children: list[Node], **more: object) -> Node:
    """Return a node that has children."""
    return {
        "children": children,
        "direction": None,
        "format": "",
        "indent": 0,
        "type": kind,
        "version": 1,
        **more,
    }


def text(words: str, form: int = 0) -> Node:
    """Return words with their marks."""
    return {
        "detail": 0,
        "format": form,
        "mode": "normal",
        "style": "",
        "text": words,
        "type": "extended-text",
        "version": 1,
    }


def link(address: str, children: list[Node], title: str | None = None) -> Node:
    """Return a link."""
    return element("link", children, rel=None, target=None, title=title, url=address)


def paragraph(children: list[Node]) -> Node:
    """Return a paragraph."""
    return element("paragraph", children)


def heading(level: int, children: list[Node]) -> Node:
    """Return a heading."""
    return element("extended-heading", children, tag=f"h{min(max(level, 1), 6)}")


def list_of(items: Iterable[list[Node]], *, ordered: bool, start: int) -> Node:
    """Return a list of items, each with its children; a list in a list is an item of its own."""
    made: list[Node] = []
    number = start
    for children in items:
        made.append(element("listitem", children, value=number))
        number += not (children and children[0]["type"] == "list")
    kind, tag = ("number", "ol") if ordered else ("bullet", "ul")
    return element("list", made, listType=kind, start=start, tag=tag)


def card(kind: str, **properties: object) -> Node:
    """Return a card: a node without children."""
    return {"type": kind, "version": 1, **properties}


def html_card(markup: str, visibility: Node | None = None) -> Node:
    """Return HTML that is shown as it is; to some readers only, where `visibility` says to whom."""
    return card("html", html=markup, visibility=visibility) if visibility else card("html", html=markup)


def _allowed(value: object) -> object:
    if isinstance(value, str):
        return allowed(value)
    if isinstance(value, list):
        return [_allowed(item) for item in value]
    if isinstance(value, dict):
        return {name: _allowed(item) for name, item in value.items()}
    return value
