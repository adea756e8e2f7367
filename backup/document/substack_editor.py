"""Substack's editor document (the API's `draft_body`, JSON of ProseMirror) → blocks (formats: section 2, last lines).

Each node is drawn as the markup that Substack publishes for it (`_editor_drawing`), and that is read as any of its
bodies is: a draft and its published post give the same blocks. A node that nobody knows is kept raw, with its words.
"""

import json
import re
from html import escape
from typing import Final

from backup.document._editor_drawing import UNKNOWN, inside
from backup.document._payload import Payload
from backup.document.blocks import Block, Document, Raw
from backup.document.inlines import Inline, RawInline
from backup.document.substack import SubstackReader, read_substack
from backup.document.tree import Element, decode, printable
from backup.model import Json

_TEXTS: Final = re.compile(r'"text"\s*:\s*("(?:[^"\\]|\\.)*")')
_BROKEN: Final = "the editor's JSON cannot be read"


def read_editor(data: bytes) -> Document:
    """Return the document of an editor's JSON. Never raises; what is not JSON at all is read as HTML."""
    text = decode(data)
    try:
        document = editor_json(text)
        if document is not None:
            reader = EditorReader()
            blocks = reader.blocks(inside(Payload(document), 0))
            return Document(blocks=tuple(blocks), footnotes=tuple(reader.footnotes), stripped=tuple(reader.stripped))
    except RecursionError:
        pass  # nested a thousand deep: no editor did that, and its words are kept all the same
    if not text.lstrip().startswith(("{", "[", '"')):
        return read_substack(text)  # the drafts of the editor before this one
    words = " ".join(filter(None, map(_text_of, _TEXTS.findall(text)))) or text.strip()
    return Document(blocks=(Raw(html=f"<p>{escape(text)}</p>", reason=_BROKEN, text=words),))


def editor_json(text: str) -> dict[str, Json] | None:
    """Return the outermost node, `None` where `text` is no such JSON. The API gives it as JSON in a JSON string.

    Raises:
        RecursionError: it is nested deeper than Python can follow.
    """
    try:
        value: Json = json.loads(text)
        if isinstance(value, str):
            value = json.loads(value)
    except ValueError:
        return None
    if isinstance(value, list):
        value = {"type": "doc", "content": value}
    return value if isinstance(value, dict) and isinstance(value.get("content"), list) else None


class EditorReader(SubstackReader):
    """Reads drawn nodes."""

    def widget(self, element: Element) -> list[Block] | None:
        """See `Reader.widget`."""
        if UNKNOWN in element.attributes:
            return [Raw(html=element.outer_html(), reason=_reason(element), text=element.words())]
        return super().widget(element)

    def inline_widget(self, element: Element) -> list[Inline] | None:
        """See `Reader.inline_widget`."""
        if UNKNOWN in element.attributes:
            return [RawInline(html=element.outer_html(), reason=_reason(element), text=element.words())]
        return super().inline_widget(element)


def _reason(element: Element) -> str:
    return f"a node of Substack's editor that is not known: {element.get('class')[:60]}"


def _text_of(literal: str) -> str:
    try:
        value = json.loads(literal)
    except ValueError:
        return ""
    return printable(value) if isinstance(value, str) else ""
