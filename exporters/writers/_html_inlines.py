"""Inlines as HTML: escaped, with the links and pictures of the target."""

import re
from collections.abc import Callable, Sequence

from backup.document.inlines import (
    HTML_TAGS,
    Cashtag,
    FootnoteReference,
    Image,
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
from backup.document.walk import walk
from exporters.article import Article
from exporters.writers._html_raw import raw_html
from exporters.writers._html_style import HtmlStyle
from exporters.writers._html_text import plain_html, text_html

_NO_ID = re.compile(r"[^A-Za-z0-9_.-]+")
NO_ANCHOR = "A link inside the post leads to a place that the post does not have; its words are kept."


class InlineHtml:
    """Writes the inlines of one article."""

    def __init__(self, article: Article, style: HtmlStyle) -> None:
        """Take the article and how it is written."""
        self.article = article
        self.style = style
        self.close = "/>" if style.xml else ">"
        """How an empty element ends."""
        self.numbers = {note.id: number for number, note in enumerate(article.document.footnotes, 1)}
        self.pointed_to: set[int] = set()
        """The footnotes that the text has pointed to so far."""
        self._anchors: frozenset[str] | None = None
        self._given: set[str] = set()
        self._in_link = False
        self._ways: dict[type[Inline], Callable[..., str]] = {
            Text: self._text,
            LineBreak: self._line_break,
            Link: self._link,
            InlineImage: self._inline_image,
            FootnoteReference: self._reference,
            Mention: self._mention,
            Cashtag: self._cashtag,
            InlineMath: self._math,
            RawInline: self._raw,
            **dict.fromkeys(HTML_TAGS, self._mark),
        }

    def inlines(self, inlines: Sequence[Inline]) -> str:
        """Return inlines as HTML."""
        ways = self._ways
        return "".join([ways[type(inline)](inline) for inline in inlines])

    def link_to(self, address: str | None, inner: str, title: str | None = None) -> str:
        """Return `inner` (HTML) as a link to an address over there; as it is inside of another link, or without one."""
        if not address or self._in_link or not inner:
            return inner
        if address.startswith("#"):
            target = self.target(address[1:])
            if target is None:
                self.article.lose("link", NO_ANCHOR, address)
                return inner
            address = f"#{target}"
        about = f' title="{text_html(title)}"' if title else ""
        return f'<a href="{text_html(address)}"{about}>{inner}</a>'

    def image(self, image: Image, address: str, *, width: int | None = None) -> str:
        """Return a picture that is shown from an address over there; `width` as the writer resized it."""
        size = ""
        if image.width and image.height:
            shown = width if width and width < image.width else image.width
            size = f' width="{shown}" height="{max(1, round(image.height * shown / image.width))}"'
        title = f' title="{text_html(image.title)}"' if image.title else ""
        lazy = "" if self.style.xml else ' loading="lazy"'
        return f'<img src="{text_html(address)}" alt="{text_html(image.alt)}"{title}{size}{lazy}{self.close}'

    def anchor(self, name: str | None) -> str:
        """Return the attribute that makes an element the place that links point to; an id is given once."""
        made = self._id(name) if name else None
        if made is None or made in self._given:
            return ""
        self._given.add(made)
        return f' id="{made}"'

    def _id(self, name: str) -> str:
        return f"{self.style.prefix}{_NO_ID.sub('-', name)}"

    def target(self, name: str) -> str | None:
        """Return the id of a place in the article, or `None` where there is none."""
        if self._anchors is None:
            anchors = (getattr(node, "anchor", None) for node in walk(self.article.document))
            self._anchors = frozenset(filter(None, anchors))
        if name in self._anchors:
            return self._id(name)
        return f"{self.style.prefix}note-{self.numbers[name]}" if name in self.numbers else None

    def _text(self, inline: Text) -> str:
        return plain_html(inline.text)

    def _line_break(self, _: LineBreak) -> str:
        return f"<br{self.close}"

    def _mark(self, inline: Mark) -> str:
        tag = HTML_TAGS[type(inline)]
        return f"<{tag}>{self.inlines(inline.children)}</{tag}>"

    def _link(self, inline: Link) -> str:
        if self._in_link:
            return self.inlines(inline.children)
        self._in_link = True
        inner = self.inlines(inline.children)
        self._in_link = False
        return self.link_to(self.article.link(inline.url), inner, inline.title)

    def _inline_image(self, inline: InlineImage) -> str:
        address = self.article.picture(inline.image, block="inline-image")
        return plain_html(inline.image.alt) if address is None else self.image(inline.image, address)

    def _mention(self, inline: Mention) -> str:
        address = None if self._in_link else self.article.link(inline.url)
        return self.link_to(address, plain_html(inline.name))

    def _cashtag(self, inline: Cashtag) -> str:
        return plain_html(inline.symbol)

    def _math(self, inline: InlineMath) -> str:
        return f'<span class="math">{plain_html(inline.expression)}</span>'

    def _raw(self, inline: RawInline) -> str:
        return raw_html(self.article, inline, self.style) or plain_html(inline.text)

    def _reference(self, inline: FootnoteReference) -> str:
        label, number = plain_html(inline.label), self.numbers.get(inline.target)
        if number is None:  # the note was cut off: a preview ends before its footnotes
            return f'<sup class="footnote">[{label}]</sup>'
        place = "" if number in self.pointed_to else f' id="{self.style.prefix}ref-{number}"'
        self.pointed_to.add(number)
        if self._in_link:
            return f'<sup class="footnote"{place}>{label}</sup>'
        kind = ' epub:type="noteref"' if self.style.xml else ""
        target = f"#{self.style.prefix}note-{number}"
        return f'<sup class="footnote"{place}><a{kind} role="doc-noteref" href="{target}">{label}</a></sup>'
