"""A document as plain text: to read, to count its words, to index."""

import re
from collections.abc import Iterable, Sequence
from typing import Final

from backup.document._quick import quick_text
from backup.document._words import document_words
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
from backup.document.inlines import Inline
from backup.document.plain import inline_text
from backup.model import Body

_CJK: Final = (
    "\u3005\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
# A word starts with a letter or digit and ends at a space or dash; a sign of a script without spaces is one.
_WORD = re.compile(rf"[{_CJK}]|[^\W_{_CJK}][^\s—{_CJK}]*")


def plain_text(document: Document) -> str:
    """Return the document as a person reads it without markup: paragraphs parted by blank lines, footnotes last.

    The title and subtitle are left to the caller, who knows the post's own.
    """
    parts = [document.kicker] if document.kicker else []
    parts.extend(filter(None, map(_block, document.blocks)))
    parts.extend(f"[{note.label}] {_blocks(note.blocks)}".rstrip() for note in document.footnotes)
    return "\n\n".join(parts)


def words(document: Document) -> int:
    """Return how many words the writer wrote: prose, code, captions, footnotes; not cards, embeds and buttons.

    Chinese characters and Japanese kana count one each; Korean, which has spaces, counts as other scripts do.
    """
    return sum(1 for piece in document_words(document, own=True) for _ in _WORD.finditer(piece))


def own_text(document: Document) -> str:
    """Return what the writer wrote as text, in lines: prose, code, captions, footnotes; not cards and buttons."""
    return "\n".join(filter(None, document_words(document, own=True)))


def search_text(body: Body) -> str:
    """Return the words of a body for the index; quick where the markup is plain enough to need no `Document`."""
    quick = quick_text(body)
    if quick is not None:
        return quick
    from backup.document import parse

    return "\n".join(filter(None, document_words(parse(body))))


def _blocks(blocks: Sequence[Block], separator: str = "\n\n") -> str:
    return separator.join(filter(None, map(_block, blocks)))


def _block(block: Block) -> str:
    if isinstance(block, Paragraph | Heading | Verse):
        return _inlines(block.children)
    if isinstance(block, List):
        return _list(block)
    if isinstance(block, Quote | PullQuote):
        return _indented(_blocks(block.blocks), "> ")
    if isinstance(block, Callout | AudienceBlock):
        return _blocks(block.blocks)
    if isinstance(block, CodeBlock | Raw):
        return block.text
    if isinstance(block, Figure | Gallery):
        return _picture(block)
    if isinstance(block, Divider):
        return "* * *"
    if isinstance(block, Paywall):
        return "[From here on for paying subscribers]"
    return _card(block)


def _list(block: List) -> str:
    items = []
    for place, item in enumerate(block.items):
        mark = f"{block.start + place}. " if block.ordered else "- "
        items.append(mark + _indented(_blocks(item, "\n"), " " * len(mark)).lstrip(" "))
    return "\n".join(items)


def _picture(block: Figure | Gallery) -> str:
    if isinstance(block, Gallery):
        lines = [*map(_picture, block.figures), block.alt]
    else:
        lines = [f"[Picture: {block.image.alt}]" if block.image.alt else "[Picture]"]
    caption = _inlines(block.caption)
    if isinstance(block, Figure) and caption == block.image.alt:
        return lines[0]  # many writers give one text for both
    return _lines([*lines, caption])


def _card(block: Block) -> str:
    """Return what a person sees of something that is not prose, and the address it leads to."""
    if isinstance(block, Embed):
        title = _joined(" – ", [block.title, block.author])
        return _lines(
            [title or f"[{block.provider}]", block.description, block.text, block.url, _inlines(block.caption)]
        )
    if isinstance(block, SocialPost):
        return _social(block)
    if isinstance(block, QuotedNote):
        return _lines([block.author, _indented(_blocks(block.blocks), "> "), block.url])
    if isinstance(block, LinkCard):
        source = _joined(", ", [*block.authors, block.site])
        return _lines([block.title, block.description, block.caption, block.image_alt, source, block.url])
    if isinstance(block, Button | SubscribeForm):
        return _lines([_inlines(block.caption), _joined(": ", [block.text, block.url])])
    return _file(block)


def _file(block: Block) -> str:
    if isinstance(block, FileDownload):
        return _lines([_joined(" – ", [block.name, block.details]), block.description, block.url])
    if isinstance(block, Audio):
        return _lines([block.label or "[Audio]", block.url])
    if isinstance(block, Video):
        return _lines(["[Video]", block.url])
    if isinstance(block, MathBlock):
        return block.expression
    if isinstance(block, PlatformOnly):
        return _lines([f"[{block.widget.capitalize()}, only on the platform]", block.text])
    return ""


def _social(block: SocialPost) -> str:
    author = _joined(" ", [block.author, f"@{block.handle}" if block.handle else None])
    quoted = _social(block.quoted) if block.quoted else ""
    card = _card(block.card) if block.card else ""
    text = _indented(_lines([block.text, quoted, card]), "> ")
    return _lines([author, text, block.date, block.url, _inlines(block.caption)])


def _inlines(inlines: tuple[Inline, ...]) -> str:
    return inline_text(inlines, alt=True).rstrip()


def _indented(text: str, mark: str) -> str:
    return "\n".join((mark + line).rstrip() for line in text.split("\n")) if text else ""


def _lines(parts: Iterable[str | None]) -> str:
    return _joined("\n", parts)


def _joined(separator: str, parts: Iterable[str | None]) -> str:
    return separator.join(part for part in parts if part)
