"""What readers see of a body, as far as the rules ask: paragraphs, links, mentions, embeds, pictures."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from backup.document import parse
from backup.document.blocks import (
    AudienceBlock,
    Block,
    Button,
    Callout,
    CodeBlock,
    Document,
    Figure,
    FileDownload,
    Gallery,
    Heading,
    LinkCard,
    List,
    PlatformOnly,
    PullQuote,
    Quote,
    QuotedNote,
    Raw,
    SocialPost,
    SubscribeForm,
    Verse,
)
from backup.document.blocks import Embed as EmbedBlock
from backup.document.blocks import Paragraph as ParagraphBlock
from backup.document.inlines import Image, Inline, InlineImage, Mention, Text
from backup.document.inlines import Link as LinkInline
from backup.document.plain import inline_text
from backup.document.urls import host, split, web_url
from backup.model import Body
from backup.risk.hidden import without_hidden
from backup.risk.post import Embed, Link, LinkIn, Paragraph, Part, Picture

_BARE = re.compile(r"\bhttps?://[^\s<>\"'“”‘’)\]]+[^\s<>\"'“”‘’)\].,;:!?…]", re.IGNORECASE)
_HANDLE = re.compile(r"\A/@([^/]+)\Z")
# How captions say whose a picture is, in eight languages; own choice.
_CREDIT = re.compile(
    r"©|\(c\)|https?://|\b(?:unsplash|pexels|pixabay|wikimedia|wikipedia|flickr|getty|shutterstock|midjourney|dall.?e"
    r"|courtesy|screenshot|credits?|sources?|author|fuente|crédit\w*|quelle|urheber|fonte|créditos?|autor\w*)\b"
    r"|\b(?:photo\w*|pictures?|images?|illustration|drawing|made|generated|fotos?\w*|imagen|bild|grafik|imagem|immagine)"
    r"\s*(?:by|:|from|via|with|par|de|por|von|aus|di|da|door|©)(?=\W|\Z)|(?:तस्वीर|फ़ोटो|फोटो|स्रोत)\s*:",
    re.IGNORECASE,
)


@dataclass(slots=True)
class PostText:
    """What was found in a body, in reading order."""

    paragraphs: list[Paragraph] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    embeds: list[Embed] = field(default_factory=list)
    media: list[Picture] = field(default_factory=list)
    hidden: tuple[str, ...] = ()


def read_text(body: Body, own: Callable[[str], bool]) -> PostText:
    """Return what readers see of `body`; `own` tells the writer's addresses from others. Never raises."""
    seen = without_hidden(body)
    found = text_of(parse(seen.body), own)
    found.hidden = seen.hidden
    return found


def text_of(document: Document, own: Callable[[str], bool]) -> PostText:
    """Return what readers see of a document."""
    reading = _Reading(own)
    if document.kicker:
        reading.found.paragraphs.append(Paragraph(text=document.kicker, kind=Part.HEADING))
    reading.blocks(document.blocks)
    for note in document.footnotes:
        reading.blocks(note.blocks)
    return reading.found


