"""One post as WordPress keeps it: kind, status, names, terms and content; for files and a running site alike."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from backup.model import PostKind
from backup.platform_text import one_line
from exporters.article import Article
from exporters.selection import Entry
from exporters.writers._html_text import plain_html
from exporters.writers._wordpress_grammar import paragraph, quiet
from exporters.writers._wordpress_pictures import audio
from exporters.writers.wordpress_blocks import WordPressWriter, no_library

RESPONSES = "Responses"
"""The category of what was written under other people's stories."""
ONE_AUTHOR = "WordPress keeps one author for a post; the others are not named there."
DELETED = "(deleted)"
"""Stands for a comment of which only the answers are left."""
PERMALINKS = "/p/%postname%/"
"""The setting of WordPress under which posts keep the path that they had."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WordPressPost:
    """A post as WordPress keeps it. Texts are markup, as WordPress shows them without escaping."""

    type: str
    """post or page."""
    status: str
    """publish, draft or private."""
    slug: str
    title: str
    excerpt: str
    content: str
    author: str | None
    """The name of the first one, plain text; `None` where nobody is named."""
    category: str | None
    """Plain text."""
    tags: tuple[str, ...]
    """Plain text."""
    published_at: datetime | None
    updated_at: datetime | None
    discussed: bool
    """Whether readers may comment."""


def wordpress_post(article: Article, *, attachment: Callable[[str], int | None] = no_library) -> WordPressPost:
    """Return a post as WordPress keeps it; `attachment` tells the number of a picture in the media library."""
    entry = article.entry
    if len(entry.authors) > 1:
        article.lose("post", ONE_AUTHOR, ", ".join(entry.authors[1:]))
    return WordPressPost(
        type="page" if entry.page else "post",
        status=status_of(entry),
        slug=entry.slug,
        title=plain_html(one_line(article.title)),
        excerpt=plain_html(one_line(article.subtitle) or entry.description or article.document.description or ""),
        content=content(article, attachment=attachment),
        author=entry.authors[0] if entry.authors else None,
        category=None if entry.page else category_of(entry),
        tags=() if entry.page else tuple(filter(None, map(one_line, article.tags))),
        published_at=entry.published_at,
        updated_at=entry.updated_at,
        discussed=not entry.page,
    )


def status_of(entry: Entry) -> str:
    """Return the status of a post: WordPress has no paywall, so what was not for everybody is for its owner alone."""
    if entry.draft:
        return "draft"
    return "private" if entry.private or entry.kind is PostKind.RESPONSE else "publish"


def category_of(entry: Entry) -> str | None:
    """Return the category of a post: its section; a response has one of its own, so that it is never a stray post."""
    return RESPONSES if entry.kind is PostKind.RESPONSE else entry.section


def path_of(entry: Entry) -> str:
    """Return the path of a post over there, with the permalinks that `PERMALINKS` sets: that of the old platform."""
    return f"/{entry.slug}/" if entry.page else f"/p/{entry.slug}/"


def content(article: Article, *, attachment: Callable[[str], int | None] = no_library) -> str:
    """Return the content of a post: what the old platform showed above the body, and the body."""
    return "\n\n".join(filter(None, (*_above(article), WordPressWriter(article, attachment=attachment).body())))


def comment_content(text: str) -> str:
    """Return a comment's plain text as WordPress keeps it; it makes paragraphs of empty lines by itself."""
    return plain_html(text)


def _above(article: Article) -> tuple[str, ...]:
    kicker, subtitle = article.document.kicker, one_line(article.subtitle)
    large = {"className": "subtitle", "fontSize": "large"}
    return (
        paragraph(quiet(plain_html(kicker)), {"className": "kicker"}, classes="kicker") if kicker else "",
        paragraph(quiet(plain_html(subtitle)), large, classes="subtitle has-large-font-size"),
        audio(address) if (address := article.audio()) else "",
    )
