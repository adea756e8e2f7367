"""A document as Ghost's lexical: what its editor can edit as such, all else as HTML cards, which show it as it is.

Lexical nodes carry no ids. What links inside the post lead to stands as an empty element in a card before it.
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
    LinkCard,
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
from exporters.article import Article
from exporters.writers import _lexical_cards as cards
from exporters.writers import _lexical_nodes as nodes
from exporters.writers import _lexical_pictures as pictures
from exporters.writers import _lexical_prose as prose
from exporters.writers._html_text import allowed
from exporters.writers._lexical_nodes import Node
from exporters.writers._lexical_text import LexicalText
from exporters.writers.html import HtmlStyle, HtmlWriter

PAYWALL = "<!--members-only-->"
"""Where Ghost ends what everybody may read."""
# Without a prefix a link from another post (`/p/name/#place`) leads to its place.
_STYLE = HtmlStyle(frames=True, prefix="", paywall=PAYWALL)


class LexicalWriter:
    """Writes one article for Ghost, whose site is online: embeds stand in their frames."""

    def __init__(self, article: Article) -> None:
        """Take the article."""
        self.article = article
        self.html = HtmlWriter(article, _STYLE)
        """Writes what lexical has no node for."""
        self.text = LexicalText(self.html.text)
        self._ways: dict[type[Block], Callable[..., Node | list[Node] | None]] = {
            Divider: lambda *_: nodes.card("horizontalrule"),
            Paywall: lambda *_: nodes.card("paywall"),
            AudienceBlock: lambda _, block: cards.audience(self.html, block),
            SocialPost: lambda _, block: cards.quoted(self.html, block),
            QuotedNote: lambda _, block: cards.quoted(self.html, block),
            Verse: cards.verse,
            Paragraph: prose.paragraph,
            Heading: prose.heading,
            List: prose.list_of,
            Quote: prose.quote,
            PullQuote: prose.quote,
            CodeBlock: cards.code,
            Figure: pictures.picture,
            Gallery: pictures.gallery,
            Callout: cards.callout,
            MathBlock: cards.formula,
            LinkCard: cards.bookmark,
            Embed: cards.embed,
            Audio: cards.player,
            Video: cards.player,
            FileDownload: cards.file_download,
            Button: cards.button,
            SubscribeForm: cards.button,
        }

    def body(self) -> str:
        """Return the lexical of the post as JSON: its kicker, its episode, its blocks, its footnotes; never empty."""
        children = [*self.top(), *self.blocks(self.article.document.blocks)]
        if notes := self.html.footnotes():
            children.append(nodes.html_card(f"<hr>\n{notes}"))
        # Ghost makes a draft of what has no text at all; with an empty paragraph it stays published.
        return nodes.as_json(nodes.element("root", children or [nodes.paragraph([])]))

    def top(self) -> list[Node]:
        """Return what stands above the text: the small line over the title, and an episode's sound."""
        entry, out = self.article.entry, []
        if self.article.document.kicker:
            out.append(nodes.paragraph([nodes.text(allowed(self.article.document.kicker))]))
        address = self.article.audio()
        if address is not None and entry.audio is not None:
            length = entry.stored.raw.get("podcast_duration")
            duration = length if isinstance(length, int | float) else None
            out.append(cards.sound(self.text, address, entry.audio, title=self.article.title, duration=duration))
        return out

    def blocks(self, blocks: Sequence[Block]) -> list[Node]:
        """Return blocks as nodes."""
        out: list[Node] = []
        for block in blocks:
            made = self._block(block)
            if self.text.has_places:
                out.append(self.text.places())
            out += made
        return out

    def _block(self, block: Block) -> list[Node]:
        way = self._ways.get(type(block))
        made = way(self.text, block) if way is not None else None
        if made is None:
            markup = self.html.block(block)
            return [nodes.html_card(markup)] if markup else []
        return made if isinstance(made, list) else [made]