class _Reading:
    """Goes through one document."""

    def __init__(self, own: Callable[[str], bool]) -> None:
        self.found = PostText()
        self._own = own

    def blocks(self, blocks: Iterable[Block], part: Part = Part.TEXT) -> None:
        for block in blocks:
            self._block(block, part)

    def _block(self, block: Block, part: Part) -> None:
        if isinstance(block, ParagraphBlock | Verse):
            self._written(block.children, part)
        elif isinstance(block, Heading):
            self._written(block.children, Part.HEADING)
        elif isinstance(block, Figure):
            self._figure(block)
        elif isinstance(block, List):
            for item in block.items:
                self.blocks(item, part if part is Part.QUOTE else Part.LIST)
        elif isinstance(block, Quote | PullQuote):
            # A pull quote is set large, and as often the writer's own words as another's.
            self.blocks(block.blocks, Part.QUOTE)
        elif isinstance(block, Callout | AudienceBlock):
            self.blocks(block.blocks, part)
        elif isinstance(block, CodeBlock):
            self._paragraph(block.text, Part.CODE)
            self._inside(block.children)
        elif isinstance(block, Gallery):
            for figure in block.figures:
                self._figure(figure)
            self._written(block.caption, Part.CAPTION)
        elif isinstance(block, Raw):
            self._paragraph(block.text, part)
        else:
            self._widget(block)

    def _widget(self, block: Block) -> None:
        if isinstance(block, LinkCard):
            self._link(block.url, block.title or "", LinkIn.CARD)
        elif isinstance(block, Button):
            self._link(block.url, block.text, LinkIn.BUTTON)
            self._written(block.caption, Part.CAPTION)
        elif isinstance(block, SubscribeForm):
            self._embed("subscribe-form", block.url)
            self._written(block.caption, Part.CAPTION)
        elif isinstance(block, EmbedBlock):
            self._embed(block.provider, block.url or block.embed_url)
            self._written(block.caption, Part.CAPTION)
        elif isinstance(block, SocialPost):
            self._embed(block.provider, block.url)
            self._written(block.caption, Part.CAPTION)
        elif isinstance(block, FileDownload):
            self._link(block.url, block.name, LinkIn.CARD)
        elif isinstance(block, PlatformOnly):
            self._embed(block.widget, None)
        elif isinstance(block, QuotedNote):
            self._embed(f"quoted-{block.of}", block.url)

    def _figure(self, figure: Figure) -> None:
        caption = inline_text(figure.caption).strip()
        linked = any(isinstance(inline, LinkInline) for inline in figure.caption)
        self._picture(figure.image, caption, linked=linked)
        self._link(figure.href, figure.image.alt, LinkIn.PICTURE)
        self._written(figure.caption, Part.CAPTION)

    def _picture(self, image: Image, caption: str = "", *, linked: bool = False) -> None:
        credit = caption if linked or _CREDIT.search(caption) else "Unsplash" if image.unsplash_id else ""
        self.found.media.append(
            Picture(url=image.url, caption=caption, credit=credit, alt=image.alt, paragraph=self._place)
        )

    def _written(self, children: tuple[Inline, ...], part: Part) -> None:
        if not children:
            return
        text = inline_text(children, notes=False)
        self._paragraph(text, part)
        if len(children) == 1 and isinstance(children[0], Text):
            return  # most paragraphs are plain words
        self._inside(children)

    def _paragraph(self, text: str, part: Part) -> None:
        text = text.strip()
        if not text:
            return
        self.found.paragraphs.append(Paragraph(text=text, kind=part))
        if "://" in text and part is not Part.CODE:
            for address in _BARE.findall(text):
                self._link(address, address, LinkIn.BARE)

    def _inside(self, children: tuple[Inline, ...]) -> None:
        for inline in children:
            if isinstance(inline, LinkInline):
                self._link(inline.url, inline_text(inline.children, alt=True), LinkIn.TEXT)
                self._inside(inline.children)
            elif isinstance(inline, Mention):
                self.found.mentions.append(_handle(inline))
            elif isinstance(inline, InlineImage):
                self._picture(inline.image)
            elif not isinstance(inline, Text):
                self._inside(getattr(inline, "children", ()))

    def _link(self, url: str | None, text: str, shown: LinkIn) -> None:
        href = web_url(url)
        if href is None:
            return
        links = self.found.links
        if shown is LinkIn.TEXT and text.strip() and links and links[-1].shown is LinkIn.BARE:
            # The address stands in the text, and is a link: one, not two.
            links[:] = [
                link
                for link in links
                if not (link.shown is LinkIn.BARE and link.paragraph == self._place and link.href in text)
            ]
        links.append(
            Link(href=href, text=text.strip(), host=host(href), own=self._own(href), shown=shown, paragraph=self._place)
        )

    def _embed(self, kind: str, url: str | None) -> None:
        address = web_url(url) or ""
        self.found.embeds.append(Embed(kind=kind, host=host(address), url=address, paragraph=self._place))

    @property
    def _place(self) -> int:
        return len(self.found.paragraphs) - 1


def _handle(mention: Mention) -> str:
    path = _HANDLE.match(split(mention.url or "").path)
    return f"@{path[1].lower()}" if path else mention.name
