"""Substack's body (the export's `posts/*.html`, the API's `body_html`, a web page's `div.body`) → blocks.

Heading levels are kept as they are. Widgets: `_substack_widgets`. A widget whose data cannot be read is read by what
its markup shows, and kept raw with a reason where that shows nothing.
"""

import re

from backup.document import _substack_pictures as pictures
from backup.document._left_over import left_over
from backup.document._payload import Payload
from backup.document._reader import Reader
from backup.document._substack_text import code, inline_latex, verse
from backup.document._substack_widgets import (
    BY_CLASS,
    BY_CLASS_PREFIX,
    BY_COMPONENT,
    INLINE_BY_CLASS,
    INLINE_BY_COMPONENT,
    Widget,
)
from backup.document.blocks import (
    Block,
    Button,
    CodeBlock,
    Document,
    Embed,
    FileDownload,
    LinkCard,
    Raw,
    SocialPost,
    SubscribeForm,
    Verse,
    Video,
)
from backup.document.inlines import Image, Inline, RawInline
from backup.document.tree import BLOCK_TAGS, Element, decode, parse_html

_TARGETS = re.compile(r"""href=["'][^"'#]*#(?!footnote-)([^"']+)["']""")
# These are read of some elements of their markup, not of all, where their data is missing.
_TOLD_IN_PART = (Button, CodeBlock, Embed, FileDownload, LinkCard, SocialPost, SubscribeForm, Verse, Video)
# These read the `<pre>` of their markup, and nothing of what somebody put beside it.
_READ_IN_PART = (verse, code)
# Known markup around a widget; its own element says what it is.
_TRANSPARENT = frozenset({"Image2ToDOM", "ImageToDOM", "TikTokCreateStaticTikTokEmbed"})


def read_substack(data: bytes | str) -> Document:
    """Return the document of a Substack body. Never raises."""
    html = decode(data)
    reader = SubstackReader(frozenset(_TARGETS.findall(html)) if "#" in html else frozenset())
    blocks = reader.blocks(parse_html(html).children)
    return Document(blocks=tuple(blocks), footnotes=tuple(reader.footnotes), stripped=tuple(reader.stripped))


class SubstackReader(Reader):
    """Reads Substack's markup."""

    def widget(self, element: Element) -> list[Block] | None:
        """See `Reader.widget`."""
        component = element.get("data-component-name")
        read = _block_widget(element.classes, component)
        blocks = read(self, element) if read is not None else None
        in_part = read in _READ_IN_PART or (blocks and isinstance(blocks[0], _TOLD_IN_PART) and not Payload.of(element))
        if blocks is not None and in_part:
            return [*blocks, *left_over(element, blocks, component or element.classes[0])]
        if blocks is not None or element.tag == "iframe":
            return blocks
        if read is not None:
            return self._unreadable(element, component or element.classes[0])
        if component not in _TRANSPARENT and _is_box(element) and (component or Payload.of(element).fields):
            return self._unknown(element, component)
        return None

    def inline_widget(self, element: Element) -> list[Inline] | None:
        """See `Reader.inline_widget`."""
        for name in element.classes:
            if name in INLINE_BY_CLASS:
                found = INLINE_BY_CLASS[name](self, element)
                return found if found is not None else _raw_inline(element, name)
        component = element.get("data-component-name")
        if component in INLINE_BY_COMPONENT:
            return INLINE_BY_COMPONENT[component](self, element)
        if "data-attrs" not in element.attributes or element.tag in ("img", "a") or element.tag in BLOCK_TAGS:
            return None
        formula = inline_latex(self, element)
        if formula is not None or element.children:
            return formula
        return _raw_inline(element, component or "widget")

    def image(self, element: Element) -> Image | None:
        """See `Reader.image`."""
        return pictures.image_of(element)

    def image_link(self, link: Element, image: Image) -> str | None:
        """See `Reader.image_link`."""
        return pictures.picture_link(link, image, Payload({}))

    def anchor(self, element: Element) -> str | None:
        """See `Reader.anchor`. A heading's id is on an empty element inside of it."""
        if not self.targets:
            return None
        inner = element.with_class("header-anchor") if "header-anchor-post" in element.classes else None
        return super().anchor(element) or (super().anchor(inner) if inner else None)

    def _unreadable(self, element: Element, name: str) -> list[Block] | None:
        """Return what stands for a known widget that is not as it should be: its plain markup, or all of it raw."""
        if not Payload.of(element).broken:
            plain = self.blocks(element.children)
            if plain:
                return plain
        reason = f"the data of a Substack widget cannot be read: {name}"
        return [Raw(html=element.outer_html(), reason=reason, text=element.words())]

    def _unknown(self, element: Element, component: str) -> list[Block] | None:
        """Return what stands for a widget that is not in the table."""
        if component and not Payload.of(element).fields and element.words():
            return None  # a wrapper of prose: its children are read as ever
        frame = element.first("iframe")
        if frame is not None and not element.words():
            return self.block(frame)
        reason = f"a Substack widget that is not known: {component or ' '.join(element.classes) or element.tag}"
        return [Raw(html=element.outer_html(), reason=reason, text=element.words())]


def _block_widget(classes: tuple[str, ...], component: str) -> Widget | None:
    for name in classes:
        if name in BY_CLASS:
            return BY_CLASS[name]
    if component in BY_COMPONENT:
        return BY_COMPONENT[component]
    for name in classes:
        for prefix, read in BY_CLASS_PREFIX.items():
            if name.startswith(prefix):
                return read
    return None


def _is_box(element: Element) -> bool:
    return element.tag in ("div", "section", "aside", "form") or element.tag not in BLOCK_TAGS


def _raw_inline(element: Element, name: str) -> list[Inline]:
    reason = f"a Substack widget that cannot be read: {name}"
    return [RawInline(html=element.outer_html(), reason=reason, text=element.words())]
