"""What is told of a post in lists, in the search, and to search engines."""

import re

from backup.document.blocks import Document, Paragraph, Verse
from backup.document.plain import inline_text
from backup.platform_text import one_line
from exporters.article import Article

_MOST = 160
"""Letters."""
_WORD_END = re.compile(r"\s+\S*\Z")


def about(article: Article) -> str:
    """Return a sentence or two about a post, on one line; empty where it has no words."""
    told = article.subtitle or article.entry.description or article.document.description
    return shortened(told or beginning_of(article.document, _MOST))


def subtitle_of(article: Article) -> str | None:
    """Return the subtitle; that of a response is mostly its beginning told once more, and so is its title."""
    subtitle, title = article.subtitle, article.title.rstrip("…")
    return None if article.response and subtitle and title and subtitle.startswith(title) else subtitle


def shortened(text: str) -> str:
    """Return the beginning of a text, cut at a word, on one line."""
    line = one_line(text[: _MOST * 4])
    if len(line) <= _MOST:
        return line
    cut = _WORD_END.sub("", line[:_MOST])
    return f"{cut or line[:_MOST]}…"


def beginning_of(document: Document, letters: int) -> str:
    """Return the first sentences: of paragraphs, not of pictures and cards above them; about so many letters."""
    found = ""
    for block in document.blocks:
        if isinstance(block, Paragraph | Verse):
            found += f" {inline_text(block.children)}"
            if len(found) > letters:
                break
    return found
