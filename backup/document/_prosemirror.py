"""A note's text as Substack's editor stores it (`body_json`) → blocks (formats: section 2, last lines).

Marks are bold, italic, code, link …; anything of an unknown type is read through to its words.
"""

from backup.document._payload import Payload
from backup.document.blocks import Block, CodeBlock, Divider, Heading, List, Paragraph, Quote
from backup.document.inlines import (
    Emphasis,
    Inline,
    InlineCode,
    LineBreak,
    Link,
    Mention,
    Strikethrough,
    Strong,
    Text,
    Underline,
)
from backup.document.plain import inline_text
from backup.document.tree import printable
from backup.model import Json

_MARKS: dict[str, type[Strong | Emphasis | InlineCode | Strikethrough | Underline]] = {
    "bold": Strong,
    "strong": Strong,
    "italic": Emphasis,
    "em": Emphasis,
    "code": InlineCode,
    "strike": Strikethrough,
    "strikethrough": Strikethrough,
    "underline": Underline,
}
_MAX_DEPTH = 30


def note_blocks(value: Json) -> list[Block]:
    """Return the blocks of an editor's document; nothing where `value` is none."""
    return _blocks(Payload(value), 0) if isinstance(value, dict) else []


def _blocks(node: Payload, depth: int) -> list[Block]:
    kind = node.text("type")
    if depth > _MAX_DEPTH:
        return []
    if kind == "horizontal_rule":
        return [Divider()]
    if kind in ("paragraph", "heading", "codeBlock", "code_block", "text"):
        children = tuple(_inlines(node, depth))
        if not children:
            return []
        if kind == "heading":
            return [Heading(level=min(max(node.inner("attrs").integer("level") or 2, 1), 6), children=children)]
        if kind in ("codeBlock", "code_block"):
            return [CodeBlock(text=inline_text(children))]
        return [Paragraph(children=children)]
    if kind in ("bulletList", "bullet_list", "orderedList", "ordered_list"):
        items = [tuple(_blocks(item, depth + 1)) for item in node.items("content")]
        start = node.inner("attrs").integer("order") or 1
        kept = tuple(item for item in items if item)
        return [List(items=kept, ordered=kind.startswith("ordered"), start=start)] if kept else []
    inner = [block for child in node.items("content") for block in _blocks(child, depth + 1)]
    if kind == "blockquote":
        return [Quote(blocks=tuple(inner))] if inner else []
    return inner


def _inlines(node: Payload, depth: int) -> list[Inline]:
    """Return the inlines of a paragraph, or of a text itself."""
    kind = node.text("type")
    if depth > _MAX_DEPTH:
        return []
    if kind in ("hardBreak", "hard_break"):
        return [LineBreak()]
    name = node.inner("attrs").text("name", "label")
    if kind is not None and "mention" in kind and name:
        return [Mention(name=name, id=node.inner("attrs").text("id"), type=node.inner("attrs").text("type"))]
    text = node.fields.get("text")
    if not isinstance(text, str):
        return [inline for child in node.items("content") for inline in _inlines(child, depth + 1)]
    inline: Inline = Text(text=printable(text))
    for mark in node.items("marks"):
        mark_kind = mark.text("type") or ""
        url = mark.inner("attrs").text("href")
        if mark_kind == "link" and url:
            inline = Link(url=url, children=(inline,))
        elif mark_kind in _MARKS:
            inline = _MARKS[mark_kind](children=(inline,))
    return [inline] if text else []
