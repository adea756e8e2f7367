"""Inlines as Markdown: words, marks, links and pictures in a line."""

import re
from collections.abc import Callable, Sequence
from typing import Final

from backup.document.inlines import (
    Cashtag,
    Emphasis,
    FootnoteReference,
    Highlighted,
    Image,
    Inline,
    InlineCode,
    InlineImage,
    InlineMath,
    LineBreak,
    Link,
    Mention,
    RawInline,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from backup.document.plain import inline_text
from exporters.article import Article
from exporters.writers._markdown_flanks import Edge, Piece, joined
from exporters.writers._markdown_notes import Notes
from exporters.writers._markdown_text import Words, destination, guarded
from exporters.writers.html import HtmlWriter

_SIGNS: Final[dict[type[Inline], tuple[str, str]]] = {Strong: ("**", "strong"), Emphasis: ("_", "em")}
_CLOSING = re.compile(r"#+\Z")
"""What ends a heading without being a part of it."""
_TAGS: Final[dict[type[Inline], str]] = {
    Underline: "u",
    Strikethrough: "del",
    Superscript: "sup",
    Subscript: "sub",
    Highlighted: "mark",
}


class InlineMarkdown:
    """Writes the inlines of one article."""

    def __init__(self, article: Article, words: Words, html: HtmlWriter, notes: Notes) -> None:
        """Take the article, how words and HTML are written, and which footnotes there are."""
        self.article = article
        self.words = words
        self.html = html
        self.notes = notes
        self._out: list[Piece] = []
        self._inside: set[str] = set()
        """The signs of the marks that are open."""
        self._in_link = False
        self._break = "<br>\n" if words.dialect.kramdown else "\\\n"
        self._ways: dict[type[Inline], Callable[..., None]] = {
            Text: self._text,
            LineBreak: self._line_break,
            InlineCode: self._code,
            Link: self._link,
            InlineImage: self._inline_image,
            FootnoteReference: self._reference,
            Mention: self._mention,
            Cashtag: self._cashtag,
            InlineMath: self._math,
            RawInline: self._raw,
            **dict.fromkeys(_SIGNS, self._mark),
            **dict.fromkeys(_TAGS, self._tagged),
        }

    def lines(self, inlines: Sequence[Inline], *, start: str = "") -> str:
        """Return the lines of a paragraph; `start` is Markdown in front of them. Empty where there is nothing."""
        return guarded(self._written(inlines, start)) if inlines else start

    def line(self, inlines: Sequence[Inline], *, start: str = "") -> str:
        """Return one line, for a heading."""
        line = self._written(inlines, start).replace(self._break, "<br>")
        return _CLOSING.sub(lambda signs: "\\#" * len(signs[0]), line)

    def picture(self, image: Image, address: str) -> str:
        """Return a picture that is shown from an address over there."""
        return f"![{self.words.text(image.alt)}]({destination(address, image.title)})"

    def anchor(self, name: str | None) -> str:
        """Return the place that links inside the post point to."""
        attribute = self.html.text.anchor(name) if name else ""
        return f"<a{attribute}></a>" if attribute else ""

    def _written(self, inlines: Sequence[Inline], start: str) -> str:
        if len(inlines) == 1 and not start and type(inlines[0]) is Text:
            return self.words.text(inlines[0].text).strip()
        self._out = [start] if start else []
        self._inlines(inlines)
        out = self._out
        while out and out[-1] == self._break:
            out.pop()
        while out and out[0] == self._break:
            del out[0]
        for place, piece in enumerate(out):
            if isinstance(piece, Edge):
                piece.place = place
        return joined(out).strip(" \t\n")

    def _inlines(self, inlines: Sequence[Inline]) -> None:
        ways = self._ways
        for inline in inlines:
            ways[type(inline)](inline)

    def _text(self, inline: Text) -> None:
        if made := self.words.text(inline.text):
            self._out.append(made)

    def _line_break(self, _: LineBreak) -> None:
        last = self._out[-1] if self._out else ""
        if isinstance(last, str) and last.endswith("\\\\"):  # goldmark reads three backslashes as two and no break
            self._out[-1] = f"{last[:-2]}&#92;"
        self._out.append(self._break)

    def _mark(self, inline: Strong | Emphasis) -> None:
        sign, tag = _SIGNS[type(inline)]
        if sign in self._inside:
            self._between(f"<{tag}>", inline.children, f"</{tag}>")
            return
        begin, end, place = Edge(sign, tag), Edge(sign, tag), len(self._out)
        begin.end = end
        self._out.append(begin)
        self._inside.add(sign)
        self._inlines(inline.children)
        self._inside.remove(sign)
        if len(self._out) == place + 1:
            self._out.pop()
        else:
            self._out.append(end)

    def _tagged(self, inline: Underline | Strikethrough | Superscript | Subscript | Highlighted) -> None:
        tag = _TAGS[type(inline)]
        self._between(self.words.tag(tag), inline.children, f"</{tag}>")

    def _between(self, begin: str, inlines: Sequence[Inline], end: str) -> None:
        """Write inlines between two ends; nothing at all where they are nothing."""
        place = len(self._out)
        self._out.append(begin)
        self._inlines(inlines)
        if len(self._out) == place + 1:
            self._out.pop()
        else:
            self._out.append(end)

    def _code(self, inline: InlineCode) -> None:
        children = inline.children
        if all(type(child) is Text for child in children):
            before = self._out[-1] if self._out else ""
            alone = not (isinstance(before, str) and before.endswith("`"))
            if text := inline_text(children):
                self._out.append(self.words.code(text, signs=alone))
        else:
            self._between(self.words.tag("code"), children, "</code>")

    def _link(self, inline: Link) -> None:
        if self._in_link:
            self._inlines(inline.children)
            return
        self._to(self.article.link(inline.url), inline.children, inline.title)

    def _to(self, address: str | None, children: Sequence[Inline], title: str | None = None) -> None:
        """Write a link; one to a place inside the post is a tag, as those places are."""
        if not address:
            self._inlines(children)
            return
        self._in_link = True
        if address.startswith("#"):
            begin = self.html.text.link_to(address, "-", title).removesuffix("-</a>")
            self._between(begin, children, "</a>") if begin != "-" else self._inlines(children)
        else:
            self._no_picture()
            self._between("[", children, f"]({destination(address, title)})")
        self._in_link = False

    def _no_picture(self) -> None:
        """Keep a `!` in front of a bracket from making a picture of the link."""
        last = self._out[-1] if self._out else ""
        if isinstance(last, str) and last.endswith("!"):
            self._out[-1] = f"{last[:-1]}\\!"

    def _inline_image(self, inline: InlineImage) -> None:
        address = self.article.picture(inline.image, block="inline-image")
        shown = self.words.text(inline.image.alt) if address is None else self.picture(inline.image, address)
        if shown:
            self._out.append(shown)

    def _reference(self, inline: FootnoteReference) -> None:
        number = self.notes.number(inline.target)
        if self._in_link:
            self._out.append(f"<sup>{self.words.text(inline.label)}</sup>")
        elif number is not None and self.notes.markdown:
            self._no_picture()
            self.notes.pointed_to.add(number)
            self._out.append(f"[^{number}]")
        else:
            self._out.append(self.words.in_tags(self.html.inlines((inline,))))

    def _mention(self, inline: Mention) -> None:
        self._to(None if self._in_link else self.article.link(inline.url), (Text(text=inline.name),))

    def _cashtag(self, inline: Cashtag) -> None:
        self._text(Text(text=inline.symbol))

    def _math(self, inline: InlineMath) -> None:
        self._between('<span class="math">', (Text(text=inline.expression),), "</span>")

    def _raw(self, inline: RawInline) -> None:
        if made := self.words.in_tags(self.html.inlines((inline,)).replace("\n", " ")):
            self._out.append(made)
