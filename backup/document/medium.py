"""Medium's body (the export's `posts/*.html`, its feed's `content:encoded`, or a piece of either) → blocks.

Formats: 1.5. Headings: Medium's big `h3` is level 2 and its small `h4` level 3, as its page shows them; `h1` and `h2`
are level 2, `h5` and `h6` follow `h4`. The title that the body repeats is taken out of the blocks and put on the
document, so is the kicker, and so is a subtitle that the page's head repeats. A title that differs from the head's (the
head's is for search engines then) stays a heading. Each section after the first begins with a divider.
"""

import re
from collections.abc import Sequence
from typing import Final

from backup.document import _medium_grafs as grafs
from backup.document._code import joined
from backup.document._reader import Reader
from backup.document._words import block_words
from backup.document.blocks import Block, Divider, Document
from backup.document.inlines import Image, Inline
from backup.document.tree import Element, Node, decode, parse_html

_TARGETS = re.compile(r"""href=["'][^"'#]*#([^"']+)["']""")
_LEVELS: Final = {"h1": 2, "h2": 2, "h3": 2, "h4": 3, "h5": 4, "h6": 5}
_FOOTER: Final = ("p-author", "p-canonical", "dt-published", "p-tags")


def read_medium(data: bytes | str) -> Document:
    """Return the document of a Medium page or of a piece of one. Never raises."""
    html = decode(data)
    return read_tree(parse_html(html), frozenset(_TARGETS.findall(html)) if "#" in html else frozenset())


def read_tree(root: Element, targets: frozenset[str]) -> Document:
    """Return the document of a page as a tree; `targets` are the ids that its links point to. Never raises."""
    page = _Page(root)
    reader = MediumReader(targets, page)
    if grafs.without_trailer(page.body):
        reader.stripped.append("trailer of the publication")
    blocks = reader.blocks(page.body.children)
    while blocks and isinstance(blocks[0], Divider):
        del blocks[0]
    return Document(
        blocks=tuple(blocks),
        title=reader.title or page.name,
        subtitle=reader.subtitle or page.written_subtitle(blocks),
        kicker=reader.kicker,
        description=page.description,
        tags=page.tags,
        stripped=tuple(reader.stripped),
    )


class _Page:
    """The parts of an h-entry page around its body; in a piece of one, what is there of them."""

    def __init__(self, root: Element) -> None:
        """Take the tree of the page."""
        self.body = root
        self.name: str | None = None
        self.subtitle: str | None = None
        self.description: str | None = None
        tags: list[str] = []
        for element in root.elements():
            field = element.get("data-field")
            if self.body is root and (field == "body" or "e-content" in element.classes):
                self.body = element
            elif field == "description":
                self.description = element.words() or None
            elif field == "subtitle" or "p-summary" in element.classes:
                self.subtitle = self.subtitle or element.words() or None
            elif "p-name" in element.classes:
                self.name = self.name or element.words() or None
            elif "p-tag" in element.classes:
                tags.append(element.words())
        self.tags = tuple(tag for tag in tags if tag)

    def written_subtitle(self, blocks: list[Block]) -> str | None:
        """Return the head's subtitle, unless Medium made it of the first words of a paragraph near the start."""
        if self.subtitle is None:
            return None
        start = _key(self.subtitle.removesuffix("…"))
        words = [block_words(block) for block in blocks[:8]]
        made = any(_key(" ".join(words[place:])).startswith(start) for place in range(len(words)))
        return None if made else self.subtitle


class MediumReader(Reader):
    """Reads Medium's markup."""

    def __init__(self, targets: frozenset[str], page: _Page) -> None:
        """Take the ids that links point to, and the parts of the page around the body."""
        super().__init__(targets)
        self._page = page
        self.title: str | None = None
        self.subtitle: str | None = None
        self.kicker: str | None = None

    def blocks(self, nodes: Sequence[Node]) -> list[Block]:
        """See `Reader.blocks`. Old Medium has a `<pre>` for each part of one piece of code."""
        if not any(map(_is_old_code, nodes)):
            return super().blocks(nodes)
        groups: list[tuple[bool, list[Node]]] = []
        for node in nodes:
            old = _is_old_code(node)
            if groups and (groups[-1][0] == old or (isinstance(node, str) and node.isspace())):
                groups[-1][1].append(node)
            else:
                groups.append((old, [node]))
        out: list[Block] = []
        for old, group in groups:
            out.extend(joined(super().blocks(group)) if old else super().blocks(group))
        return out

    def block(self, element: Element) -> list[Block]:
        """See `Reader.block`."""
        return [] if _is_around(element) else super().block(element)

    def widget(self, element: Element) -> list[Block] | None:
        """See `Reader.widget`."""
        classes = element.classes
        for name in classes:
            if name in grafs.GRAFS:
                return grafs.GRAFS[name](self, element)
        if "section-divider" in classes:
            return [Divider()]
        if element.tag in _LEVELS and self._taken(element):
            return []
        if element.tag == "p" and "graf--hasDropCap" in classes and not element.holds_block:
            return self.paragraph(element.children, anchor=self.anchor(element), drop_cap=True)
        return None

    def inline_widget(self, element: Element) -> list[Inline] | None:
        """See `Reader.inline_widget`."""
        if element.tag == "a" and ("markup--user" in element.classes or element.get("data-anchor-type") == "2"):
            return grafs.mention(element)
        return None

    def image(self, element: Element) -> Image | None:
        """See `Reader.image`."""
        return grafs.image_of(self, element)

    def heading_level(self, tag: str) -> int:
        """See `Reader.heading_level`."""
        return _LEVELS[tag]

    def _taken(self, element: Element) -> bool:
        """Tell whether a heading is the post's own title, subtitle or kicker, and take it."""
        words = element.words()
        if "graf--title" in element.classes and self.title is None and same_title(words, self._page.name):
            self.title = words
        elif "graf--kicker" in element.classes and self.kicker is None and self.title is None:
            self.kicker = words or None
        elif "graf--subtitle" in element.classes and self.subtitle is None and same_title(words, self._page.subtitle):
            self.subtitle = words
        else:
            return False
        return True


def _is_around(element: Element) -> bool:
    """Tell whether this is around a body, not of it: where a page's end is missing it falls into the body."""
    tag = element.tag
    if tag == "footer":
        return element.with_class(*_FOOTER) is not None or "Exported from" in element.words()
    if tag == "header":
        return element.with_class("p-name") is not None
    if tag == "section":
        return element.get("data-field") in ("subtitle", "description")
    return tag == "h1" and "p-name" in element.classes


def same_title(words: str, head: str | None) -> bool:
    """Tell whether the body's title is the head's, which Medium cuts at 100 characters (and ends with `…`)."""
    if not head or not words:
        return False
    if head.endswith("…") and _key(words).startswith(_key(head.removesuffix("…"))):
        return True
    return _key(words) == _key(head)


def _key(text: str) -> str:
    return " ".join(text.split()).casefold()


def _is_old_code(node: Node) -> bool:
    return (
        isinstance(node, Element)
        and node.tag == "pre"
        and "graf--preV2" not in node.classes
        and "data-code-block-mode" not in node.attributes
    )
