"""Substack's cards: posts, publications, files (formats: section 2). Their links lose the counting parameters."""

from typing import TYPE_CHECKING

from backup.document._payload import Payload
from backup.document.blocks import Block, FileDownload, LinkCard
from backup.document.image_urls import substack_original
from backup.document.tree import Element

if TYPE_CHECKING:
    from backup.document._reader import Reader


def _original(url: str | None) -> str | None:
    return substack_original(url) if url else None


def _names(people: list[Payload]) -> tuple[str, ...]:
    return tuple(name for person in people if (name := person.text("name")))


def _words(element: Element, name: str) -> str | None:
    found = element.with_class(name)
    return (found.words() or None) if found else None


def _href(element: Element) -> str | None:
    """Return the card's link without Substack's `utm_…` parameters, which are of the card, not of the page."""
    link = element.first("a")
    url = link.get("href") if link else ""
    head, _, query = url.partition("?")
    kept = "&".join(part for part in query.split("&") if not part.startswith("utm_") and part)
    return f"{head}?{kept}" if kept else head or None


def digest_post(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.digest-post-embed`: a post of one's own; empty, all of it is in its data."""
    data = Payload.of(element)
    if data.text("canonical_url", "url", "title") is None:
        return None
    return [
        LinkCard(
            of="own-post",
            url=data.text("canonical_url", "url"),
            title=data.text("title"),
            caption=data.text("caption"),
            site=data.text("publication_name"),
            site_logo_url=_original(data.text("publication_logo_url")),
            authors=_names(data.items("publishedBylines")),
            date=data.text("post_date"),
            image_url=_original(data.text("cover_image")),
            image_alt=data.text("cover_image_alt"),
            id=data.text("id"),
            post_type=data.text("type"),
            size=data.text("size"),
            button=data.text("cta"),
            likes=data.integer("reaction_count"),
            comments=data.integer("comment_count"),
        )
    ]


def embedded_post(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.embedded-post-wrap`: a post of any publication."""
    data = Payload.of(element)
    url = data.text("url") or _href(element)
    title = data.text("title") or _words(element, "embedded-post-title")
    if not url and not title:
        return None
    return [
        LinkCard(
            of="post",
            url=url,
            title=title,
            description=data.text("truncated_body_text") or _words(element, "embedded-post-body"),
            site=data.text("publication_name") or _words(element, "embedded-post-publication-name"),
            site_logo_url=_original(data.text("publication_logo_url")),
            authors=_names(data.items("bylines")),
            date=data.text("date"),
            id=data.text("id"),
            post_type=data.text("type"),
            button=_words(element, "embedded-post-cta"),
            likes=data.integer("like_count"),
            comments=data.integer("comment_count"),
        )
    ]


def embedded_publication(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.embedded-publication-wrap`: a publication, with a way to subscribe to it."""
    data = Payload.of(element)
    url = data.text("base_url", "url") or _href(element)
    title = data.text("name") or _words(element, "embedded-publication-name")
    if not url and not title:
        return None
    shown = (_words(element, "embedded-publication-author-name") or "").removeprefix("By ")
    author = data.text("author_name") or shown
    return [
        LinkCard(
            of="publication",
            url=url,
            title=title,
            description=data.text("hero_text") or _words(element, "embedded-publication-hero-text"),
            site_logo_url=_original(data.text("logo_url")),
            authors=(author,) if author else (),
            id=data.text("id"),
            button="Subscribe" if data.flag("show_subscribe") else None,
        )
    ]


def file_download(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.file-embed-wrapper`: a file; its name and size are in the markup, and in the editor's data."""
    data = Payload.of(element)
    link = element.with_class("file-embed-button") or element.first("a")
    name = _words(element, "file-embed-details-h1") or data.text("title", "name", "filename", "fileName")
    url = (link.get("href") if link else None) or data.text("url", "href", "src")
    if link is None and url is None and name is None:
        return None
    # The parser renames `<image>` to `<img>` (HTML Standard, 13.2.6.4.7).
    picture = element.with_class("file-embed-thumbnail")
    return [
        FileDownload(
            url=url or None,
            name=name or "",
            details=_words(element, "file-embed-details-h2") or "",
            description=_words(element, "file-embed-description") or data.text("description") or "",
            thumbnail_url=_original(picture.get("src")) if picture else None,
        )
    ]
