"""A post as a chapter of a book."""

import re
from dataclasses import dataclass

from exporters.article import Article
from exporters.cover import cover_to_show
from exporters.epub.addresses import checked
from exporters.epub.article import is_whole
from exporters.epub.comments import comments_section
from exporters.epub.dates import day
from exporters.epub.language import language_of
from exporters.epub.page import page
from exporters.selection import Comment, Entry
from exporters.writers._html_text import plain_html, text_html
from exporters.writers.html import HtmlStyle, HtmlWriter

_STYLE = HtmlStyle(xml=True, prefix="at-")
_MARKUP = re.compile(r"<[^>]*>")
_LOOKED_AT = 4000
"""Letters of markup that the language is told by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """What the contents and the package need to know of a chapter that is written."""

    entry: Entry
    title: str
    language: str
    length: int
    """Letters, about: how much it says of which language the book is in."""
    path: str
    """From the top folder of the book."""


def chapter(article: Article, comments: list[Comment], *, author: str | None, path: str) -> tuple[Chapter, str]:
    """Return a chapter and its page; `author` is the one whose name need not be said at each chapter."""
    entry, body = article.entry, HtmlWriter(article, _STYLE).body()
    words = _MARKUP.sub(" ", body[:_LOOKED_AT])
    language = language_of(f"{article.title} {article.subtitle or ''} {words}")
    parts = [
        *_head(article, language, author),
        _cover(article),
        _sound(article),
        body or '<p class="about">(This post has no text.)</p>',
        _origin(article),
        comments_section(comments, language),
    ]
    inner = checked("\n".join(filter(None, parts)), article)
    told = Chapter(entry=entry, title=article.title, language=language, length=len(body), path=path)
    section = f'<section epub:type="chapter" role="doc-chapter" aria-labelledby="title">\n{inner}\n</section>'
    return told, page(article.title, section, language=language, kind="bodymatter", up="../")


def _head(article: Article, language: str, author: str | None) -> list[str]:
    entry, subtitle, kicker = article.entry, article.subtitle, article.document.kicker
    names = [name for name in entry.authors if name != author] if len(entry.authors) < 2 else list(entry.authors)
    dated = entry.date is not None and not entry.page
    told = [", ".join(map(plain_html, names)), day(entry.date, language) if entry.date and dated else ""]
    about = " · ".join(filter(None, told))
    return [
        "<header>",
        f'<p class="kicker">{plain_html(kicker)}</p>' if kicker else "",
        f'<h1 id="title">{plain_html(article.title)}</h1>',
        f'<p class="subtitle" role="doc-subtitle">{plain_html(subtitle)}</p>' if subtitle else "",
        f'<p class="about">{about}</p>' if about else "",
        _answered(article),
        "</header>",
    ]


def _answered(article: Article) -> str:
    """Return what a response answers, where that is in the book."""
    answered = article.export.selection.entry(article.entry.answers or "")
    if answered is None:
        return ""
    address = article.export.exporter.address(answered, here=article.entry)
    return f'<p class="about">In answer to <a href="{text_html(address)}">{plain_html(answered.title)}</a></p>'


def _cover(article: Article) -> str:
    """Return the picture on top, where the text does not show it anyhow."""
    address = cover_to_show(article)
    if address is None:
        return ""
    return f'<figure class="picture"><img src="{text_html(address)}" alt=""/></figure>'


def _sound(article: Article) -> str:
    address = article.audio()
    if address is None:
        return ""
    if is_whole(address):
        return f'<p class="about"><a href="{text_html(address)}">Listen</a></p>'
    return f'<figure class="audio"><audio controls="" preload="none" src="{text_html(address)}"></audio></figure>'


def _origin(article: Article) -> str:
    """Return where it was first, if the writer wants that said."""
    url = article.entry.url if article.export.exporter.options.canonical else None
    return f'<p class="about">First at <a href="{text_html(url)}">{plain_html(url)}</a></p>' if url else ""
