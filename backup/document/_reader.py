"""From a tree to blocks: what is the same in every platform's markup. `substack` and `medium` know the rest."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from backup.document._code import code_block
from backup.document._frames import FRAMES
from backup.document._inline import InlineBuilder, single_spaced
from backup.document._providers import pixels
from backup.document._rewrite import marks_inside, without
from backup.document.blocks import (
    Block,
    Divider,
    Embed,
    Figure,
    Footnote,
    Gallery,
    Heading,
    List,
    Paragraph,
    Quote,
    Raw,
    SocialPost,
)
from backup.document.inlines import ALL_MARKS, Image, Inline, InlineImage, LineBreak, Link, Text
from backup.document.tree import BLOCK_TAGS, Element, Node

_RAW: Final = {"table": "a table", "form": "a form", "object": "a plug-in", "embed": "a plug-in"}
_TAKES_A_CAPTION: Final = (Figure, Gallery, Embed, SocialPost)
_HOLDS_INLINES: Final = (Link, *ALL_MARKS)
_FURNITURE: Final = frozenset({"style", "link", "meta", "title"})


class Reader:
    """Reads the tree of one body. A platform's reader overrides the hooks; made for one body, used once."""

    def __init__(self, targets: frozenset[str] = frozenset()) -> None:
        """Take the ids that links of the same post point to."""
        self.targets = targets
        self.footnotes: list[Footnote] = []
        self.stripped: list[str] = []

    def widget(self, element: Element) -> list[Block] | None:  # noqa: ARG002
        """Return the blocks of an element that the platform's markup gives a meaning, `None` for any other."""
        return None

    def inline_widget(self, element: Element) -> list[Inline] | None:  # noqa: ARG002
        """Return the inlines of such an element inside a line, `None` for any other."""
        return None

    def image(self, element: Element) -> Image | None:
        """Return the picture of an `<img>`, `None` where it shows nothing (a tracking pixel)."""
        url = element.get("src")
        if not url:
            return None
        return Image(
            url=url,
            alt=element.get("alt"),
            title=element.get("title") or None,
            width=pixels(element.get("width")),
            height=pixels(element.get("height")),
        )

    def image_link(self, link: Element, image: Image) -> str | None:
        """Return where a link around a picture leads, `None` where that is only the picture itself."""
        url = link.get("href")
        return None if url in ("", image.url, image.shown_url) else url

    def heading_level(self, tag: str) -> int:
        """Return the level of `h1` … `h6`."""
        return int(tag[1])

    def blocks(self, nodes: Sequence[Node]) -> list[Block]:
        """Return the blocks of what is in a container; words that stand free in it become paragraphs."""
        out: list[Block] = []
        run: list[Node] = []
        for node in nodes:
            if isinstance(node, str) or (node.tag not in BLOCK_TAGS and not node.holds_block):
                run.append(node)
                continue
            if run:
                out.extend(self.paragraph(run))
                run = []
            out.extend(self.block(node))
        if run:
            out.extend(self.paragraph(run))
        return out

    def block(self, element: Element) -> list[Block]:
        """Return the blocks of one element."""
        if element.attributes:
            found = self.widget(element)
            if found is not None:
                return found
        read = _BLOCKS.get(element.tag)
        if read is not None:
            return read(self, element)
        if element.tag in BLOCK_TAGS:
            return self.blocks(element.children)
        return self.blocks(marks_inside(element))

    def paragraph(
        self, nodes: Sequence[Node], *, align: str | None = None, anchor: str | None = None, drop_cap: bool = False
    ) -> list[Block]:
        """Return the paragraph of `nodes`, or the pictures where it holds nothing else, or nothing."""
        if len(nodes) == 1 and isinstance(nodes[0], str) and (words := single_spaced(nodes[0]).strip(" ")):
            # Most paragraphs are plain words.
            return [Paragraph(children=(Text(text=words),), align=align, anchor=anchor, drop_cap=drop_cap)]
        builder = InlineBuilder(self)
        builder.add(nodes)
        children = builder.done()
        if not children:
            return builder.spill
        anchor = anchor or builder.anchor
        figures = _only_pictures(children)
        if figures:
            return [replace(figures[0], anchor=anchor), *figures[1:], *builder.spill]
        return [Paragraph(children=children, align=align, anchor=anchor, drop_cap=drop_cap), *builder.spill]

    def inlines(self, element: Element | None) -> tuple[tuple[Inline, ...], list[Block]]:
        """Return the words of a caption or the like, its paragraphs as lines, and the blocks that were among them."""
        if element is None:
            return (), []
        builder = InlineBuilder(self)
        builder.add(element.children)
        return builder.done(), builder.spill

    def anchor(self, element: Element) -> str | None:
        """Return the element's id if a link of the post points to it."""
        if not self.targets:
            return None
        return next((value for value in (element.get("id"), element.get("name")) if value in self.targets), None)

    def captioned(self, blocks: list[Block], caption: tuple[Inline, ...]) -> list[Block]:
        """Return the blocks of a figure with its caption, several pictures as one gallery."""
        figures = [block for block in blocks if isinstance(block, Figure)]
        if len(figures) > 1 and len(figures) == len(blocks):
            return [Gallery(figures=tuple(figures), caption=caption)]
        if not caption:
            return blocks
        for place, block in enumerate(blocks):
            if isinstance(block, _TAKES_A_CAPTION) and not block.caption:
                return [*blocks[:place], replace(block, caption=caption), *blocks[place + 1 :]]
        return [*blocks, Paragraph(children=caption)]

    def _text(self, element: Element) -> list[Block]:
        if element.holds_block:
            return self.blocks(element.children)
        if not element.attributes:
            return self.paragraph(element.children)
        return self.paragraph(element.children, align=alignment(element), anchor=self.anchor(element))

    def _heading(self, element: Element) -> list[Block]:
        builder = InlineBuilder(self)
        builder.add(element.children)
        children = builder.done()
        pictures = _only_pictures(children)
        if pictures or not children:
            return [*pictures, *builder.spill]
        heading = Heading(
            level=self.heading_level(element.tag),
            children=children,
            align=alignment(element),
            anchor=self.anchor(element) or builder.anchor,
        )
        return [heading, *builder.spill]

    def _list(self, element: Element) -> list[Block]:
        items: list[list[Block]] = []
        for node in element.children:
            if isinstance(node, Element) and node.tag == "li":
                item = self.blocks(node.children)
                anchor = self.anchor(node)
                if anchor and item and isinstance(item[0], Paragraph):
                    item[0] = replace(item[0], anchor=anchor)
                if item:
                    items.append(item)
                continue
            # A list right inside a list is not allowed and often written: it belongs to the item before it.
            strays = self.blocks([node])
            if strays and items:
                items[-1].extend(strays)
            elif strays:
                items.append(strays)
        if not items:
            return []
        start = element.get("start")
        number = int(start) if start.lstrip("-").isdecimal() and len(start) < 8 else 1
        return [List(items=tuple(map(tuple, items)), ordered=element.tag == "ol", start=number)]

    def _quote(self, element: Element) -> list[Block]:
        blocks = self.blocks(element.children)
        return [Quote(blocks=tuple(blocks))] if blocks else []

    def _figure(self, element: Element) -> list[Block]:
        caption = element.first("figcaption")
        rest = without(element.children, caption) if caption else element.children
        figures = [
            replace(block, anchor=block.anchor or self.anchor(element)) if isinstance(block, Figure) else block
            for block in self.blocks(rest)
        ]
        words, more = self.inlines(caption)
        return [*self.captioned(figures, words), *more]

    def _code(self, element: Element) -> list[Block]:
        return code_block(self, element)

    def _divider(self, element: Element) -> list[Block]:  # noqa: ARG002
        return [Divider()]

    def _frame(self, element: Element) -> list[Block]:
        return FRAMES[element.tag](element, self.stripped)

    def _raw(self, element: Element) -> list[Block]:
        return [Raw(html=element.outer_html(), reason=_RAW[element.tag], text=element.words())]

    def _nothing(self, element: Element) -> list[Block]:
        self.stripped.append(f"<{element.tag}>")
        return []


