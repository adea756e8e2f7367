"""A document as clean HTML to look at: no scripts, frames, styles or handlers, only addresses a person may click.

Everything is escaped where it is written, and the whole goes through nh3 once more. Ids start with `post-`, so that no
heading can take the place of something in the page around it.
"""

from collections.abc import Sequence
from functools import cache
from html import escape
from typing import Final

import nh3

from backup.document._html_cards import caption_of, card, image_tag, link_tag
from backup.document._html_inlines import Notes, inline_html
from backup.document.blocks import (
    AudienceBlock,
    Block,
    Button,
    Callout,
    CodeBlock,
    Divider,
    Document,
    Embed,
    Figure,
    Footnote,
    Gallery,
    Heading,
    List,
    Paragraph,
    Paywall,
    PullQuote,
    Quote,
    QuotedNote,
    Raw,
    SocialPost,
    SubscribeForm,
    Verse,
)

_CLASSES: Final = {
    "p": {"kicker", "subtitle", "button", "note", "about", "align-center", "align-right", "align-justify"},
    "figure": {"picture", "gallery", "embed", "card", "wide", "full", "left", "right", "outset-left", "inset-left"},
    "blockquote": {"pull-quote", "note", "social"},
    "aside": {"callout", "audience"},
    "section": {"footnotes"},
    "hr": {"paywall"},
    "pre": {"verse", "math"},
    "span": {"math"},
    "sup": {"footnote"},
}


def safe_html(document: Document, title: str | None = None) -> str:
    """Return the document as an `<article>` that is safe to put into any page.

    Pictures keep their remote addresses and load lazily; embeds are links with what the platform told of them.
    """
    heading = title or document.title
    notes = Notes(document.footnotes)
    parts = ["<article>"]
    if document.kicker:
        parts.append(f'<p class="kicker">{escape(document.kicker)}</p>')
    if heading:
        parts.append(f"<h1>{escape(heading)}</h1>")
    if document.subtitle:
        parts.append(f'<p class="subtitle">{escape(document.subtitle)}</p>')
    parts.append(_blocks(document.blocks, notes))
    if document.footnotes:
        items = (_footnote(number, note, notes) for number, note in enumerate(document.footnotes, 1))
        parts.append(f'<section class="footnotes"><ol>{"".join(items)}</ol></section>')
    parts.append("</article>")
    return _cleaner().clean("\n".join(parts))


def _footnote(number: int, note: Footnote, notes: Notes) -> str:
    back = f'<p><a href="#post-ref-{number}">↩</a></p>' if number in notes.pointed_to else ""
    return f'<li id="post-note-{number}">{_blocks(note.blocks, notes)}{back}</li>'


def _blocks(blocks: Sequence[Block], notes: Notes) -> str:
    return "\n".join(_block(block, notes) for block in blocks)


def _block(block: Block, notes: Notes) -> str:
    if isinstance(block, Paragraph | Heading | Verse):
        return _prose(block, notes)
    if isinstance(block, List):
        items = "".join(f"<li>{_blocks(item, notes)}</li>" for item in block.items)
        start = f' start="{block.start}"' if block.ordered and block.start != 1 else ""
        return f"<ol{start}>{items}</ol>" if block.ordered else f"<ul>{items}</ul>"
    if isinstance(block, Quote | PullQuote | Callout | AudienceBlock | QuotedNote):
        return _box(block, notes)
    if isinstance(block, CodeBlock):
        code = inline_html(block.children, notes) if block.children else escape(block.text)
        return f"<pre><code{_attribute('data-language', block.language)}>{code}</code></pre>"
    if isinstance(block, Figure | Gallery):
        return _picture(block, notes)
    if isinstance(block, Divider):
        return "<hr>"
    if isinstance(block, Paywall):
        return '<hr class="paywall"><p class="about">From here on for paying subscribers.</p>'
    if isinstance(block, Raw):
        return _raw_cleaner().clean(block.html).strip() or f"<p>{escape(block.text, quote=False)}</p>"
    caption = block.caption if isinstance(block, Embed | SocialPost | Button | SubscribeForm) else ()
    return card(block, inline_html(caption, notes))


def _prose(block: Paragraph | Heading | Verse, notes: Notes) -> str:
    words = inline_html(block.children, notes)
    if isinstance(block, Verse):
        return f'<pre class="verse">{words}</pre>'
    tag = "p" if isinstance(block, Paragraph) else f"h{min(max(block.level, 1), 6)}"
    align = _attribute("class", f"align-{block.align}" if block.align and tag == "p" else None)
    return f"<{tag}{align}{_anchor(block.anchor)}>{words}</{tag}>"


def _box(block: Quote | PullQuote | Callout | AudienceBlock | QuotedNote, notes: Notes) -> str:
    inner = _blocks(block.blocks, notes)
    if isinstance(block, Quote):
        return f"<blockquote>{inner}</blockquote>"
    if isinstance(block, PullQuote):
        return f'<blockquote class="pull-quote">{inner}</blockquote>'
    if isinstance(block, Callout):
        return f'<aside class="callout">{inner}</aside>'
    if isinstance(block, AudienceBlock):
        shown_to = escape(", ".join(block.audiences))
        return f'<aside class="audience"><p class="about">Shown to: {shown_to}</p>{inner}</aside>'
    about = ", ".join(part for part in (block.author, block.date) if part) or block.of
    return f'<blockquote class="note">{inner}<p class="about">{link_tag(block.url, escape(about))}</p></blockquote>'


def _picture(block: Figure | Gallery, notes: Notes) -> str:
    caption = caption_of(inline_html(block.caption, notes))
    if isinstance(block, Gallery):
        pictures = "".join(_picture(figure, notes) for figure in block.figures)
        return f'<figure class="gallery">{pictures}{caption}</figure>'
    image = image_tag(block.image)
    layout = f"picture {block.layout}" if block.layout else "picture"
    return f'<figure class="{layout}"{_anchor(block.anchor)}>{link_tag(block.href, image)}{caption}</figure>'


def _anchor(anchor: str | None) -> str:
    return _attribute("id", f"post-{anchor}" if anchor else None)


def _attribute(name: str, value: str | None) -> str:
    return f' {name}="{escape(value)}"' if value else ""


@cache
def _cleaner() -> nh3.Cleaner:
    attributes = {tag: set(names) for tag, names in nh3.ALLOWED_ATTRIBUTES.items()}
    attributes["*"] = {"id"}
    attributes["img"] |= {"title", "loading"}
    attributes["a"] |= {"title"}
    attributes["code"] = {"data-language"}
    return nh3.Cleaner(
        tags=nh3.ALLOWED_TAGS | {"section"},
        attributes=attributes,
        allowed_classes=_CLASSES,
        url_schemes={"http", "https", "mailto", "tel"},
    )


@cache
def _raw_cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(url_schemes={"http", "https", "mailto", "tel"})
