"""A document as Markdown: CommonMark with footnotes, and HTML for what Markdown has not.

What it writes, read back, gives the same words, links and marks: nothing a writer wrote becomes a sign of Markdown.
"""

from collections.abc import Callable, Sequence

from backup.document.blocks import (
    AudienceBlock,
    Block,
    Callout,
    CodeBlock,
    Divider,
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    MathBlock,
    Paragraph,
    PullQuote,
    Quote,
    Raw,
)
from backup.document.inlines import Emphasis, Image, Inline, LineBreak, Link, Text
from exporters.article import Article
from exporters.writers._markdown_blocks import indented, quoted, tight, written_as_html
from exporters.writers._markdown_dialect import Dialect as Dialect
from exporters.writers._markdown_inlines import InlineMarkdown
from exporters.writers._markdown_notes import Notes
from exporters.writers._markdown_text import destination, fenced, words_of
from exporters.writers.html import OPEN_TO_ALL, HtmlStyle, HtmlWriter


class MarkdownWriter:
    """Writes one article as Markdown."""

    def __init__(self, article: Article, dialect: Dialect | None = None) -> None:
        """Take the article and what the program understands that reads it."""
        self.article = article
        self.dialect = dialect or Dialect()
        self.html = HtmlWriter(article, HtmlStyle(frames=self.dialect.site))
        """Writes what Markdown has not."""
        self.words = words_of(self.dialect)
        self._as_html = written_as_html(self.dialect)
        self._notes = Notes(article.document, markdown=self.dialect.notes, as_html=self._as_html)
        self.text = InlineMarkdown(article, self.words, self.html, self._notes)
        """Its inlines."""
        self._ways: dict[type[Block], Callable[..., str]] = {
            Paragraph: self._paragraph,
            Heading: self._heading,
            Quote: self._quote,
            PullQuote: self._pull_quote,
            CodeBlock: self._code,
            Figure: self._figure,
            Gallery: self._gallery,
            Divider: self._divider,
            Callout: self._callout,
            AudienceBlock: self._audience,
            Embed: self._embed,
            MathBlock: self._math,
            List: self._list,
        }

    def body(self) -> str:
        """Return all blocks, then the footnotes, without a line end."""
        return _below(self.blocks(self.article.document.blocks), self.footnotes())

    def blocks(self, blocks: Sequence[Block]) -> str:
        """Return blocks, a blank line between them."""
        parts: list[str] = []
        before: List | None = None
        other = False
        for block in blocks:
            following = before is not None and isinstance(block, List) and block.ordered == before.ordered
            other = following and not other
            made = self._list(block, other=other) if isinstance(block, List) else self.block(block)
            if made:
                if following and self.dialect.kramdown:
                    parts.append("^")  # ends the list before; other marks would not
                parts.append(made)
                before = block if isinstance(block, List) else None
        return "\n\n".join(parts)

    def block(self, block: Block) -> str:
        """Return one block; empty where nothing of it is left, which was noted as a loss."""
        if self._as_html(block):
            return self._in_html(block)
        return self._ways[type(block)](block)

    def inlines(self, inlines: Sequence[Inline]) -> str:
        """Return inlines as the lines of a paragraph."""
        return self.text.lines(inlines)

    def footnotes(self) -> str:
        """Return the footnotes, after the blocks were written; empty where there are none."""
        notes = self.article.document.footnotes
        if not notes or not self._notes.markdown:
            return self.words.block(self.html.footnotes())
        parts = []
        for number, note in enumerate(notes, 1):
            if number in self._notes.pointed_to:
                mark = f"[^{number}]: "
                parts.append(mark + indented(self.blocks(note.blocks), "    ")[4:])
            else:  # a note that nothing points to is not shown by any reader of Markdown
                label: Block = Paragraph(children=(Text(text=f"[{note.label}]"),))
                parts.append(self.blocks((label, *note.blocks)))
        return "\n\n".join(parts)

    def _in_html(self, block: Block) -> str:
        made = self.html.block(block)
        if isinstance(block, Raw) and made:
            made = f"<div>{made}</div>"  # it may begin with words, and those would be Markdown
        return self.words.block(made)

    def _paragraph(self, block: Paragraph) -> str:
        return self.text.lines(block.children, start=self.text.anchor(block.anchor))

    def _heading(self, block: Heading) -> str:
        line = self.text.line(block.children, start=self.text.anchor(block.anchor))
        return f"{'#' * min(max(block.level, 1), 6)} {line}" if line else ""

    def _list(self, block: List, *, other: bool = False) -> str:
        if self._as_html(block):
            return self._in_html(block)
        close = tight(block, self._as_html)
        parts = []
        for place, item in enumerate(block.items):
            mark = f"{block.start + place}{')' if other else '.'} " if block.ordered else "+ " if other else "- "
            if self.dialect.kramdown:
                mark = mark.replace(")", ".").replace("+", "-")
            inner = "\n".join(filter(None, map(self.block, item))) if close else self.blocks(item)
            parts.append(indented(inner or "<!-- -->", mark))
        made = ("\n" if close else "\n\n").join(parts)
        if self.dialect.kramdown and block.ordered and block.start != 1 and made:
            made = f'{made}\n{{: start="{block.start}"}}'  # it numbers from 1 otherwise
        return made

    def _quote(self, block: Quote) -> str:
        inner = self.blocks(block.blocks)
        return quoted(inner) if inner else ""

    def _pull_quote(self, block: PullQuote) -> str:
        return self._boxed("blockquote", "pull-quote", block.blocks)

    def _callout(self, block: Callout) -> str:
        return self._boxed("aside", "callout", block.blocks)

    def _audience(self, block: AudienceBlock) -> str:
        self.article.lose(block, OPEN_TO_ALL, ", ".join(block.audiences))
        return self._boxed("aside", "audience", block.blocks)

    def _boxed(self, tag: str, name: str, blocks: Sequence[Block]) -> str:
        """Return Markdown between tags: the blank lines make it Markdown again."""
        inner = self.blocks(blocks)
        read = ' markdown="1"' if self.dialect.kramdown else ""
        return f'<{tag} class="{name}"{read}>\n\n{inner}\n\n</{tag}>' if inner else ""

    def _code(self, block: CodeBlock) -> str:
        return fenced(block.text, block.language)

    def _divider(self, _: Divider) -> str:
        return "***"

    def _math(self, block: MathBlock) -> str:
        return fenced(block.expression, "math")

    def _figure(self, block: Figure) -> str:
        """Return a picture with its caption below it."""
        address = self.article.picture(block.image)
        shown = self.text.picture(block.image, address) if address else self.words.text(block.image.alt)
        if address and block.href and (link := self.article.link(block.href)) and not link.startswith("#"):
            shown = f"[{shown}]({destination(link)})"
        return self._with_caption(f"{self.text.anchor(block.anchor)}{shown}", block.caption)

    def _gallery(self, block: Gallery) -> str:
        parts = [*map(self._figure, block.figures), self._with_caption("", block.caption)]
        if block.alt:
            parts.append(self.text.lines((Text(text=block.alt),)))
        return "\n\n".join(filter(None, parts))

    def _embed(self, block: Embed) -> str:
        """Return a link to what is embedded, with what was told of it."""
        address = self.article.link(block.url or block.embed_url, block=block.kind)
        title: Inline = Text(text=block.title or address or block.provider)
        here = self.article.borrowed(block.thumbnail_url)
        parts = [self.text.picture(Image(url=here), here)] if here else []
        about = [Text(text=f" – {block.author}")] if block.author else []
        parts.append(self.text.lines((Link(url=address, children=(title,)) if address else title, *about)))
        parts += [self.text.lines(_broken(text)) for text in (block.description, block.text) if text]
        return self._with_caption("\n\n".join(filter(None, parts)), block.caption)

    def _with_caption(self, shown: str, caption: Sequence[Inline]) -> str:
        words = self.text.lines((Emphasis(children=tuple(caption)),)) if caption else ""
        return _below(shown, words)


def _below(above: str, below: str) -> str:
    return f"{above}\n\n{below}" if above and below else above or below


def _broken(text: str) -> tuple[Inline, ...]:
    """Return text with its line ends as inlines."""
    out: list[Inline] = []
    for line in text.split("\n"):
        out += [Text(text=line), LineBreak()]
    return tuple(out[:-1])
