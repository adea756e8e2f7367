"""Substack's pictures: captioned, linked, stock, galleries, and the shapes of old posts (formats: section 2)."""

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from backup.document._payload import Payload
from backup.document._providers import pixels
from backup.document.blocks import Block, Figure, Gallery
from backup.document.image_urls import substack_original
from backup.document.inlines import Image, Text
from backup.document.tree import Element

if TYPE_CHECKING:
    from backup.document._reader import Reader

# Uploads are named `<uuid>_<width>x<height>.<ext>`, the extension may be missing.
_SIZE_IN_NAME = re.compile(r"_(\d{1,5})x(\d{1,5})(?:\.\w+)?\Z")
_BUTTONS = ("image-link-expand",)  # Substack's own, over the picture
_LAYOUTS = {"full": "full", "fullscreen": "full", "large": "wide"}


def image_of(element: Element) -> Image | None:
    """Return the picture of an `<img>` of Substack; its address is the original's."""
    data = Payload.of(element)
    shown = element.get("src")
    source = data.text("src") or shown
    if not source:
        return None
    url = substack_original(source)
    size = _SIZE_IN_NAME.search(url)
    return Image(
        url=url,
        alt=data.text("alt") or element.get("alt"),
        title=data.text("title") or element.get("title") or None,
        width=data.integer("width") or (int(size[1]) if size else pixels(element.get("width"))),
        height=data.integer("height") or (int(size[2]) if size else pixels(element.get("height"))),
        size=data.integer("bytes"),
        media_type=data.text("type"),
        shown_url=next((address for address in (shown, source) if address and address != url), None),
        unmarked_url=data.text("srcNoWatermark"),
        featured=data.flag("topImage"),
    )


def picture_link(link: Element | None, image: Image, data: Payload) -> str | None:
    """Return where the writer made a picture lead; `None` where it only opens itself."""
    url = data.text("href")
    if url is None and link is not None and "is-viewable-img" not in link.classes:
        url = link.get("href")
    if not url or url == data.text("internalRedirect"):
        return None
    return None if substack_original(url) in (image.url, image.shown_url) else url


def captioned_image(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.captioned-image-container`, and the table that e-mail versions hold in its place."""
    inside = list(element.elements())
    pictures = [inner for inner in inside if inner.tag == "img"]
    link = next((inner for inner in inside if inner.tag == "a" and "image-link" in inner.classes), None)
    caption = next((inner for inner in inside if inner.tag == "figcaption"), None)
    words_inside = element.words(leaving_out=_BUTTONS)
    if len(pictures) != 1 or words_inside != (caption.words() if caption else ""):
        return _without_picture(reader, element, link) if not pictures else None
    image = reader.image(pictures[0])
    if image is None:
        return None
    data = Payload.of(pictures[0])
    if image.shown_url is None and link is not None and substack_original(link.get("href")) == image.url:
        image = replace(image, shown_url=link.get("href") if link.get("href") != image.url else None)
    words, more = reader.inlines(caption)
    return [
        Figure(
            image=image,
            caption=words,
            href=picture_link(link, image, data),
            layout=_layout(pictures[0], data),
            shown_width=data.integer("resizeWidth"),
            anchor=reader.anchor(element),
        ),
        *more,
    ]


def _without_picture(reader: "Reader", element: Element, link: Element | None) -> list[Block] | None:
    """Return the picture that an emptied link still names: some feeds take the `<img>` out of it."""
    url = link.get("href") if link else ""
    if substack_original(url) == url or (link is not None and link.words(leaving_out=_BUTTONS)):
        return None
    image = reader.image(Element("img", {"src": url}))
    if image is None:
        return None
    words, more = reader.inlines(element.first("figcaption"))
    return [Figure(image=image, caption=words), *more]


def _layout(element: Element, data: Payload) -> str | None:
    if data.text("align") in ("left", "right"):
        return data.text("align")
    if data.flag("fullscreen"):
        return "full"
    size = data.text("imageSize") or next((n[7:] for n in element.classes if n.startswith("sizing-")), "")
    return _LAYOUTS.get(size)


def stock_image(reader: "Reader", element: Element) -> list[Block] | None:
    """`.image3`: a picture from a stock site, with nothing but its data."""
    data = Payload.of(element)
    if element.first("img") is not None or data.text("src") is None:
        return None
    image = reader.image(Element("img", element.attributes))
    if image is None:
        return None
    layout = data.text("align") or _LAYOUTS.get(data.text("size") or "")
    return [Figure(image=image, href=picture_link(None, image, data), layout=layout)]


def gallery(reader: "Reader", element: Element) -> list[Block] | None:
    """`div.image-gallery-embed`: empty, all of it is in its data."""
    data = Payload.of(element).inner("gallery")
    figures = []
    for item in data.items("images"):
        image = reader.image(Element("img", {"src": item.text("src")}))
        if image is not None:
            figures.append(Figure(image=replace(image, media_type=item.text("type"))))
    if not figures:
        return drawn_gallery(reader, element)
    caption = data.text("caption")
    return [
        Gallery(
            figures=tuple(figures),
            caption=(Text(text=" ".join(caption.split())),) if caption else (),
            alt=data.text("alt") or "",
            still_url=data.inner("staticGalleryImage").text("src"),
        )
    ]


def drawn_gallery(reader: "Reader", element: Element) -> list[Block] | None:
    """`figure[data-component-name=ImageGallery]`, the same on a web page: rows of pictures, then a caption."""
    caption = element.first("figcaption")
    if element.words() != (caption.words() if caption else ""):
        return None
    images = [reader.image(inner) for inner in element.elements() if inner.tag == "img"]
    figures = tuple(Figure(image=image) for image in images if image is not None)
    if not figures:
        return None
    words, more = reader.inlines(caption)
    return [Gallery(figures=figures, caption=words), *more]
