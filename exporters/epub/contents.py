"""The contents of a book: a page that is also what readers list (EPUB 3.3, section 7), and the old form of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from exporters.epub.chapter import Chapter
from exporters.epub.front import COVER_PAGE, TITLE_PAGE
from exporters.epub.page import page
from exporters.writers._html_text import plain_html, text_html

NAV, NCX = "nav.xhtml", "toc.ncx"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A part of a book: a year, the responses, the pages …"""

    name: str
    path: str
    chapters: tuple[Chapter, ...]


def contents_page(title: str, parts: Sequence[Part], language: str) -> str:
    """Return the contents, and the landmarks that readers jump to."""
    items = "\n".join(
        f'<li><a dir="auto" href="{part.path}">{plain_html(part.name)}</a>\n<ol>\n{_items(part.chapters)}\n</ol>\n</li>'
        for part in parts
    )
    start = parts[0].path
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="contents">\n<h1 id="contents">Contents</h1>\n'
        f"<ol>\n{items}\n</ol>\n</nav>\n"
        '<nav epub:type="landmarks" id="landmarks" hidden="hidden" aria-label="Landmarks">\n<ol>\n'
        f'<li><a epub:type="cover" href="{COVER_PAGE}">Cover</a></li>\n'
        f'<li><a epub:type="titlepage" href="{TITLE_PAGE}">Title page</a></li>\n'
        f'<li><a epub:type="toc" href="{NAV}#toc">Contents</a></li>\n'
        f'<li><a epub:type="bodymatter" href="{start}">Start of the text</a></li>\n</ol>\n</nav>'
    )
    return page(f"{title}: contents", body, language=language, kind="frontmatter")


def old_contents(title: str, parts: Sequence[Part], identifier: str) -> str:
    """Return the contents for readers of EPUB 2."""
    number = 0

    def point(name: str, path: str, inner: str) -> str:
        nonlocal number
        number += 1
        return (
            f'<navPoint id="n{number}"><navLabel><text>{plain_html(name)}</text></navLabel>'
            f'<content src="{text_html(path)}"/>{inner}</navPoint>'
        )

    points = "\n".join(
        point(part.name, part.path, "\n".join(point(one.title, one.path, "") for one in part.chapters))
        for part in parts
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        '<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">\n<head>\n'
        f'<meta name="dtb:uid" content="{text_html(identifier)}"/>\n<meta name="dtb:depth" content="2"/>\n'
        '<meta name="dtb:totalPageCount" content="0"/>\n<meta name="dtb:maxPageNumber" content="0"/>\n</head>\n'
        f"<docTitle><text>{plain_html(title)}</text></docTitle>\n<navMap>\n{points}\n</navMap>\n</ncx>\n"
    )


def _items(chapters: Sequence[Chapter]) -> str:
    return "\n".join(
        f'<li><a dir="auto" href="{text_html(one.path)}">{plain_html(one.title)}</a></li>' for one in chapters
    )
