"""A post as every feed needs it: named as it was on the platform, so that no program shows it a second time."""

from dataclasses import dataclass
from datetime import datetime
from html import escape
from uuid import NAMESPACE_URL, uuid5

from backup.model import Publication
from exporters.article import Article
from exporters.selection import Entry

_MEDIUM_IDENTITY = "https://medium.com/p/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """An episode's sound."""

    url: str
    media_type: str
    size: int | None = None
    """Bytes, where they are known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """A post in a feed."""

    id: str
    """An address, or a `urn:`: the same in every export."""
    url: str | None
    """Where it can be read."""
    title: str
    summary: str | None
    content: str
    """HTML."""
    published: datetime | None
    updated: datetime | None
    authors: tuple[str, ...]
    terms: tuple[str, ...]
    """Tags, and the section."""
    picture: str | None = None
    enclosure: Enclosure | None = None
    draft: bool = False


def identity_of(entry: Entry, publication: Publication) -> str:
    """Return what the platform's own feed called the post: Substack its address, Medium a short one."""
    if entry.url is None:
        return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{publication.url or publication.slug}#{entry.kind}-{entry.id}')}"
    return f"{_MEDIUM_IDENTITY}{entry.id}" if publication.platform == "medium" else entry.url


def item_of(
    article: Article, *, url: str | None, content: str, picture: str | None = None, sound: str | None = None
) -> FeedItem:
    """Return the post with its words as HTML; `picture` and `sound` are the addresses of cover and episode."""
    entry, selection = article.entry, article.export.selection
    file = selection.media(entry.audio) if sound else None
    return FeedItem(
        id=identity_of(entry, selection.publication),
        url=url,
        title=article.title,
        summary=article.subtitle or entry.description or article.document.description,
        content=content,
        published=entry.published_at,
        updated=entry.updated_at or entry.published_at,
        authors=entry.authors,
        terms=tuple(dict.fromkeys((*article.tags, *([entry.section] if entry.section else [])))),
        picture=picture,
        enclosure=Enclosure(
            url=sound,
            media_type=(file.media_type if file else "") or "audio/mpeg",
            size=file.size if file else None,
        )
        if sound
        else None,
        draft=entry.draft,
    )


def content_of(article: Article, body: str, *, cover: str | None) -> str:
    """Return the body with what a feed has no other place for: the small line above the title, and the cover."""
    kicker = article.document.kicker
    above = f'<p class="kicker">{escape(kicker)}</p>\n' if kicker else ""
    picture = f'<figure class="cover"><img src="{escape(cover)}" alt=""></figure>\n' if cover else ""
    return f"{above}{picture}{body}"


def latest(entries: tuple[Entry, ...]) -> datetime | None:
    """Return when anything of these posts was last changed."""
    return max((at for entry in entries for at in (entry.updated_at, entry.published_at) if at), default=None)
