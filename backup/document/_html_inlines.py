"""Inlines as HTML, escaped, with only safe links."""

from collections.abc import Iterable
from html import escape

import nh3

from backup.document._html_cards import image_tag, link_tag
from backup.document.blocks import Footnote
from backup.document.inlines import (
    HTML_TAGS,
    Cashtag,
    FootnoteReference,
    Inline,
    InlineImage,
    InlineMath,
    LineBreak,
    Link,
    Mark,
    Mention,
    RawInline,
    Text,
)


class Notes:
    """The numbers of a document's footnotes, and which of them the text has pointed to so far."""

    def __init__(self, footnotes: Iterable[Footnote]) -> None:
        """Number the footnotes in their order."""
        self.numbers = {note.id: number for number, note in enumerate(footnotes, 1)}
        self.pointed_to: set[int] = set()


def inline_html(inlines: Iterable[Inline], notes: Notes) -> str:
    """Return the inlines as HTML."""
    return "".join(_inline(inline, notes) for inline in inlines)


def _inline(inline: Inline, notes: Notes) -> str:
    if isinstance(inline, Text):
        return escape(inline.text, quote=False)
    if isinstance(inline, LineBreak):
        return "<br>"
    if isinstance(inline, Mark):
        tag = HTML_TAGS[type(inline)]
        return f"<{tag}>{inline_html(inline.children, notes)}</{tag}>"
    if isinstance(inline, Link):
        return link_tag(inline.url, inline_html(inline.children, notes), inline.title)
    if isinstance(inline, FootnoteReference):
        return _reference(inline, notes)
    if isinstance(inline, InlineImage):
        return image_tag(inline.image)
    if isinstance(inline, Mention):
        return link_tag(inline.url, escape(inline.name, quote=False))
    if isinstance(inline, RawInline):
        return nh3.clean(inline.html) or escape(inline.text, quote=False)
    return _sign(inline)


def _sign(inline: Cashtag | InlineMath) -> str:
    if isinstance(inline, Cashtag):
        return escape(inline.symbol, quote=False)
    return f'<span class="math">{escape(inline.expression, quote=False)}</span>'


def _reference(inline: FootnoteReference, notes: Notes) -> str:
    label = escape(inline.label, quote=False)
    number = notes.numbers.get(inline.target)
    if number is None:  # the note was cut off: a preview ends before its footnotes
        return f'<sup class="footnote">[{label}]</sup>'
    place = "" if number in notes.pointed_to else f' id="post-ref-{number}"'
    notes.pointed_to.add(number)
    return f'<sup class="footnote"{place}><a href="#post-note-{number}">{label}</a></sup>'
