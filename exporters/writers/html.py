"""A document as clean HTML: the words, pictures and links of a post, for pages, feeds, books and other platforms."""

from collections.abc import Callable, Sequence

from backup.document.blocks import (
    AudienceBlock,
    Audio,
    Block,
    Button,
    Callout,
    CodeBlock,
    Divider,
    Embed,
    Figure,
    FileDownload,
    Gallery,
    Heading,
    LinkCard,
    List,
    MathBlock,
    Paragraph,
    Paywall,
    PlatformOnly,
    PullQuote,
    Quote,
    QuotedNote,
    Raw,
    SocialPost,
    SubscribeForm,
    Verse,
    Video,
)
from backup.document.inlines import Inline
from exporters.article import Article
from exporters.writers import _html_cards as cards
from exporters.writers._html_inlines import InlineHtml
from exporters.writers._html_raw import raw_html
from exporters.writers._html_style import HtmlStyle as HtmlStyle
from exporters.writers._html_text import plain_html, text_html

OPEN_TO_ALL = "What only some readers saw is open to everybody over there."
NO_PAYWALL = "The target has no paywall: what was for paying readers is open to everybody who sees the post."


class HtmlWriter:
    """Writes one article as HTML. Everything is escaped where it is written; nothing in it runs."""

    def __init__(self, article: Article, style: HtmlStyle | None = None) -> None:
        """Take the article and how it is written."""
        self.article = article
        self.style = style or HtmlStyle()
        self.text = InlineHtml(article, self.style)
        """Its inlines."""
        self._ways: dict[type[Block], Callable[..., str]] = {
            Paragraph: self._paragraph,
            Heading: self._heading,
            List: self._list,
            Quote: self._quote,
            PullQuote: self._pull_quote,
            CodeBlock: self._code,
            Verse: self._verse,
            Figure: self._figure,
            Gallery: self._gallery,
            Divider: self._divider,
            Callout: self._callout,
            AudienceBlock: self._audience,
            QuotedNote: self._note,
            MathBlock: self._math,
            Paywall: self._paywall,
            Raw: self._raw,
        }
        self._cards: dict[type[Block], Callable[..., str]] = {
            Embed: cards.embed,
            SocialPost: cards.social_post,
            LinkCard: cards.link_card,
            FileDownload: cards.file_download,
            Video: cards.player,
            Audio: cards.player,
            Button: cards.button,
            SubscribeForm: cards.button,
            PlatformOnly: cards.platform_only,
        }

    def body(self) -> str:
        """Return all blocks, then the footnotes."""
        blocks, notes = self.blocks(self.article.document.blocks), self.footnotes()
        return f"{blocks}\n{notes}" if blocks and notes else blocks or notes

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Return blocks, one a line."""
        return "\n".join(filter(None, map(self.block, blocks)))

    def block(self, block: Block) -> str:
        """Return one block; empty where nothing of it is left, which was noted as a loss."""
        way = self._ways.get(type(block))
        return way(block) if way is not None else self._cards[type(block)](self, block)

    def inlines(self, inlines: Sequence[Inline]) -> str:
        """Return inlines."""
        return self.text.inlines(inlines)

    def footnotes(self) -> str:
        """Return the footnotes as a section, after the blocks were written; empty where there are none."""
        notes = self.article.document.footnotes
        if not notes:
            return ""
        items = []
        for number, note in enumerate(notes, 1):
            inner, prefix = self.blocks(note.blocks), self.style.prefix
            back = (
                f'<a role="doc-backlink" href="#{prefix}ref-{number}">↩</a>' if number in self.text.pointed_to else ""
            )
            end = inner.removesuffix("</p>")
            inner = f"{end} {back}</p>" if back and end != inner else f"{inner}{back}"
            kind = ' epub:type="footnote"' if self.style.xml else ""
            items.append(f'<li{kind} id="{prefix}note-{number}">{inner}</li>')
        kind = ' epub:type="footnotes"' if self.style.xml else ""
        lines = "\n".join(items)
        return f'<section class="footnotes" role="doc-endnotes"{kind}>\n<ol>\n{lines}\n</ol>\n</section>'

    def caption(self, inlines: Sequence[Inline]) -> str:
        """Return a caption; empty where there is none."""
        inner = self.text.inlines(inlines)
        return f"<figcaption>{inner}</figcaption>" if inner else ""

    def _paragraph(self, block: Paragraph) -> str:
        if block.align is None and block.anchor is None:
            return f"<p>{self.text.inlines(block.children)}</p>"
        align = f' class="align-{text_html(block.align)}"' if block.align else ""
        return f"<p{align}{self.text.anchor(block.anchor)}>{self.text.inlines(block.children)}</p>"

    def _heading(self, block: Heading) -> str:
        tag = f"h{min(max(block.level + self.style.shift, 1), 6)}"
        return f"<{tag}{self.text.anchor(block.anchor)}>{self.text.inlines(block.children)}</{tag}>"

    def _list(self, block: List) -> str:
        items = "\n".join(f"<li>{self._item(item)}</li>" for item in block.items)
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        return f"<ol{start}>\n{items}\n</ol>" if block.ordered else f"<ul>\n{items}\n</ul>"

    def _item(self, item: tuple[Block, ...]) -> str:
        first, rest = (item[0] if item else None), item[1:]
        plain = isinstance(first, Paragraph) and first.align is None and first.anchor is None
        if not plain or not all(isinstance(one, List) for one in rest):
            return self.blocks(item)
        words = self.text.inlines(first.children) if isinstance(first, Paragraph) else ""
        return f"{words}\n{self.blocks(rest)}" if rest else words

    def _quote(self, block: Quote) -> str:
        return f"<blockquote>{self.blocks(block.blocks)}</blockquote>"

    def _pull_quote(self, block: PullQuote) -> str:
        return f'<blockquote class="pull-quote">{self.blocks(block.blocks)}</blockquote>'

    def _code(self, block: CodeBlock) -> str:
        code = self.text.inlines(block.children) if block.children else plain_html(block.text)
        language = f' class="language-{text_html(block.language)}"' if block.language else ""
        return f"<pre{self.text.anchor(block.anchor)}><code{language}>{code}</code></pre>"

    def _verse(self, block: Verse) -> str:
        return f'<pre class="verse">{self.text.inlines(block.children)}</pre>'

    def _figure(self, block: Figure) -> str:
        address = self.article.picture(block.image)
        caption = self.caption(block.caption)
        if address is not None:
            shown = self.text.image(block.image, address, width=block.shown_width)
            if block.href:
                shown = self.text.link_to(self.article.link(block.href), shown)
        else:
            alt = plain_html(block.image.alt)
            shown = f'<span class="missing">{alt}</span>' if alt else ""
        if not shown and not caption:
            return ""
        layout = f" {text_html(block.layout)}" if block.layout else ""
        return f'<figure class="picture{layout}"{self.text.anchor(block.anchor)}>{shown}{caption}</figure>'

    def _gallery(self, block: Gallery) -> str:
        inner = "".join(map(self._figure, block.figures)) + self.caption(block.caption)
        label = f' aria-label="{text_html(block.alt)}"' if block.alt else ""
        return f'<figure class="gallery"{label}>{inner}</figure>' if inner else ""

    def _divider(self, _: Divider) -> str:
        return f"<hr{self.text.close}"

    def _callout(self, block: Callout) -> str:
        return f'<aside class="callout">{self.blocks(block.blocks)}</aside>'

    def _audience(self, block: AudienceBlock) -> str:
        self.article.lose(block, OPEN_TO_ALL, ", ".join(block.audiences))
        return f'<aside class="audience">{self.blocks(block.blocks)}</aside>'

    def _note(self, block: QuotedNote) -> str:
        told = ", ".join(filter(None, (block.author, block.date))) or block.of
        foot = self.text.link_to(self.article.link(block.url, block=block.kind), plain_html(told))
        return f'<blockquote class="note">{self.blocks(block.blocks)}<p class="about">{foot}</p></blockquote>'

    def _math(self, block: MathBlock) -> str:
        return f'<pre class="math">{plain_html(block.expression)}</pre>'

    def _paywall(self, block: Paywall) -> str:
        if self.style.paywall is not None:
            return self.style.paywall
        self.article.lose(block, NO_PAYWALL)
        return f'<hr class="paywall"{self.text.close}'

    def _raw(self, block: Raw) -> str:
        return raw_html(self.article, block, self.style) or cards.about(block.text)
