"""HTML as a tree of plain objects: the one module that knows the parser, so that another one can stand in.

The parser is lexbor (HTML Standard, section 13.2), run in fragment mode: a body that opens with `<title>`, `<style>`
or `<frameset>` would otherwise lose its first words to a `<head>`, or all of them. Nothing here raises.
"""

import re
from collections.abc import Container, Iterator
from typing import Final, TypeAlias

from selectolax.lexbor import LexborHTMLParser, LexborNode

from backup.document.decoding import decode as decoded

Node: TypeAlias = "Element | str"
"""An element, or the text between two of them."""

MAX_DEPTH: Final = 80
"""Elements nested deeper become siblings, as in browsers (Chromium: 512), so that a walk can use recursion."""


def tag_names(names: str) -> frozenset[str]:
    """Return the set of the tags in `names`."""
    return frozenset(names.split())


BLOCK_TAGS: Final = tag_names(
    "address article aside audio blockquote body canvas center dd details dialog dir div dl dt embed fieldset "
    "figcaption figure footer form frame frameset h1 h2 h3 h4 h5 h6 header hgroup hr html iframe legend li link main "
    "menu meta nav noscript object ol p pre script section style summary table tbody td template tfoot th thead title "
    "tr ul video"
)
"""Elements that end a paragraph, or that are no words at all."""

_VOID: Final = tag_names("area base br col embed hr img input link meta source track wbr")
_RAW_TEXT: Final = tag_names("iframe noembed noframes plaintext script style xmp")
_UNSEEN: Final = tag_names("iframe noembed noframes script style")
_CONTROLS = "\x00-\x08\x0b\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff"
_UNPRINTABLE = re.compile(f"[{_CONTROLS}]")
_CONTROL_BYTES = bytes([*range(9), 0x0B, *range(0x0E, 0x20), 0x7F])
_HIGH = b"\xef"
"""How the others begin in UTF-8, and some that are good characters."""


class Element:
    """An element with its attributes and children. Made once, then only read, but for the readers' rewriting."""

    __slots__ = ("attributes", "children", "classes", "data", "holds_block", "tag")

    def __init__(self, tag: str, attributes: dict[str, str | None], children: list[Node] | None = None) -> None:
        """Take the lower-case tag, and the attributes with entities decoded."""
        self.tag = tag
        self.attributes = attributes
        self.children: list[Node] = [] if children is None else children
        value = attributes.get("class") if attributes else None
        self.classes: tuple[str, ...] = tuple(value.split()) if value else ()
        self.holds_block = False
        """Whether an element of `BLOCK_TAGS` is anywhere inside."""
        self.data: object = None
        """What a reader made of its attributes, so that it is made once."""

    def get(self, name: str) -> str:
        """Return an attribute without surrounding space, empty where it is missing."""
        return (self.attributes.get(name) or "").strip()

    def elements(self) -> Iterator["Element"]:
        """Yield every element inside, in document order."""
        stack = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if isinstance(node, Element):
                yield node
                stack.extend(reversed(node.children))

    def first(self, *tags: str) -> "Element | None":
        """Return the first element inside with one of these tags."""
        return next((element for element in self.elements() if element.tag in tags), None)

    def with_class(self, *names: str) -> "Element | None":
        """Return the first element inside that has one of these classes."""
        for element in self.elements():
            for name in names:
                if name in element.classes:
                    return element
        return None

    def text(self) -> str:
        """Return all text inside, as it stands in the markup."""
        parts: list[str] = []
        stack: list[Node] = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            else:
                stack.extend(reversed(node.children))
        return "".join(parts)

    def words(self, *, leaving_out: Container[str] = ()) -> str:
        """Return the visible text inside with single spaces, but for elements with a class of `leaving_out`."""
        parts: list[str] = []
        stack: list[Node] = list(reversed(self.children))
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                parts.append(node)
            elif node.tag not in _UNSEEN and not (node.classes and any(name in leaving_out for name in node.classes)):
                apart = node.tag in BLOCK_TAGS or node.tag == "br"
                if apart:
                    stack.append(" ")
                stack.extend(reversed(node.children))
                if apart:
                    stack.append(" ")
        return " ".join("".join(parts).split())

    def outer_html(self) -> str:
        """Return the element as markup that parses to the same tree."""
        parts: list[str] = []
        stack: list[Node | tuple[str]] = [self]
        while stack:
            node = stack.pop()
            if isinstance(node, tuple):
                parts.append(node[0])
            elif isinstance(node, str):
                parts.append(_escape(node))
            elif node.tag in _RAW_TEXT:
                parts.append(f"{node.start_tag()}{node.text()}</{node.tag}>")
            else:
                parts.append(node.start_tag())
                if node.tag not in _VOID:
                    stack.append((f"</{node.tag}>",))
                    stack.extend(reversed(node.children))
        return "".join(parts)

    def start_tag(self) -> str:
        """Return the start tag, with the line end after it that a parser swallows in `<pre>`."""
        attributes = "".join(
            f" {name}" if value is None else f' {name}="{_escape(value).replace(chr(34), "&quot;")}"'
            for name, value in self.attributes.items()
        )
        first = self.children[0] if self.children else ""
        swallowed = self.tag in ("pre", "textarea") and isinstance(first, str) and first.startswith("\n")
        return f"<{self.tag}{attributes}>" + ("\n" if swallowed else "")


