"""A document as the content of a WordPress post: the blocks of its editor, so that a writer can go on editing.

Each block is written as the editor itself saves it; what WordPress has no block for is a block of HTML. Nothing in it
needs a user who may write any markup: there are no frames and scripts, embeds are addresses.
"""

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
    List,
    MathBlock,
    Paragraph,
    Paywall,
    PullQuote,
    Quote,
    QuotedNote,
    SocialPost,
    SubscribeForm,
    Verse,
    Video,
)
from backup.document.inlines import Inline, InlineMath
from exporters.article import Article
from exporters.writers import _wordpress_boxes as boxes
from exporters.writers import _wordpress_embeds as embeds
from exporters.writers import _wordpress_pictures as pictures
from exporters.writers._html_inlines import InlineHtml
from exporters.writers._html_style import HtmlStyle
from exporters.writers._html_text import plain_html, text_html
from exporters.writers._wordpress_grammar import Attributes, block, html, paragraph, quiet
from exporters.writers.html import NO_PAYWALL, HtmlWriter

_SEPARATOR = block("separator", '<hr class="wp-block-separator has-alpha-channel-opacity"/>')
_LONGEST_PREFIX = 40


def no_library(_: str) -> None:
    """Return no number for any picture: there is no media library yet."""


class WordPressWriter:
    """Writes one article as WordPress's blocks."""

    def __init__(self, article: Article, *, attachment: Callable[[str], int | None] = no_library) -> None:
        """Take the article, and what tells the number of a picture in the media library by its address."""
        self.article = article
        self.attachment = attachment
        # A blog's front page may show several posts whole, so that ids must differ from post to post.
        style = HtmlStyle(prefix=f"{article.entry.slug[:_LONGEST_PREFIX]}-")
        self.html = HtmlWriter(article, style)
        """Writes what WordPress has no block for."""
        self.html.text = _Inlines(article, style)
        self._depth = 0
        self._cut = False
        self._ways: dict[type[Block], Callable[..., str]] = {
            Paragraph: self._paragraph,
            Heading: self._heading,
            List: self._list,
            CodeBlock: self._code,
            Verse: self._verse,
            Divider: self._divider,
            MathBlock: self._math,
            Paywall: self._paywall,
            Button: self._button,
            SubscribeForm: self._button,
        }
        self._things: dict[type[Block], Callable[..., str]] = {
            Quote: boxes.quote,
            PullQuote: boxes.pull_quote,
            Callout: boxes.callout,
            AudienceBlock: boxes.audience,
            QuotedNote: boxes.note,
            Figure: pictures.figure,
            Gallery: pictures.gallery,
            Audio: pictures.player,
            Video: pictures.player,
            FileDownload: pictures.file_download,
            Embed: embeds.embed,
            SocialPost: embeds.social_post,
        }

    def body(self) -> str:
        """Return all blocks, then the footnotes."""
        blocks = self.blocks(self.article.document.blocks)
        notes = html(self.html.footnotes())
        return "\n\n".join(filter(None, (blocks, _SEPARATOR if blocks and notes else "", notes)))

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Return blocks, with an empty line between them."""
        return "\n\n".join(filter(None, map(self.block, blocks)))

    def block(self, block: Block) -> str:
        """Return one block; empty where nothing of it is left, which was noted as a loss."""
        way = self._ways.get(type(block))
        if way is not None:
            return way(block)
        thing = self._things.get(type(block))
        return thing(self, block) if thing is not None else html(self.html.block(block))

    def inner(self, blocks: Sequence[Block]) -> str:
        """Return blocks that stand inside of another one."""
        self._depth += 1
        made = self.blocks(blocks)
        self._depth -= 1
        return made

    def inlines(self, inlines: Sequence[Inline]) -> str:
        """Return inlines."""
        return quiet(self.html.inlines(inlines))

    def _paragraph(self, shown: Paragraph) -> str:
        inner = self.inlines(shown.children)
        if shown.align is None and shown.anchor is None and not shown.drop_cap:
            return block("paragraph", f"<p>{inner}</p>")
        said: dict[str, str | int | bool | Attributes] = {"align": shown.align} if shown.align else {}
        classes = [f"has-text-align-{text_html(shown.align)}"] if shown.align else []
        if shown.drop_cap and not shown.align:
            said["dropCap"] = True
            classes.append("has-drop-cap")
        named = f' class="{" ".join(classes)}"' if classes else ""
        return block("paragraph", f"<p{named}{self.html.text.anchor(shown.anchor)}>{inner}</p>", said)

    def _heading(self, shown: Heading) -> str:
        level = min(max(shown.level, 1), 6)
        said: dict[str, str | int | bool | Attributes] = {"textAlign": shown.align} if shown.align else {}
        if level != 2:
            said["level"] = level
        align = f" has-text-align-{text_html(shown.align)}" if shown.align else ""
        anchor, inner = self.html.text.anchor(shown.anchor), self.inlines(shown.children)
        return block("heading", f'<h{level} class="wp-block-heading{align}"{anchor}>{inner}</h{level}>', said)

    def _list(self, shown: List) -> str:
        if not _is_plain(shown):
            return html(self.html.block(shown))
        items = "\n\n".join(map(self._item, shown.items))
        if not shown.ordered:
            return block("list", f'<ul class="wp-block-list">{items}</ul>')
        said: dict[str, str | int | bool | Attributes] = {"ordered": True}
        start = ""
        if shown.start != 1:
            said["start"], start = shown.start, f' start="{shown.start}"'
        return block("list", f'<ol{start} class="wp-block-list">{items}</ol>', said)

    def _item(self, item: Sequence[Block]) -> str:
        words = "<br><br>".join(self.inlines(one.children) for one in item if isinstance(one, Paragraph))
        return block("list-item", f"<li>{words}{self.inner([one for one in item if isinstance(one, List)])}</li>")

    def _code(self, shown: CodeBlock) -> str:
        text = self.html.inlines(shown.children) if shown.children else plain_html(shown.text)
        text = quiet(text.replace("[", "&#91;"))  # as the editor does it
        language = f"language-{shown.language}" if shown.language and not set(shown.language) & set(" \"'<>&") else ""
        classes = f"wp-block-code {language}".rstrip()
        anchor = self.html.text.anchor(shown.anchor)
        inner = f'<pre class="{classes}"{anchor}><code>{text}</code></pre>'
        return block("code", inner, {"className": language} if language else None)

    def _verse(self, shown: Verse) -> str:
        return block("verse", f'<pre class="wp-block-verse">{self.inlines(shown.children)}</pre>')

    def _divider(self, _: Divider) -> str:
        return _SEPARATOR

    def _math(self, shown: MathBlock) -> str:
        inner = f'<pre class="wp-block-preformatted math">{quiet(plain_html(shown.expression))}</pre>'
        return block("preformatted", inner, {"className": "math"})

    def _paywall(self, shown: Paywall) -> str:
        """Return the place where lists of posts cut this one off, as the old platform did for who had not paid."""
        self.article.lose(shown, NO_PAYWALL)
        if self._depth or self._cut:
            return ""
        self._cut = True
        return block("more", "<!--more-->")

    def _button(self, shown: Button | SubscribeForm) -> str:
        above = paragraph(self.inlines(shown.caption))
        address = self.article.button(shown)
        if address is None:
            return above
        link = quiet(self.html.text.link_to(address, plain_html(shown.text or address)))
        link = link.replace("<a ", '<a class="wp-block-button__link wp-element-button" ', 1)
        inner = block("button", f'<div class="wp-block-button">{link}</div>')
        made = block("buttons", f'<div class="wp-block-buttons">{inner}</div>')
        return f"{above}\n\n{made}" if above else made


class _Inlines(InlineHtml):
    """Inlines whose formulas stay as they are: WordPress makes `f'` curly and `--` a dash, but not in code."""

    def _math(self, inline: InlineMath) -> str:
        return f'<code class="math">{plain_html(inline.expression)}</code>'


def _is_plain(shown: List) -> bool:
    """Tell whether each item is paragraphs, then lists: what the editor's own items can hold."""
    for item in shown.items:
        kinds = [type(one) for one in item]
        if not set(kinds) <= {Paragraph, List} or List in kinds[: kinds.count(Paragraph)]:
            return False
        for one in item:
            if isinstance(one, List) and not _is_plain(one):
                return False
            if isinstance(one, Paragraph) and (one.anchor or one.align):
                return False
    return True
