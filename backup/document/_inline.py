"""From the nodes inside a paragraph to inlines, with spaces made canonical (see `backup.document.inlines`)."""

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from backup.document.blocks import Block
from backup.document.inlines import (
    ALL_MARKS,
    Emphasis,
    Highlighted,
    Inline,
    InlineCode,
    InlineImage,
    LineBreak,
    Link,
    Mark,
    RawInline,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from backup.document.tree import BLOCK_TAGS, Element, Node, tag_names

if TYPE_CHECKING:
    from backup.document._reader import Reader

MARKS: Final[dict[str, type[Mark]]] = {
    "strong": Strong,
    "b": Strong,
    "em": Emphasis,
    "i": Emphasis,
    "cite": Emphasis,
    "dfn": Emphasis,
    "var": Emphasis,
    "u": Underline,
    "ins": Underline,
    "s": Strikethrough,
    "del": Strikethrough,
    "strike": Strikethrough,
    "sup": Superscript,
    "sub": Subscript,
    "mark": Highlighted,
    "code": InlineCode,
    "kbd": InlineCode,
    "samp": InlineCode,
    "tt": InlineCode,
}
"""Elements that only change how their words look. What is not here and not known is read through to its words."""

_OBJECTS: Final = tag_names(
    "audio embed figure form hr iframe link meta object ol pre script style table title ul video"
)
_DRAWN: Final = {"svg": "a drawing (SVG)", "math": "a formula (MathML)"}
_SPACES = re.compile(r"[ \t\n\r\f]+")


class InlineBuilder:
    """Builds the inlines of one paragraph, heading or caption."""

    __slots__ = ("_at_start", "_gap", "_lists", "_reader", "_verbatim", "anchor", "spill")

    def __init__(self, reader: "Reader", *, verbatim: bool = False) -> None:
        """Take the reader that knows the platform's markup, and whether spaces are content."""
        self.spill: list[Block] = []
        """Blocks found where only words can be; the caller puts them after the paragraph."""
        self.anchor: str | None = None
        """An id inside the paragraph that a link of the post points to."""
        self._reader = reader
        self._verbatim = verbatim
        self._lists: list[list[Inline | str]] = [[]]
        self._gap: LineBreak | str = ""
        self._at_start = True

    def add(self, nodes: Iterable[Node]) -> None:
        """Read `nodes` and all that is in them."""
        for node in nodes:
            if isinstance(node, str):
                self._add_text(node)
            else:
                self._add_element(node)

    def done(self) -> tuple[Inline, ...]:
        """Return the inlines; empty when there is nothing to see."""
        found = self._lists[0]
        if not self._verbatim:
            while found and isinstance(found[0], LineBreak):
                del found[0]
            while found and isinstance(found[-1], LineBreak):
                del found[-1]
        return frozen(found)

    def put(self, *inlines: Inline) -> None:
        """Add what was read elsewhere, at this place."""
        for inline in inlines:
            if isinstance(inline, LineBreak):
                self._lists[-1].append("\n" if self._verbatim else inline)
                self._at_start, self._gap = True, ""
            else:
                self._put(inline)

    def _put(self, piece: Inline | str) -> None:
        if self._gap and not self._at_start:
            level = len(self._lists) - 1
            while level and not self._lists[level]:
                level -= 1
            self._lists[level].append(self._gap)
        self._gap, self._at_start = "", False
        self._lists[-1].append(piece)

    def _add_text(self, text: str) -> None:
        if self._verbatim:
            self._lists[-1].append(text)
            return
        single = single_spaced(text)
        words = single.strip(" ")
        if not words:
            self._gap = self._gap or single
            return
        if single[0] == " ":
            self._gap = self._gap or " "
        self._put(words)
        if single[-1] == " ":
            self._gap = " "

    def _add_element(self, element: Element) -> None:
        tag = element.tag
        if element.attributes:
            if self._reader.targets:
                self._note_anchor(element)
            inlines = self._reader.inline_widget(element)
            if inlines is not None:
                self.put(*inlines)
                return
        mark = MARKS.get(tag)
        if mark is not None:
            self._add_mark(mark, element)
        elif tag == "a":
            self._add_link(element)
        elif tag == "br":
            self.put(LineBreak())
        elif tag in ("img", "image"):
            image = self._reader.image(element)
            if image is not None:
                self._put(InlineImage(image=image))
        elif tag in _DRAWN:
            self._put(RawInline(html=element.outer_html(), reason=_DRAWN[tag], text=element.words()))
        elif tag in BLOCK_TAGS:
            self._add_block(element)
        else:
            self.add(element.children)

    def _add_mark(self, mark: type[Mark], element: Element) -> None:
        children, breaks = self._inside(element)
        if self._verbatim and mark is InlineCode:
            self._lists[-1].extend(children)
        elif children:
            self._lists[-1].append(mark(children=children))
        self._lists[-1].extend(breaks)

    def _add_link(self, element: Element) -> None:
        url = element.get("href")
        if not url:
            self.add(element.children)
            return
        children, breaks = self._inside(element)
        if len(children) == 1 and isinstance(children[0], InlineImage):
            target = self._reader.image_link(element, children[0].image)
            self._lists[-1].append(Link(url=target, children=children) if target else children[0])
        elif children:
            self._lists[-1].append(Link(url=url, children=children, title=element.get("title") or None))
        self._lists[-1].extend(breaks)

    def _add_block(self, element: Element) -> None:
        if element.tag in _OBJECTS:
            self.spill.extend(self._reader.block(element))
            return
        blocks = self._reader.widget(element) if element.attributes else None
        if blocks is not None:
            self.spill.extend(blocks)
            return
        self._end_line()
        self.add(element.children)
        self._end_line()

    def _end_line(self) -> None:
        if not self._verbatim:
            self._gap = LineBreak()
        elif self._lists[-1] and self._lists[-1][-1] != "\n":
            self._lists[-1].append("\n")

    def _inside(self, element: Element) -> tuple[tuple[Inline, ...], list[Inline | str]]:
        """Return what is in a mark or link, and the line breaks at its end: they go outside of it, as spaces do."""
        self._lists.append([])
        self.add(element.children)
        inner = self._lists.pop()
        first, last = 0, len(inner)
        while last and isinstance(inner[last - 1], LineBreak):
            last -= 1
        while first < last and isinstance(inner[first], LineBreak):
            first += 1
        self._lists[-1].extend(inner[:first])
        return frozen(inner[first:last]), inner[last:]

    def _note_anchor(self, element: Element) -> None:
        for name in ("id", "name"):
            value = element.attributes.get(name)
            if value and value in self._reader.targets:
                self.anchor = self.anchor or value


def single_spaced(text: str) -> str:
    """Return `text` with each run of spaces and line ends made one space."""
    # Most texts have none to change, and to look for them is ten times as fast as the pattern.
    if "  " in text or "\n" in text or "\t" in text or "\r" in text or "\f" in text:
        return _SPACES.sub(" ", text)
    return text


def frozen(pieces: Iterable[Inline | str]) -> tuple[Inline, ...]:
    """Return the pieces with texts and equal marks beside each other made one."""
    pieces = list(pieces)
    texts = [piece for piece in pieces if isinstance(piece, str)]
    if len(texts) == len(pieces):  # most paragraphs
        return (Text(text="".join(texts)),) if texts else ()
    out: list[Inline] = []
    words: list[str] = []
    marks: list[Mark] = []
    for piece in pieces:
        if marks and type(piece) is not type(marks[0]):
            out.append(_one_mark(marks))
            marks = []
        if isinstance(piece, str):
            words.append(piece)
            continue
        if isinstance(piece, Text):
            words.append(piece.text)
            continue
        if words:
            out.append(Text(text="".join(words)))
            words = []
        if not isinstance(piece, ALL_MARKS):
            out.append(piece)
        elif piece.children:
            marks.append(piece)
    if marks:
        out.append(_one_mark(marks))
    if words:
        out.append(Text(text="".join(words)))
    return tuple(out)


def _one_mark(marks: list[Mark]) -> Mark:
    """Return the mark that equal ones beside each other are."""
    first = marks[0]
    if len(marks) == 1:
        return first
    return type(first)(children=frozen([child for mark in marks for child in mark.children]))
