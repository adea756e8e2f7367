"""What comes before the chapters: the cover, the title page, and a page in front of each part."""

from exporters.epub.cover import HEIGHT, WIDTH
from exporters.epub.page import page
from exporters.writers._html_text import plain_html, text_html

COVER, COVER_PAGE, TITLE_PAGE = "cover.svg", "cover.xhtml", "title.xhtml"


def cover_page(title: str) -> str:
    """Return the page that shows the cover."""
    image = f'<img src="{COVER}" role="doc-cover" alt="{text_html(title)}" width="{WIDTH}" height="{HEIGHT}"/>'
    return page(title, f'<section class="cover" epub:type="cover">{image}</section>', kind="cover")


def title_page(title: str, authors: tuple[str, ...], about: str, language: str) -> str:
    """Return the title page."""
    by = f'<p class="author" dir="auto">{plain_html(", ".join(authors))}</p>\n' if authors else ""
    body = (
        '<section class="title-page" epub:type="titlepage">\n'
        f'<h1 dir="auto">{plain_html(title)}</h1>\n{by}<p class="about" dir="ltr">{plain_html(about)}</p>\n</section>'
    )
    return page(title, body, language=language, kind="frontmatter")


def part_page(name: str) -> str:
    """Return the page in front of a part."""
    body = f'<section class="part" epub:type="part" role="doc-part"><h1>{plain_html(name)}</h1></section>'
    return page(name, body, kind="bodymatter", up="../")
