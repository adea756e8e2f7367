"""Prose as lexical: paragraphs, headings, lists, quotes. What lexical has no node for is told by `None`."""

from collections.abc import Sequence
from typing import TypeGuard

from backup.document.blocks import Block, Heading, List, Paragraph, PullQuote, Quote
from exporters.writers import _lexical_nodes as nodes
from exporters.writers._lexical_nodes import Node
from exporters.writers._lexical_text import LexicalText, fits

_ALIGNED = frozenset({"center", "right", "justify"})


def paragraph(text: LexicalText, block: Paragraph) -> Node | None:
    """Return a paragraph. Lexical has none that is set to the right or in the middle once it is on a page."""
    if block.align in _ALIGNED:
        align = f' style="text-align:{block.align}"'
        anchor = text.html.anchor(block.anchor)
        return nodes.html_card(f"<p{anchor}{align}>{text.html.inlines(block.children)}</p>")
    if not fits(block.children):
        return None
    text.place(block.anchor)
    return nodes.paragraph(text.children(block.children))


def heading(text: LexicalText, block: Heading) -> Node | None:
    """Return a heading."""
    if not fits(block.children):
        return None
    text.place(block.anchor)
    return nodes.heading(block.level, text.children(block.children))


def quote(text: LexicalText, block: Quote | PullQuote) -> Node | None:
    """Return a quote; a pull quote is what Ghost calls an aside."""
    if not are_plain(block.blocks):
        return None
    return nodes.element("extended-quote" if isinstance(block, Quote) else "aside", together(text, block.blocks))


def list_of(text: LexicalText, block: List) -> Node | None:
    """Return a list whose items are words, and lists in them."""
    return _list(text, block) if _is_simple(block) else None


def are_plain(blocks: Sequence[Block]) -> TypeGuard[Sequence[Paragraph]]:
    """Tell whether these are only paragraphs that lexical can hold."""
    return bool(blocks) and all(
        isinstance(block, Paragraph) and block.align not in _ALIGNED and fits(block.children) for block in blocks
    )


def together(text: LexicalText, paragraphs: Sequence[Paragraph]) -> list[Node]:
    """Return paragraphs as one, an empty line between them, as Ghost's own editor has them in a quote."""
    out: list[Node] = []
    for block in paragraphs:
        if out:
            out += (nodes.LINE_BREAK, nodes.LINE_BREAK)
        text.place(block.anchor)
        out += text.children(block.children)
    return out


def _is_simple(block: List) -> bool:
    """Tell whether each item is words in paragraphs, then lists of such."""
    for item in block.items:
        lists = [one for one in item if isinstance(one, List)]
        words = item[: len(item) - len(lists)]
        if item and not are_plain(words):
            return False
        if not all(map(_is_simple, lists)):
            return False
    return True


def _list(text: LexicalText, block: List) -> Node:
    items: list[list[Node]] = []
    for item in block.items:
        lists = [one for one in item if isinstance(one, List)]
        words = item[: len(item) - len(lists)]
        items.append(together(text, words) if are_plain(words) else [])
        items.extend([_list(text, one)] for one in lists)
    return nodes.list_of(items, ordered=block.ordered, start=block.start)
