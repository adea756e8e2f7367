"""Writes documents as Markdown without an export around them, and reads Markdown back."""

from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from lxml import html as lxml_html
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from backup.document.blocks import Block, Document
from backup.document.inlines import (
    Emphasis,
    Highlighted,
    Inline,
    InlineCode,
    LineBreak,
    Link,
    Strikethrough,
    Strong,
    Subscript,
    Superscript,
    Text,
    Underline,
)
from backup.document.urls import safe_url
from exporters._base import Exporter, Place
from exporters.article import Article
from exporters.export import Export
from exporters.selection import Criteria, Entry, choose
from exporters.target import Nowhere
from exporters.writers.markdown import Dialect, MarkdownWriter
from tests.exporters.made_up import SUBSTACK, Made

MARKS = {
    Strong: "strong",
    Emphasis: "em",
    Underline: "u",
    Strikethrough: "del",
    Superscript: "sup",
    Subscript: "sub",
    Highlighted: "mark",
    InlineCode: "code",
}
_READER = MarkdownIt("commonmark").use(footnote_plugin)


class Plain(Exporter):
    """Posts lie at their old path; nothing is written."""

    def write_all(self, export: Export) -> None: ...

    def address(self, entry: Entry, *, here: Entry | None) -> str:
        return f"/p/{entry.slug}/"

    def place(self, name: str, *, here: Entry) -> Place:
        return Place(path=f"{here.slug}/{name}", address=name)


class Writing:
    """Writes blocks as the words of the first made-up post."""

    def __init__(self, publication: Made) -> None:
        selection = choose(publication.archive, SUBSTACK, Criteria(ids=frozenset({"1001"})))
        self.export = Export(Plain(), selection, Nowhere())
        self.entry = selection.entries[0]

    def writer(self, document: Document, dialect: Dialect | None = None) -> MarkdownWriter:
        """Return what writes a document."""
        return MarkdownWriter(Article(self.export, self.entry, document), dialect)

    def markdown(self, *blocks: Block, dialect: Dialect | None = None) -> str:
        """Return blocks as Markdown."""
        return self.writer(Document(blocks=blocks), dialect).body()


def rendered(markdown: str) -> str:
    """Return what a reader of Markdown makes of it."""
    return str(_READER.render(markdown))


@dataclass(frozen=True, slots=True)
class Letter:
    """A sign that a reader sees, and how."""

    sign: str
    marks: frozenset[str]
    href: str | None


def letters_in(markup: str) -> list[Letter]:
    """Return what a reader sees of HTML, letter for letter, without blanks."""
    root = lxml_html.fragment_fromstring(markup, create_parent="div")
    found: list[Letter] = []
    _collect(root, frozenset(), None, found)
    return found


def letters_of(inlines: Sequence[Inline]) -> list[Letter]:
    """Return what a reader should see of inlines."""
    found: list[Letter] = []
    _expected(inlines, frozenset(), None, found)
    return found


def words_in(markup: str) -> list[str]:
    """Return the words of HTML."""
    root = lxml_html.fragment_fromstring(markup.replace("<br", " <br"), create_parent="div")
    return "".join(root.itertext()).split()


def words_of(inlines: Sequence[Inline]) -> list[str]:
    """Return the words of inlines."""
    return _text(inlines).split()


def _text(inlines: Sequence[Inline]) -> str:
    parts = []
    for inline in inlines:
        if isinstance(inline, Text):
            parts.append(inline.text)
        elif isinstance(inline, LineBreak):
            parts.append(" ")
        else:
            parts.append(_text(inline.children))  # type: ignore[union-attr]
    return "".join(parts)


def _expected(inlines: Sequence[Inline], marks: frozenset[str], href: str | None, out: list[Letter]) -> None:
    for inline in inlines:
        if isinstance(inline, Text):
            out.extend(Letter(sign, marks, href) for sign in inline.text if not sign.isspace())
        elif isinstance(inline, Link):
            address = safe_url(inline.url) if href is None else None
            _expected(inline.children, marks, href if address is None else unquote(address), out)
        elif not isinstance(inline, LineBreak):
            _expected(inline.children, marks | {MARKS[type(inline)]}, href, out)  # type: ignore[union-attr,index]


def _collect(element: lxml_html.HtmlElement, marks: frozenset[str], href: str | None, out: list[Letter]) -> None:
    inner = marks | ({element.tag} & set(MARKS.values()))
    address = unquote(element.get("href", "")) if element.tag == "a" else href
    out.extend(Letter(sign, inner, address) for sign in element.text or "" if not sign.isspace())
    for child in element:
        _collect(child, inner, address, out)
        out.extend(Letter(sign, inner, address) for sign in child.tail or "" if not sign.isspace())
