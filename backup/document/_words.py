"""The bare words of blocks, for the index and for counting: no list marks, no addresses."""

from collections.abc import Iterator
from typing import Final

from backup.document.blocks import (
    AudienceBlock,
    Audio,
    Block,
    Button,
    Callout,
    CodeBlock,
    Divider,
    Document,
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
from backup.document.plain import inline_text

TOLD: Final[dict[type[Block], tuple[str, ...]]] = {
    Embed: ("title", "author", "description", "text"),
    SocialPost: ("author", "handle", "text"),
    LinkCard: ("title", "description", "caption", "site", "authors", "image_alt"),
    QuotedNote: ("author",),
    FileDownload: ("name", "description"),
    Audio: ("label",),
    MathBlock: ("expression",),
    Button: ("text",),
    SubscribeForm: ("text",),
    PlatformOnly: ("text",),
    Video: (),
    Paywall: (),
    Divider: (),
}
"""The fields of a card, embed or button that a person reads."""


def document_words(document: Document, *, own: bool = False) -> Iterator[str]:
    """Yield the words of a document piece by piece, the kicker first and the footnotes last.

    With `own`, only what the writer wrote as text: nothing of cards, embeds, buttons, or of what is said of a picture.
    """
    if document.kicker:
        yield document.kicker
    for block in document.blocks:
        yield from _words(block, own)
    for footnote in document.footnotes:
        if not own:
            yield f"[{footnote.label}]"
        for block in footnote.blocks:
            yield from _words(block, own)


def block_words(block: Block) -> str:
    """Return all words of one block."""
    return " ".join(_words(block, own=False))


def _words(block: Block, own: bool) -> Iterator[str]:
    if isinstance(block, Paragraph | Heading | Verse):
        yield inline_text(block.children, alt=not own, notes=not own)
    elif isinstance(block, List):
        for item in block.items:
            for inner in item:
                yield from _words(inner, own)
    elif isinstance(block, Quote | PullQuote | Callout | AudienceBlock):
        for inner in block.blocks:
            yield from _words(inner, own)
    elif isinstance(block, CodeBlock | Raw):
        yield block.text
    elif isinstance(block, Figure | Gallery):
        yield from _pictures(block, own)
    else:
        yield from _told(block, own)


def _pictures(block: Figure | Gallery, own: bool) -> Iterator[str]:
    if isinstance(block, Gallery):
        for figure in block.figures:
            yield from _pictures(figure, own)
    if not own:
        yield block.image.alt if isinstance(block, Figure) else block.alt
    yield inline_text(block.caption, alt=not own, notes=not own)


def _told(block: Block, own: bool) -> Iterator[str]:
    if not own:
        for name in TOLD[type(block)]:
            value: object = getattr(block, name)
            yield " ".join(value) if isinstance(value, tuple) else str(value or "")
    if isinstance(block, QuotedNote) and not own:
        for inner in block.blocks:
            yield from _words(inner, own)
    elif isinstance(block, SocialPost) and not own:
        for part in (block.quoted, block.card):
            if part is not None:
                yield from _told(part, own)
    # The words under an embed are the writer's; those over a button belong to the button.
    if isinstance(block, Embed | SocialPost) or (isinstance(block, Button | SubscribeForm) and not own):
        yield inline_text(block.caption, alt=not own, notes=not own)