def _escape(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def printable(text: str) -> str:
    """Return `text` without what no XML, database or terminal takes: controls, half surrogates, non-characters."""
    # Most texts have none, and to ask that way is ten times as fast as the pattern.
    return text if text.isprintable() else _UNPRINTABLE.sub("", text)


def decode(data: bytes | str) -> str:
    """Return a body as text, without byte order mark and control characters; see `decoding` for what is not UTF-8."""
    if isinstance(data, str):
        return printable(data.removeprefix("\ufeff"))
    found = decoded(data)
    text = found.text
    plain = found.encoding == "utf-8" and _HIGH not in data and len(data.translate(None, _CONTROL_BYTES)) == len(data)
    return text if plain else _UNPRINTABLE.sub("", text)


def parse_html(html: str) -> Element:
    """Return the root (an element without a tag) of what `decode` gave. Comments and doctypes are left out."""
    root = Element("", {})
    if not html:
        return root
    # A reference to a control character is the other way for one to come in; `decode` took out those that stood there.
    clean = "&#" not in html
    node = LexborHTMLParser(html, is_fragment=True, fragment_tag="body").root
    parent = root
    open_elements = [root]
    later: list[tuple[LexborNode | None, Element, int]] = []
    while True:
        while node is not None:
            tag = node.tag
            if tag == "-text":
                text = node.text_content or ""
                parent.children.append(text if clean else printable(text))
            elif tag is not None and tag[0] != "-":
                element = Element(tag, node.attributes if clean else _printable_values(node.attributes))
                parent.children.append(element)
                if tag in BLOCK_TAGS and not parent.holds_block:
                    _holding_a_block(open_elements)
                first = node.first_child if tag != "template" else _first_of_template(node)
                if first is not None:
                    later.append((node.next, parent, len(open_elements)))
                    if len(open_elements) < MAX_DEPTH:
                        open_elements.append(element)
                        parent = element
                    node = first
                    continue
            node = node.next
        if not later:
            return root
        node, parent, depth = later.pop()
        del open_elements[depth:]


def _holding_a_block(open_elements: list[Element]) -> None:
    for element in reversed(open_elements):
        if element.holds_block:
            break
        element.holds_block = True


def _printable_values(attributes: dict[str, str | None]) -> dict[str, str | None]:
    return {printable(name): value and printable(value) for name, value in attributes.items()}


def _first_of_template(node: LexborNode) -> LexborNode | None:
    # The content of a template is a document of its own, which no walk of the tree reaches.
    fragments = node.template_fragments()
    return fragments[0].first_child if fragments else None


def visible_text(html: str) -> str:
    """Return all text of `html`, quickly: for markup that is known to hold neither scripts nor styles."""
    text = LexborHTMLParser(html, is_fragment=True, fragment_tag="body").text() if html else ""
    return printable(text) if _UNPRINTABLE.search(text) else text
