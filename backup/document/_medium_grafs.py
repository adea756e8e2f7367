"""Medium's paragraphs of a special kind ("grafs"): pictures, rows, cards, tweets (formats: 1.5)."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from backup.document._providers import id_of, pixels
from backup.document.blocks import Block, Figure, Gallery, LinkCard, PullQuote, Raw, SocialPost
from backup.document.image_urls import medium_original
from backup.document.inlines import Image, Inline, Mention
from backup.document.tree import Element, Node
from backup.document.urls import host

if TYPE_CHECKING:
    from backup.document._reader import Reader

_LAYOUTS: Final = {
    "graf--layoutFillWidth": "full",
    "graf--layoutOutsetCenter": "wide",
    "graf--layoutOutsetLeft": "outset-left",
    "graf--layoutInsetLeft": "inset-left",
}
_BACKGROUND = re.compile(r"""background-image:\s*url\(["']?([^"')]+)""")
_PROFILE = re.compile(r"medium\.com/u/(\w+)")
_AUTHOR = re.compile(r"[—–-]\s*(.*?)\s*\(@(\w+)\)\Z")
_COUNTER: Final = "medium.com/_/stat"  # the feed's tracking pixel

_TRAILER: Final = re.compile(
    r"was originally published in .{1,200} on Medium, where people are continuing the conversation", re.DOTALL
)


def without_trailer(body: Element) -> bool:
    """Take off what Medium's feed puts under a publication's story, the line above it too; tell whether there was."""
    last = [node for node in body.children if isinstance(node, Element) and node.tag != "img"][-2:]
    if not last or last[-1].tag != "p" or not _TRAILER.search(last[-1].words()):
        return False
    body.children.remove(last[-1])
    if last[0].tag == "hr":
        body.children.remove(last[0])
    return True


def image_of(reader: "Reader", element: Element) -> Image | None:
    """Return the picture of an `<img>` of Medium; its address is the original's."""
    shown = element.get("src")
    identity = element.get("data-image-id")
    if _COUNTER in shown:
        reader.stripped.append("tracking pixel")
        return None
    if not shown and not identity:
        return None
    url = medium_original(shown, identity)
    return Image(
        url=url,
        alt=element.get("alt"),
        title=element.get("title") or None,
        width=pixels(element.get("data-width")) or pixels(element.get("width")),
        height=pixels(element.get("data-height")) or pixels(element.get("height")),
        shown_url=shown if shown != url else None,
        id=identity or (url.rpartition("/")[2] if url != shown else None),
        unsplash_id=element.get("data-unsplash-photo-id") or None,
        featured=element.get("data-is-featured") == "true",
    )


def figure(reader: "Reader", element: Element) -> list[Block] | None:
    """`figure.graf--figure` with a picture; frames and scripts in one are read as plain HTML."""
    pictures = [inner for inner in element.elements() if inner.tag == "img"]
    caption = element.first("figcaption")
    if len(pictures) != 1 or element.words() != (caption.words() if caption else ""):
        return None
    image = reader.image(pictures[0])
    if image is None:
        return []
    link = next((e for e in element.elements() if e.tag == "a" and pictures[0] in e.elements()), None)
    words, more = reader.inlines(caption)
    return [
        Figure(
            image=image,
            caption=words,
            href=reader.image_link(link, image) if link else None,
            layout=next((_LAYOUTS[name] for name in element.classes if name in _LAYOUTS), None),
            anchor=reader.anchor(element),
        ),
        *more,
    ]


def row(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.sectionLayout--outsetRow`: pictures side by side. The row's caption is the last picture's."""
    blocks = reader.blocks(element.children)
    figures = tuple(block for block in blocks if isinstance(block, Figure))
    if len(figures) < 2 or len(figures) != len(blocks):
        return blocks
    caption = figures[-1].caption if not any(each.caption for each in figures[:-1]) else ()
    if caption:
        figures = (*figures[:-1], replace(figures[-1], caption=()))
    return [Gallery(figures=figures, caption=caption)]


def card(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.graf--mixtapeEmbed`: a page as a card; title bold, description italic, then the host as bare text."""
    links = [inner for inner in element.elements() if inner.tag == "a"]
    link = next((a for a in links if "js-mixtapeImage" not in a.classes and "mixtapeImage" not in a.classes), None)
    picture = next((a for a in links if a is not link), None)
    url = next((a.get("href") or a.get("data-href") for a in links if a.get("href") or a.get("data-href")), "")
    if not url or link is None or link.words() != element.words():
        return None
    title, description = link.first("strong"), link.first("em")
    bare: list[Node] = [node for node in link.children if node is not title and node is not description]
    background = _BACKGROUND.search(picture.get("style")) if picture else None
    thumbnail = picture.get("data-thumbnail-img-id") if picture else ""
    shown = background[1] if background else ""
    return [
        LinkCard(
            of="page",
            url=url,
            title=(title.words() or None) if title else None,
            description=(description.words() or None) if description else None,
            site=Element("", {}, bare).words() or host(url) or None,
            image_url=medium_original(shown, thumbnail) or None,
            id=(picture.get("data-media-id") or None) if picture else None,
        )
    ]


def tweet(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`blockquote.twitter-tweet`: Medium gives only the link, Twitter itself `<p>…</p>— NAME (@x) <a>date</a>`."""
    link = next((node for node in reversed(element.children) if isinstance(node, Element) and node.get("href")), None)
    if link is None:
        return None
    words = [node for node in element.children if isinstance(node, Element) and node.tag == "p"]
    author = " ".join(" ".join(node for node in element.children if isinstance(node, str)).split())
    named = _AUTHOR.match(author)
    told = " ".join([*(part.words() for part in words), author, link.words()])
    if told.split() != element.words().split() or bool(author) != bool(named):
        return None
    url = link.get("href")
    return [
        SocialPost(
            provider="twitter",
            url=url,
            id=id_of("twitter", url),
            text="\n".join(part.words() for part in words),
            author=named[1] if named else None,
            handle=named[2] if named else None,
            date=link.words() or None,
        )
    ]


def pull_quote(reader: "Reader", element: Element) -> list[Block] | None:
    """`blockquote.graf--pullquote`."""
    blocks = reader.blocks(element.children)
    return [PullQuote(blocks=tuple(blocks))] if blocks else []


def unknown(reader: "Reader", element: Element) -> list[Block] | None:  # noqa: ARG001
    """`div.graf--unknown`, which `medium_state` makes of a paragraph of a kind it has no element for."""
    reason = f"a paragraph of a kind that is not known ({element.get('data-type') or 'none'})"
    return [Raw(html=element.outer_html(), reason=reason, text=element.words())] if element.words() else []


def mention(element: Element) -> list[Inline] | None:
    """`a.markup--user`: a member of Medium, named in a sentence."""
    name = element.words()
    if not name:
        return None
    url = element.get("href") or element.get("data-href")
    profile = _PROFILE.search(url)
    identity = element.get("data-user-id") or (profile[1] if profile else "")
    return [Mention(name=name, url=url or None, id=identity or None, type="user")]


GRAFS: Final[dict[str, Callable[["Reader", Element], list[Block] | None]]] = {
    "graf--figure": figure,
    "graf--mixtapeEmbed": card,
    "graf--pullquote": pull_quote,
    "graf--unknown": unknown,
    "sectionLayout--outsetRow": row,
    "twitter-tweet": tweet,
}
"""Class → what reads it; `None` from it means: as plain HTML."""
