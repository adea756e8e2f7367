"""Pictures as Ghost's cards: one on its own, and galleries of up to nine."""

from backup.document.blocks import Figure, Gallery
from backup.document.inlines import Image
from exporters.writers import _lexical_nodes as nodes
from exporters.writers._html_text import allowed
from exporters.writers._lexical_nodes import Node
from exporters.writers._lexical_text import LexicalText
from exporters.writers._picture_size import picture_size

BESIDE = "Ghost puts no picture beside the text; it stands between the paragraphs."
_WIDTHS = {"wide": "wide", "full": "full"}
_MOST, _IN_A_ROW = 9, 3
"""Of a gallery card: Ghost's editor takes no more, and shows three in a row."""


def picture(text: LexicalText, block: Figure) -> Node | None:
    """Return a picture, or `None` where there is none to show."""
    address = text.article.picture(block.image)
    if address is None:
        return None
    if block.layout and block.layout not in _WIDTHS:
        text.article.lose(block, BESIDE, block.layout)
    text.place(block.anchor)
    width, height = _shown(block)
    return nodes.card(
        "image",
        src=address,
        width=width,
        height=height,
        title=allowed(block.image.title or ""),
        alt=allowed(block.image.alt),
        caption=text.html.inlines(block.caption),
        cardWidth=_WIDTHS.get(block.layout or "", "regular"),
        href=_href(text, block) or "",
    )


def gallery(text: LexicalText, block: Gallery) -> list[Node] | None:
    """Return a gallery, or `None` where Ghost's card has no place for something of it: words of one picture alone."""
    named = any(figure.image.alt for figure in block.figures)
    if any(figure.caption for figure in block.figures) or (block.alt and named):
        return None
    sizes = [_size(text, figure.image) for figure in block.figures]
    addresses = [text.article.picture(figure.image) for figure in block.figures]
    if not block.figures or not all(sizes) or not all(addresses):
        return None
    made: list[Node] = []
    for number, (figure, size, address) in enumerate(zip(block.figures, sizes, addresses, strict=True)):
        text.place(figure.anchor)
        shown: Node = {
            "row": number % _MOST // _IN_A_ROW,
            "fileName": str(address).rpartition("/")[2] or "picture",
            "src": address,
            "width": size[0] if size else 0,
            "height": size[1] if size else 0,
            "alt": allowed(figure.image.alt or (block.alt if number == 0 else "")),
            "title": allowed(figure.image.title or ""),
        }
        if href := _href(text, figure):
            shown["href"] = href
        made.append(shown)
    parts = [made[start : start + _MOST] for start in range(0, len(made), _MOST)]
    caption = text.html.inlines(block.caption)
    return [nodes.card("gallery", images=part, caption=caption if part is parts[-1] else "") for part in parts]


def _href(text: LexicalText, block: Figure) -> str | None:
    return text.address(text.article.link(block.href)) if block.href else None


def _shown(block: Figure) -> tuple[int | None, int | None]:
    """Return the size in which the writer showed a picture."""
    width, height = block.image.width, block.image.height
    if not width or not height:
        return None, None
    if not block.shown_width or block.shown_width >= width:
        return width, height
    return block.shown_width, max(1, round(height * block.shown_width / width))


def _size(text: LexicalText, image: Image) -> tuple[int, int] | None:
    """Return how large a picture is: as the platform tells, else as its file does."""
    if image.width and image.height:
        return image.width, image.height
    file = text.article.saved(image.url) or text.article.saved(image.shown_url)
    return picture_size(file) if file is not None else None
