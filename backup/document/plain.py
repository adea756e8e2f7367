"""Inlines as plain words, without marks."""

from collections.abc import Iterable

from backup.document.inlines import (
    Cashtag,
    FootnoteReference,
    Inline,
    InlineImage,
    InlineMath,
    LineBreak,
    Mention,
    RawInline,
    Text,
)


def inline_text(inlines: Iterable[Inline], *, alt: bool = False, notes: bool = True) -> str:
    """Return the words of `inlines`, line breaks as `\\n`.

    With `alt`, what is said of a picture is among them; without `notes`, the marks of footnotes are not.
    """
    parts: list[str] = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, LineBreak):
            parts.append("\n")
        elif isinstance(inline, FootnoteReference):
            if notes:
                parts.append(f"[{inline.label}]")
        elif isinstance(inline, InlineImage):
            if alt:
                parts.append(inline.image.alt)
        elif isinstance(inline, Mention):
            parts.append(inline.name)
        elif isinstance(inline, Cashtag):
            parts.append(inline.symbol)
        elif isinstance(inline, InlineMath):
            parts.append(inline.expression)
        elif isinstance(inline, RawInline):
            parts.append(inline.text)
        else:
            parts.append(inline_text(inline.children, alt=alt, notes=notes))
    return "".join(parts)
