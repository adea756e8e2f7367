"""Blocks around other blocks as WordPress has them: quotes, boxes, quoted notes."""

from typing import TYPE_CHECKING

from backup.document.blocks import AudienceBlock, Callout, Paragraph, PullQuote, Quote, QuotedNote
from exporters.writers._html_text import plain_html
from exporters.writers._wordpress_grammar import Attributes, block, quiet
from exporters.writers.html import OPEN_TO_ALL

if TYPE_CHECKING:
    from exporters.writers.wordpress_blocks import WordPressWriter

# No theme knows our boxes, so the block itself says what makes one of it.
_BOX: Attributes = {
    "border": {"width": "1px"},
    "spacing": {"padding": {"top": "1em", "right": "1em", "bottom": "1em", "left": "1em"}},
}
_BOX_STYLE = "border-width:1px;padding-top:1em;padding-right:1em;padding-bottom:1em;padding-left:1em"


def quote(writer: "WordPressWriter", shown: Quote | PullQuote) -> str:
    """Return somebody's words."""
    inner = writer.inner(shown.blocks)
    return block("quote", f'<blockquote class="wp-block-quote">{inner}</blockquote>') if inner else ""


def pull_quote(writer: "WordPressWriter", shown: PullQuote) -> str:
    """Return words set large; as a plain quote where they are more than lines."""
    if not all(isinstance(one, Paragraph) for one in shown.blocks):
        return quote(writer, shown)
    words = "<br>".join(writer.inlines(one.children) for one in shown.blocks if isinstance(one, Paragraph))
    inner = f'<figure class="wp-block-pullquote"><blockquote><p>{words}</p></blockquote></figure>'
    return block("pullquote", inner) if words else ""


def callout(writer: "WordPressWriter", shown: Callout) -> str:
    """Return a box."""
    inner = writer.inner(shown.blocks)
    return _group(inner, "callout", {"style": _BOX}, f' style="{_BOX_STYLE}"') if inner else ""


def audience(writer: "WordPressWriter", shown: AudienceBlock) -> str:
    """Return what only some readers saw, which all see over there."""
    writer.article.lose(shown, OPEN_TO_ALL, ", ".join(shown.audiences))
    inner = writer.inner(shown.blocks)
    return _group(inner, "audience", {}, "") if inner else ""


def note(writer: "WordPressWriter", shown: QuotedNote) -> str:
    """Return a quoted note, with who wrote it."""
    told = ", ".join(filter(None, (shown.author, shown.date))) or shown.of
    address = writer.article.link(shown.url, block=shown.kind)
    foot = quiet(writer.html.text.link_to(address, plain_html(told)))
    inner = f'<blockquote class="wp-block-quote note">{writer.inner(shown.blocks)}<cite>{foot}</cite></blockquote>'
    return block("quote", inner, {"className": "note"})


def _group(inner: str, name: str, more: Attributes, style: str) -> str:
    said: Attributes = {"className": name, **more, "layout": {"type": "constrained"}}
    return block("group", f'<div class="wp-block-group {name}"{style}>{inner}</div>', said)