_BLOCKS: Final[dict[str, Callable[[Reader, Element], list[Block]]]] = {
    "p": Reader._text,
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), Reader._heading),
    **dict.fromkeys(("ul", "ol", "menu", "dir"), Reader._list),
    "blockquote": Reader._quote,
    "figure": Reader._figure,
    "pre": Reader._code,
    "hr": Reader._divider,
    **dict.fromkeys(FRAMES, Reader._frame),
    **dict.fromkeys(_RAW, Reader._raw),
    **dict.fromkeys(_FURNITURE, Reader._nothing),
}


def alignment(element: Element) -> str | None:
    """Return where the text of `element` is set: center, right or justify; `None` for the usual."""
    style = element.get("style").lower()
    value = style.partition("text-align:")[2].partition(";")[0].strip() if style else element.get("align").lower()
    return value if value in ("center", "right", "justify") else None


def _only_pictures(inlines: tuple[Inline, ...]) -> list[Figure]:
    """Return the pictures if `inlines` are nothing else (but line breaks and spaces), else nothing."""
    figures: list[Figure] = []
    for inline in inlines:
        if isinstance(inline, Text):
            if not inline.text.isspace():
                return []
        elif isinstance(inline, InlineImage):
            figures.append(Figure(image=inline.image))
        elif isinstance(inline, _HOLDS_INLINES):
            inner = _only_pictures(inline.children)
            if not inner:
                return []
            figures.extend(replace(figure, href=inline.url) if isinstance(inline, Link) else figure for figure in inner)
        elif not isinstance(inline, LineBreak):
            return []
    return figures
