"""A paragraph of Medium's own data as the element that its HTML has for it (formats: 1.5 and 3.3)."""

from collections.abc import Callable
from typing import Final

from backup.document._medium_markups import inline_nodes
from backup.document._providers import embed_of
from backup.document.image_urls import medium_original
from backup.document.tree import Element, Node, printable

Paragraph = dict[str, object]
"""As it came; nothing of it is sure to be there or of the type it should have."""

_LAYOUTS: Final = {
    "FULL_WIDTH": "graf--layoutFillWidth",
    "OUTSET_CENTER": "graf--layoutOutsetCenter",
    "OUTSET_LEFT": "graf--layoutOutsetLeft",
    "INSET_LEFT": "graf--layoutInsetLeft",
}


def words_of(paragraph: Paragraph, name: str = "text") -> str:
    """Return a text of the paragraph, empty where it has none."""
    value = paragraph.get(name)
    return value if isinstance(value, str) else ""


def part_of(value: object, *names: str) -> dict[str, object]:
    """Return the object inside objects that these names lead to, empty where there is none."""
    for name in names:
        value = value.get(name) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def element_of(paragraph: Paragraph, *classes: str) -> Element | None:
    """Return the element of a paragraph, or `None` for one of a kind that is not known."""
    kind = _KINDS.get(words_of(paragraph, "type"))
    return kind(paragraph, " ".join(("graf", *classes))) if kind else None


def item_of(paragraph: Paragraph) -> Element:
    """Return the `<li>` of an item of a list."""
    return _element("li", paragraph, "graf graf--li")


def _element(tag: str, paragraph: Paragraph, classes: str) -> Element:
    nodes = inline_nodes(words_of(paragraph), paragraph.get("markups"))
    return Element(tag, {"class": classes, **_name(paragraph)}, nodes)


def _name(paragraph: Paragraph) -> dict[str, str | None]:
    name = words_of(paragraph, "name")
    return {"id": name} if name else {}


def _written(tag: str) -> Callable[[Paragraph, str], Element]:
    return lambda paragraph, classes: _element(tag, paragraph, classes)


def _prose(paragraph: Paragraph, classes: str) -> Element:
    return _element("p", paragraph, f"{classes} graf--hasDropCap" if paragraph.get("hasDropCap") is True else classes)


def _pull_quote(paragraph: Paragraph, classes: str) -> Element:
    return _element("blockquote", paragraph, f"{classes} graf--pullquote")


def _code(paragraph: Paragraph, classes: str) -> Element:
    nodes = inline_nodes(words_of(paragraph), paragraph.get("markups"), breaks=False)
    # Old Medium has a paragraph for each part of a piece of code, the new one says how it is to be coloured.
    told = paragraph.get("codeBlockMetadata")
    attributes: dict[str, str | None] = {"class": classes, **_name(paragraph)}
    if isinstance(told, dict):
        attributes |= {"class": f"{classes} graf--preV2", "data-code-block-lang": words_of(told, "lang")}
    return Element("pre", attributes, nodes)


def _picture(paragraph: Paragraph, classes: str) -> Element:
    told = part_of(paragraph, "metadata")
    name = printable(words_of(told, "id"))
    image: dict[str, str | None] = {"data-image-id": name, "alt": words_of(told, "alt")}
    image |= {"src": medium_original("", name) if name else ""}
    image |= {"data-unsplash-photo-id": words_of(told, "unsplashPhotoId")}
    image |= {"data-width": _number(told, "originalWidth"), "data-height": _number(told, "originalHeight")}
    if told.get("isFeatured") is True:
        image["data-is-featured"] = "true"
    shown: Node = Element("img", {name: value and printable(value) for name, value in image.items()})
    if words_of(paragraph, "href"):
        shown = Element("a", {"href": printable(words_of(paragraph, "href"))}, [shown])
    layout = _LAYOUTS.get(words_of(paragraph, "layout"), "")
    return _figure(paragraph, f"{classes} graf--figure {layout}", shown)


def _figure(paragraph: Paragraph, classes: str, shown: Node) -> Element:
    children: list[Node] = [shown]
    if words_of(paragraph):
        nodes = inline_nodes(words_of(paragraph), paragraph.get("markups"))
        children.append(Element("figcaption", {"class": "imageCaption"}, nodes))
    return Element("figure", {"class": classes, **_name(paragraph)}, children)


def _number(told: dict[str, object], name: str) -> str | None:
    value = told.get(name)
    return str(value) if isinstance(value, int) and 0 < value < 10**6 else None


def _frame(paragraph: Paragraph, classes: str) -> Element:
    return _figure(paragraph, f"{classes} graf--iframe", _embedded(part_of(paragraph, "iframe", "mediaResource")))


def _embedded(resource: dict[str, object]) -> Node:
    script = words_of(part_of(resource, "gist"), "gistScriptUrl")
    if script:
        return Element("script", {"src": printable(script)})
    source = words_of(resource, "iframeSrc") or words_of(resource, "href")
    if not source and words_of(resource, "id"):
        source = f"https://medium.com/media/{words_of(resource, 'id')}"
    attributes: dict[str, str | None] = {"src": printable(source), "title": printable(words_of(resource, "title"))}
    frame = Element("iframe", attributes)
    embed = embed_of(printable(source), frame)
    if embed.provider == "twitter" and embed.id:
        return Element("blockquote", {"class": "twitter-tweet"}, [Element("a", {"href": embed.url})])
    attributes |= {"width": _number(resource, "iframeWidth"), "height": _number(resource, "iframeHeight")}
    return frame


def _card(paragraph: Paragraph, classes: str) -> Element:
    told = part_of(paragraph, "mixtapeMetadata")
    url = printable(words_of(told, "href"))
    nodes = inline_nodes(words_of(paragraph), paragraph.get("markups"), links=False)
    link = Element("a", {"href": url, "class": "markup--mixtapeEmbed-anchor"}, nodes)
    shown: dict[str, str | None] = {"href": url, "class": "js-mixtapeImage mixtapeImage"}
    shown |= {"data-thumbnail-img-id": printable(words_of(told, "thumbnailImageId"))}
    shown |= {"data-media-id": printable(words_of(told, "mediaResourceId"))}
    attributes: dict[str, str | None] = {"class": f"{classes} graf--mixtapeEmbed", **_name(paragraph)}
    return Element("div", attributes, [link, Element("a", shown)])


_KINDS: Final[dict[str, Callable[[Paragraph, str], Element]]] = {
    "P": _prose,
    "H1": _written("h1"),
    "H2": _written("h2"),
    "H3": _written("h3"),
    "H4": _written("h4"),
    "BQ": _written("blockquote"),
    "PQ": _pull_quote,
    "PRE": _code,
    "IMG": _picture,
    "IFRAME": _frame,
    "MIXTAPE_EMBED": _card,
}
