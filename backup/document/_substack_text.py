"""Substack's own kinds of prose: footnotes, quotes, verse, code, boxes, the paywall (formats: section 2)."""

from dataclasses import replace
from typing import TYPE_CHECKING

from backup.document._code import code_block, trimmed
from backup.document._inline import InlineBuilder
from backup.document._payload import Payload
from backup.document.blocks import AudienceBlock, Block, Callout, CodeBlock, Footnote, Paywall, PullQuote, Verse
from backup.document.inlines import Cashtag, FootnoteReference, Inline, InlineMath, Mention
from backup.document.tree import Element

if TYPE_CHECKING:
    from backup.document._reader import Reader


def footnote(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.footnote`: its id is on the number's link, in old posts on the box itself."""
    number = element.with_class("footnote-number")
    content = element.with_class("footnote-content")
    if number is None and content is None:
        return None
    label = number.words() if number else ""
    identity = (number.get("id") if number else "") or element.get("id") or f"footnote-{label}"
    inside = content.children if content else [child for child in element.children if child is not number]
    reader.footnotes.append(Footnote(id=identity, label=label, blocks=tuple(reader.blocks(inside))))
    return []


def footnote_reference(reader: "Reader", element: Element) -> list[Inline] | None:  # noqa: ARG001
    """`a.footnote-anchor`: the mark in the text."""
    label = element.words()
    target = element.get("href").rpartition("#")[2] or f"footnote-{label}"
    return [FootnoteReference(label=label or target.rpartition("-")[2], target=target)]


def pull_quote(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.pullquote`; other widgets may be inside."""
    blocks = reader.blocks(element.children)
    return [PullQuote(blocks=tuple(blocks))] if blocks else []


def callout(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.callout-block`."""
    blocks = reader.blocks(element.children)
    return [Callout(blocks=tuple(blocks))] if blocks else []


def audience_block(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.dynamic-content-block`: the audiences are an attribute, one or several names."""
    audiences = element.get("data-dynamic-audiences").replace(",", " ").split()
    blocks = reader.blocks(element.children)
    return [AudienceBlock(audiences=tuple(audiences), blocks=tuple(blocks))] if blocks else []


def paywall(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.paywall-jump`: empty; what comes after it is paid for."""
    return [Paywall(), *reader.blocks(element.children)]


def verse(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.preformatted-block`: a `<pre>` under a label that only the editor shows."""
    pre = element.first("pre")
    if pre is None:
        return None
    builder = InlineBuilder(reader, verbatim=True)
    builder.add(pre.children)
    children = trimmed(builder.done())
    return [Verse(children=children), *builder.spill] if children else builder.spill


def code(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.highlighted_code_block`: the language is in its data."""
    pre = element.first("pre")
    if pre is None:
        return None
    language = Payload.of(element).text("language")
    return [
        replace(block, language=language or block.language) if isinstance(block, CodeBlock) else block
        for block in code_block(reader, pre)
    ]


def strip(reader: "Reader", element: Element) -> list[Block] | None:
    """What belongs to Substack's page or app and not to the post."""
    reader.stripped.append(element.classes[0] if element.classes else element.tag)
    return []


def strip_inline(reader: "Reader", element: Element) -> list[Inline] | None:
    """The same inside a line."""
    reader.stripped.append(element.classes[0] if element.classes else element.tag)
    return []


def mention(reader: "Reader", element: Element) -> list[Inline] | None:  # noqa: ARG001
    """`span.mention-wrap`: empty, the name is in its data; on a web page a link with the name in it.

    The editor of today says `label` and `mentionType`.
    """
    data = Payload.of(element)
    name = data.text("name", "label") or element.words()
    if not name:
        return None
    identity = data.text("id")
    url = data.text("url") or element.get("href") or None
    kind = data.text("type", "mentionType")
    if url is None and identity and kind in (None, "user"):
        url = f"https://substack.com/profile/{identity}"
    return [Mention(name=name, url=url, id=identity, type=kind)]


def cashtag(reader: "Reader", element: Element) -> list[Inline] | None:  # noqa: ARG001
    """`span.cashtag-wrap`: empty, the symbol is in its data."""
    symbol = Payload.of(element).text("symbol") or element.words()
    return [Cashtag(symbol=symbol)] if symbol else None


def inline_latex(reader: "Reader", element: Element) -> list[Inline] | None:  # noqa: ARG001
    """A formula in a line; its data is as that of the block."""
    expression = Payload.of(element).text("persistentExpression")
    return [InlineMath(expression=expression)] if expression else None
