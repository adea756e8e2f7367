"""Inlines as lexical: text with its marks, links, references to footnotes."""

from collections.abc import Iterable, Sequence
from typing import Final

from backup.document.inlines import (
    Cashtag,
    Emphasis,
    FootnoteReference,
    Highlighted,
    Inline,
    InlineCode,
    InlineImage,
    InlineMath,
    LineBreak,
    Link,
    Mark,
    Mention,
    RawInline,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from exporters.writers import _lexical_nodes as nodes
from exporters.writers._html_inlines import NO_ANCHOR, InlineHtml
from exporters.writers._html_text import allowed
from exporters.writers._lexical_nodes import Node

FORMULA = "Ghost shows a formula as it is typed (LaTeX), unless a script that draws formulas is added to the site."
_MARKS: Final[dict[type[Inline], int]] = {
    Strong: nodes.BOLD,
    Emphasis: nodes.ITALIC,
    Strikethrough: nodes.STRIKETHROUGH,
    Underline: nodes.UNDERLINE,
    InlineCode: nodes.CODE,
    Subscript: nodes.SUBSCRIPT,
    Superscript: nodes.SUPERSCRIPT,
    Highlighted: nodes.HIGHLIGHT,
}


class LexicalText:
    """Writes the inlines of one article."""

    def __init__(self, html: InlineHtml) -> None:
        """Take what writes them as HTML: both share the footnotes and places that were written."""
        self.html = html
        self.article = html.article
        self._places: list[str] = []
        self._in_link = False

    def children(self, inlines: Sequence[Inline]) -> list[Node]:
        """Return inlines as nodes."""
        if len(inlines) == 1 and isinstance(only := inlines[0], Text):  # two paragraphs in three, and twice as quick
            return [nodes.text(only.text if only.text.isprintable() else allowed(only.text))]
        out: list[Node] = []
        self._add(inlines, 0, out)
        return out

    @property
    def has_places(self) -> bool:
        """Tell whether what was written holds places; see `places`."""
        return bool(self._places)

    def place(self, anchor: str | None) -> None:
        """Keep the id of a place that no lexical node can carry; see `places`."""
        attribute = self.html.anchor(anchor) if anchor else ""
        if attribute:
            self._places.append(attribute)

    def places(self) -> Node:
        """Return the places in what was written since the last time, for right before it.

        The ids are inside of an element without one: Ghost's themes give what has an id the margins of a heading.
        """
        spans = "".join(f"<span{attribute}></span>" for attribute in self._places)
        self._places.clear()
        return nodes.html_card(f'<div style="margin:0">{spans}</div>')

    def address(self, address: str | None) -> str | None:
        """Return where a link leads, from what the article says; `None` where that is a place the post lacks."""
        if address is None or not address.startswith("#"):
            return address
        target = self.html.target(address[1:])
        if target is None:
            self.article.lose("link", NO_ANCHOR, address)
            return None
        return f"#{target}"

    def _add(self, inlines: Iterable[Inline], form: int, out: list[Node]) -> None:
        for inline in inlines:
            kind = type(inline)
            if isinstance(inline, Text):
                _say(inline.text, form, out)
            elif kind in _MARKS and isinstance(inline, Mark):
                self._add(inline.children, form | _MARKS[kind], out)
            elif isinstance(inline, LineBreak):
                out.append(nodes.LINE_BREAK)
            elif isinstance(inline, Link):
                self._link(inline, form, out)
            elif isinstance(inline, FootnoteReference):
                self._reference(inline, form, out)
            else:
                self._rest(inline, form, out)

    def _link(self, inline: Link, form: int, out: list[Node]) -> None:
        if self._in_link:
            self._add(inline.children, form, out)
            return
        inside: list[Node] = []
        self._in_link = True
        self._add(inline.children, form, inside)
        self._in_link = False
        address = self.address(self.article.link(inline.url)) if inside else None
        if address is None:
            self._add(inline.children, form, out)
        else:
            out.append(nodes.link(address, inside, inline.title))

    def _reference(self, inline: FootnoteReference, form: int, out: list[Node]) -> None:
        number = self.html.numbers.get(inline.target)
        if number is None:  # the note was cut off: a preview ends before its footnotes
            _say(f"[{inline.label}]", form | nodes.SUPERSCRIPT, out)
            return
        prefix = self.html.style.prefix
        if number not in self.html.pointed_to:
            self.html.pointed_to.add(number)
            self._places.append(f' id="{prefix}ref-{number}"')
        if self._in_link:
            _say(inline.label, form | nodes.SUPERSCRIPT, out)
        else:
            out.append(nodes.link(f"#{prefix}note-{number}", [nodes.text(inline.label, form | nodes.SUPERSCRIPT)]))

    def _rest(self, inline: Inline, form: int, out: list[Node]) -> None:
        if isinstance(inline, Mention):
            address = None if self._in_link else self.address(self.article.link(inline.url))
            if address is None:
                _say(inline.name, form, out)
            else:
                out.append(nodes.link(address, [nodes.text(inline.name, form)]))
        elif isinstance(inline, Cashtag):
            _say(inline.symbol, form, out)
        elif isinstance(inline, InlineMath):
            self.article.lose(inline, FORMULA, inline.expression)
            _say(f"\\({inline.expression}\\)", form, out)


def fits(inlines: Iterable[Inline]) -> bool:
    """Tell whether lexical has a node for each of these: it has none for a picture in a line, or unknown markup."""
    for inline in inlines:
        if isinstance(inline, InlineImage | RawInline):
            return False
        if isinstance(inline, Link | Mark) and not fits(inline.children):
            return False
    return True


def _say(words: str, form: int, out: list[Node]) -> None:
    """Add words to the last text if that has the same marks: Ghost's renderer nests the marks of neighbours wrongly."""
    said = words if words.isprintable() else allowed(words)
    last = out[-1] if out else None
    if last is not None and last["type"] == "extended-text" and last["format"] == form:
        last["text"] = f"{last['text']}{said}"
    elif said:
        out.append(nodes.text(said, form))
