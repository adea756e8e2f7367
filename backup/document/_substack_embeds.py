"""Substack's embeds of other sites, its own uploads, and what only its servers know (formats: section 2)."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from backup.document._payload import Payload
from backup.document._providers import embed_of, id_of, page_of, provider_of
from backup.document.blocks import Audio, Block, Embed, MathBlock, PlatformOnly, Video
from backup.document.inlines import Text
from backup.document.tree import Element

if TYPE_CHECKING:
    from backup.document._reader import Reader

_COOKIE_CHECK = "third-party-cookie-check-iframe"  # TikTok's hidden second frame
_ID_IN_NAME = re.compile(r"\A(?:youtube2|vimeo)-([\w-]+)\Z")


def player(provider: str) -> Callable[["Reader", Element], list[Block] | None]:
    """Return what reads the wrapper of one site: a frame, and what the site told of it when it was embedded."""

    def read(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
        frame = _frame(element)
        data = Payload.of(element)
        if not data and frame is not None:
            data = Payload.of(frame)
        source = frame.get("src") if frame else ""
        address = data.text("embed_url", "fullEmbedUrl") or source
        base = embed_of(address, frame or element)
        url = data.text("targetUrl", "url") or base.url
        if not url:
            return None
        # Apple's `url` is the frame's own; the page is its `targetUrl`, and else told from the frame.
        return [
            replace(
                base,
                provider=provider or provider_of(url) or base.provider,
                url=page_of(provider_of(url), url),
                id=id_of(provider, url) or base.id,
                title=data.text("title") or base.title,
                author=data.text("author", "author_name", "subtitle", "podcastTitle", "podcastByline"),
                author_url=data.text("author_url"),
                description=data.text("description"),
                thumbnail_url=data.text("thumbnail_url_full", "thumbnail_url", "image", "imageUrl"),
                height=data.integer("height") or base.height,
            )
        ]

    return read


def video_site(provider: str) -> Callable[["Reader", Element], list[Block] | None]:
    """Return what reads the wrapper of YouTube or Vimeo: its data is the id and the part to show."""

    def read(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
        frame = _frame(element)
        data = Payload.of(element)
        source = frame.get("src") if frame else ""
        named = _ID_IN_NAME.match(element.get("id"))
        identity = data.text("videoId") or id_of(provider, source) or (named[1] if named else None)
        if identity is None:
            return None
        page = "https://www.youtube.com/watch?v=" if provider == "youtube" else "https://vimeo.com/"
        base = embed_of(source, frame) if frame else Embed(provider=provider)
        return [
            replace(
                base,
                provider=provider,
                id=identity,
                url=page + identity,
                start=data.text("startTime") or base.start,
                end=data.text("endTime"),
            )
        ]

    return read


def _frame(element: Element) -> Element | None:
    if element.tag == "iframe":
        return element
    frames = (inner for inner in element.elements() if inner.tag == "iframe" and _COOKIE_CHECK not in inner.classes)
    return next(frames, None)


def polymarket(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.polymarket-embed`: empty; its data names the event, and the frame's address."""
    data = Payload.of(element)
    event = data.text("eventSlug")
    found = player("polymarket")(reader, element)
    if found is None or event is None:
        return found
    return [
        replace(embed, id=event, url=f"https://polymarket.com/event/{event}") if isinstance(embed, Embed) else embed
        for embed in found
    ]


def instagram(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.instagram`."""
    data = Payload.of(element)
    link = element.with_class("instagram-image")
    shown = link.get("href") if link else ""
    identity = data.text("instagram_id") or id_of("instagram", shown)
    if identity is None:
        return None
    title = element.with_class("instagram-title")
    author = element.with_class("instagram-author-name")
    return [
        Embed(
            provider="instagram",
            url=f"https://www.instagram.com/p/{identity}/",
            id=identity,
            title=data.text("title") or (title.words() if title else None),
            author=data.text("author_name") or (author.words() if author else None),
            thumbnail_url=data.text("thumbnail_url"),
        )
    ]


def gist(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.github-gist`: GitHub's own table of lines, saved in the post."""
    links = [link.get("href") for link in element.elements() if link.tag == "a"]
    address = next((url for url in links if provider_of(url) == "gist"), None)
    lines = [cell.text().strip("\n").rstrip() for cell in element.elements() if "blob-code" in cell.classes]
    if address is None and not lines:
        return None
    url = page_of("gist", address) if address else None
    return [Embed(provider="gist", url=url, id=id_of("gist", address or ""), text="\n".join(lines).strip("\n"))]


def code_embed(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.code-embed`: a small program in a frame."""
    frame = _frame(element)
    data = Payload.of(element)
    if frame is None and data.text("uuid") is None:
        return None
    base = embed_of(frame.get("src"), frame) if frame else Embed(provider="substack")
    caption = data.text("caption")
    return [
        replace(
            base,
            provider="substack",
            id=data.text("uuid"),
            title=data.text("alt") or base.title,
            caption=(Text(text=caption),) if caption else (),
        )
    ]


def video(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.native-video-embed`: empty, its data is the upload's id."""
    data = Payload.of(element)
    player_inside = next((inner for inner in element.elements() if inner.get("id").startswith("media-")), element)
    identity = data.text("mediaUploadId") or player_inside.get("id").removeprefix("media-")
    if not identity:
        return None
    url = f"https://api.substack.com/api/v1/video/upload/{identity}/src"
    return [Video(id=identity, url=url, duration=data.number("duration"))]


def audio(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.native-audio-embed`: empty, its data is the upload's id."""
    data = Payload.of(element)
    identity = data.text("mediaUploadId")
    if identity is None:
        return None
    return [
        Audio(
            id=identity,
            url=f"https://api.substack.com/api/v1/audio/upload/{identity}/src",
            label=data.text("label"),
            duration=data.number("duration"),
            downloadable=data.flag("downloadable"),
        )
    ]


def latex(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.latex-rendered`: empty, the formula is in its data."""
    data = Payload.of(element)
    expression = data.text("persistentExpression")
    return [MathBlock(expression=expression, id=data.text("id"))] if expression else None


def platform_only(widget: str) -> Callable[["Reader", Element], list[Block] | None]:
    """Return what reads a poll, a recipe or a sponsor's box: an id, and nothing else outside of Substack."""

    def read(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
        return [PlatformOnly(widget=widget, id=Payload.of(element).text("id"), text=element.words())]

    return read
