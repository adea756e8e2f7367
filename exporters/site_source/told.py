"""What a post says of itself, under names that each target may change."""

from html import escape

from exporters.article import Article
from exporters.front_matter import Value
from exporters.selection import Audience

NO_DATE = "The archive does not know when it was published; it stands at the end of the list."


def told(article: Article, *, canonical: bool) -> dict[str, Value]:
    """Return all that is known of a post besides its words."""
    entry, document = article.entry, article.document
    return {
        "title": article.title,
        "subtitle": article.subtitle,
        "kicker": document.kicker,
        "description": entry.description or document.description or article.subtitle,
        "slug": entry.slug,
        "date": entry.date,
        "lastmod": entry.updated_at,
        "draft": True if entry.draft else None,
        "authors": entry.authors,
        "section": entry.section,
        "tags": article.tags,
        "cover": article.cover(),
        "audience": None if entry.draft or entry.audience is Audience.EVERYONE else entry.audience.value,
        "original_url": entry.url,
        "canonical": entry.url if canonical else None,
    }


def player(address: str | None) -> str:
    """Return what plays an episode, in front of its words; empty where there is no sound."""
    if address is None:
        return ""
    return f'<figure class="audio"><audio controls="" preload="none" src="{escape(address)}"></audio></figure>\n\n'
