"""The nodes of Ghost's lexical, as `@tryghost/kg-default-nodes` 2.2.1 and lexical 0.13.1 read them.

A node that Ghost does not know ends its whole import (Lexical error 38), so nothing else is ever written.
"""

from collections.abc import Iterable
from typing import Final, TypeAlias

Node: TypeAlias = dict[str, object]

BOLD, ITALIC, STRIKETHROUGH, UNDERLINE, CODE, SUBSCRIPT, SUPERSCRIPT, HIGHLIGHT = (1 << bit for bit in range(8))
"""What `format` of a text is made of (lexical: LexicalConstants.js)."""
LINE_BREAK: Final[Node] = {"type": "linebreak", "version": 1}


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
