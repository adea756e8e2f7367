"""The words of Substack's editor JSON without drawing its nodes, where they are all of the plainest kinds."""

import json
from typing import Final

from backup.document._editor_names import plain_name
from backup.document.tree import decode, printable
from backup.model import Json

_BLOCKS: Final = frozenset(
    ("doc", "paragraph", "heading", "blockquote", "bulletlist", "orderedlist", "listitem", "pullquote", "calloutblock")
)
_LINE_ENDS: Final = frozenset(("hardbreak", "horizontalrule"))
_END: Final = object()
_DEPTH: Final = 12
"""Deeper ones go the sure way, which reads the deepest for their words alone."""


def quick_editor_text(data: bytes) -> str | None:
    """Return the words, or `None` where only the `Document` tells them."""
    try:
        root: Json = json.loads(decode(data))
    except (ValueError, RecursionError):
        return None
    parts: list[str] = []
    waiting: list[tuple[object, int]] = [(root, 0)]
    while waiting:
        node, depth = waiting.pop()
        if node is _END:
            parts.append(" ")
            continue
        if not isinstance(node, dict) or depth > _DEPTH:
            return None
        kind, text, content = node.get("type"), node.get("text"), node.get("content", [])
        name = plain_name(kind) if isinstance(kind, str) else ""
        if name == "text" and isinstance(text, str) and not content:
            parts.append(printable(text))
        elif name in _BLOCKS and isinstance(content, list) and text is None:
            waiting.append((_END, depth))
            waiting.extend((child, depth + 1) for child in reversed(content))
        elif name in _LINE_ENDS and not content:
            parts.append(" ")
        else:
            return None
    return "".join(parts)
