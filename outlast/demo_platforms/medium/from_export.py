"""The writer's stories as the site keeps them, read from the pages of her export: same ids, texts and pictures."""

import hashlib
from collections.abc import Iterator
from urllib.parse import urlencode

from backup.document.tree import Element, Node, parse_html
from backup.model import Json
from outlast.demo_platforms.medium.paragraphs import Markup, Paragraph, units

_MARKS = {"strong": "STRONG", "em": "EM", "code": "CODE", "a": "A"}
_LAYOUTS = {"graf--layoutOutsetRow": "OUTSET_ROW", "graf--layoutOutsetRowContinue": "OUTSET_ROW_CONTINUE"}


def paragraphs_of(page: str) -> tuple[tuple[Paragraph, ...], tuple[int, ...]]:
    """Return the paragraphs of a page of `posts/`, and the numbers of those that begin a section."""
    paragraphs: list[Paragraph] = []
    sections: list[int] = []
    for element, inside in _walk(parse_html(page), "p"):
        if "section" in element.classes:
            sections.append(len(paragraphs))
        elif "graf" in element.classes:
            paragraphs.append(_paragraph(element, inside))
    return tuple(paragraphs), tuple(sections)


def _walk(element: Element, inside: str) -> Iterator[tuple[Element, str]]:
    """Yield every element, with the tag of the list it is in."""
    for node in element.children:
        if isinstance(node, Element):
            yield node, inside
            yield from _walk(node, node.tag if node.tag in ("ul", "ol") else inside)


def _paragraph(element: Element, inside: str) -> Paragraph:
    name, classes = element.get("name"), element.classes
    if "graf--iframe" in classes:
        text, markups = _text(element.first("figcaption"))
        return Paragraph(type="IFRAME", name=name, text=text, markups=markups, media=_media(element))
    if "graf--figure" in classes:
        return _picture(element, name)
    if "graf--mixtapeEmbed" in classes:
        return _card(element, name)
    text, markups = _text(element)
    kind = {"p": "P", "li": "ULI" if inside == "ul" else "OLI", "pre": "PRE", "blockquote": "BQ"}.get(element.tag)
    kind = "PQ" if "graf--pullquote" in classes else kind or element.tag.upper()
    code: dict[str, Json] = {}
    if "graf--preV2" in classes:
        code = {"lang": element.get("data-code-block-lang"), "mode": "EXPLICIT"}
    return Paragraph(type=kind, name=name, text=text, markups=markups, code=code)


def _picture(element: Element, name: str) -> Paragraph:
    image = element.first("img")
    text, markups = _text(element.first("figcaption"))
    layout = next((_LAYOUTS[each] for each in element.classes if each in _LAYOUTS), "INSET_CENTER")
    width, height = (int(image.get(f"data-{side}")) for side in ("width", "height")) if image else (0, 0)
    told: dict[str, Json] = {"id": image.get("data-image-id") if image else "", "alt": None}
    told |= {"originalWidth": width, "originalHeight": height}
    if image and image.get("data-is-featured"):
        told["isFeatured"] = True
    return Paragraph(type="IMG", name=name, text=text, markups=markups, layout=layout, image=told)


def _card(element: Element, name: str) -> Paragraph:
    link, *rest = [inner for inner in element.elements() if inner.tag == "a"]
    text, markups = _text(link)
    text, markups = _told_apart(text, markups)
    thumbnail = rest[0].get("data-thumbnail-img-id") if rest else ""
    told: dict[str, Json] = {"href": link.get("href"), "thumbnailImageId": thumbnail or None}
    return Paragraph(type="MIXTAPE_EMBED", name=name, text=text, markups=markups, card=told)


def _told_apart(text: str, markups: tuple[Markup, ...]) -> tuple[str, tuple[Markup, ...]]:
    """Return a card with its host on a line of its own, as the site has it and the export has not."""
    ends = [mark.end for mark in markups if mark.type == "EM"]
    if not ends or ends[0] == units(text):
        return text, markups
    coded = text.encode("utf-16-le")
    cut = 2 * ends[0]
    return (coded[:cut] + "\n".encode("utf-16-le") + coded[cut:]).decode("utf-16-le"), markups


def _media(element: Element) -> dict[str, Json]:
    """Return what is known of an embed. Only players are resolved in the page; the rest is asked for by its id."""
    inner = element.first("iframe", "script", "blockquote")
    if inner is None:
        return {}
    link = inner.first("a") if inner.tag == "blockquote" else None
    source = link.get("href") if link else inner.get("src")
    number = hashlib.md5(source.encode(), usedforsecurity=False).hexdigest()
    framed = inner.tag == "iframe"
    wrapped = f"https://cdn.embedly.com/widgets/media.html?{urlencode({'src': source, 'url': source})}"
    size: dict[str, Json] = {"iframeWidth": 854 if framed else 0, "iframeHeight": 480 if framed else 0}
    return {"id": number, "title": "", "iframeSrc": wrapped if framed else "", **size, "source": source}


def _text(element: Element | None) -> tuple[str, tuple[Markup, ...]]:
    """Return the text of an element, and the marks on it."""
    parts: list[str] = []
    markups: list[Markup] = []

    def walk(nodes: list[Node], at: int) -> int:
        for node in nodes:
            if isinstance(node, str):
                parts.append(node)
                at += units(node)
            elif node.tag == "br":
                parts.append("\n")
                at += 1
            else:
                end = walk(node.children, at)
                if node.tag in _MARKS:
                    user = node.get("data-user-id") or None
                    href = None if user else node.get("href") or None
                    markups.append(Markup(type=_MARKS[node.tag], start=at, end=end, href=href, user=user))
                at = end
        return at

    if element is not None:
        walk(element.children, 0)
    text = "".join(parts)
    return ("" if text == "\n" else text), tuple(markups)
