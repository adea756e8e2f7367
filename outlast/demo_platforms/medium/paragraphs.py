"""Paragraphs as Medium keeps them: text, and marks with offsets in UTF-16 units (formats: 3.3)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from backup.model import Json


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """A mark: from where to where it goes, in UTF-16 units."""

    type: str
    """A, STRONG, EM, CODE."""
    start: int
    end: int
    href: str | None = None
    user: str | None = None
    """The id of the member that is named; then it has no address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paragraph:
    """One of the blocks that a story is made of."""

    type: str
    """P, H3, ULI, IMG, …"""
    text: str = ""
    name: str = "0000"
    markups: tuple[Markup, ...] = ()
    layout: str | None = None
    href: str | None = None
    drop_cap: bool = False
    image: dict[str, Json] = field(default_factory=dict)
    """id, originalWidth, originalHeight, alt."""
    code: dict[str, Json] = field(default_factory=dict)
    """lang and mode."""
    media: dict[str, Json] = field(default_factory=dict)
    """Of an embed: id, iframeSrc, title."""
    card: dict[str, Json] = field(default_factory=dict)
    """Of a link card: href, thumbnailImageId."""


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def written(*parts: str | tuple[str, str] | tuple[str, str, str], kind: str = "P", name: str = "0000") -> Paragraph:
    """Return a paragraph from plain texts, (type, text) for marked ones and ("A", text, address) for links."""
    text, markups = "", []
    for part in parts:
        words = part if isinstance(part, str) else part[1]
        if not isinstance(part, str):
            href = part[2] if len(part) == 3 else None
            markups.append(Markup(type=part[0], start=units(text), end=units(text + words), href=href))
        text += words
    return Paragraph(type=kind, text=text, name=name, markups=tuple(markups))


def images_of(paragraphs: Iterable[Paragraph]) -> Iterator[str]:
    """Yield the ids of the pictures in these."""
    for paragraph in paragraphs:
        for told, key in ((paragraph.image, "id"), (paragraph.card, "thumbnailImageId")):
            name = told.get(key)
            if isinstance(name, str) and name:
                yield name


def runs(paragraph: Paragraph) -> Iterator[tuple[str, tuple[Markup, ...]]]:
    """Yield the text in pieces, each with the marks that are on all of it; links come first."""
    coded = paragraph.text.encode("utf-16-le", "surrogatepass")
    edges = {0, len(coded) // 2}
    edges |= {edge for mark in paragraph.markups for edge in (mark.start, mark.end) if edge < len(coded) // 2}
    ordered = sorted(edges)
    for start, end in pairwise(ordered):
        on = [mark for mark in paragraph.markups if mark.start <= start and mark.end >= end]
        text = coded[2 * start : 2 * end].decode("utf-16-le", "surrogatepass")
        yield text, tuple(sorted(on, key=lambda mark: mark.type))
