"""Text that markup hides from readers: taken out of a body, so that only what is seen counts as its words."""

import re
from dataclasses import dataclass
from typing import Final

from backup.document.tree import Element, Node, decode, parse_html
from backup.model import Body, BodyFormat

_HTML: Final = frozenset({BodyFormat.SUBSTACK_HTML, BodyFormat.MEDIUM_HTML})
_STYLE = re.compile(
    r"display:none|visibility:(?:hidden|collapse)|opacity:0(?:\.0*)?(?![.\d])|font-size:0(?:\.0*)?(?:px|pt|em|rem|%)?(?![.\d])"
    r"|(?:left|top|text-indent|margin-left):-\d{3,}|clip:rect\(0|(?:max-)?(?:height|width):0(?:px)?(?:;|\Z)"
    r"|(?<!-)color:(?:transparent|(?:#fff(?:fff)?|white|rgb\(255,255,255\))(?!.*background)(?<!background))"
)
_MAYBE = re.compile(
    r"""\shidden(?=[\s=>/])|style\s*=\s*["']?[^>]*(?:none|hidden|collapse|opacity|font-size|indent|left|top|clip|height|width|color)""",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A body without what it hides, and the words of that."""

    body: Body
    hidden: tuple[str, ...] = ()


def without_hidden(body: Body) -> Seen:
    """Return `body` as readers see it. Never raises.

    Known are the attribute `hidden` and styles of the element itself; neither platform lets a writer have style sheets.
    """
    if body.format not in _HTML:
        return Seen(body=body)
    html = decode(body.data)
    if not _MAYBE.search(html):
        return Seen(body=body)
    root = parse_html(html)
    hidden = _take_out(root)
    if not hidden:
        return Seen(body=body)
    seen = Element("div", {}, root.children).outer_html()
    return Seen(body=Body(data=seen.encode("utf-8", "replace"), format=body.format), hidden=tuple(hidden))


def _take_out(root: Element) -> list[str]:
    taken: list[str] = []
    stack = [root]
    while stack:
        element = stack.pop()
        kept: list[Node] = []
        for node in element.children:
            if isinstance(node, Element) and _is_hidden(node) and (words := node.words()):
                taken.append(words)
                continue
            kept.append(node)
            if isinstance(node, Element):
                stack.append(node)
        element.children = kept
    return taken


def _is_hidden(element: Element) -> bool:
    if "hidden" in element.attributes:
        return True
    style = element.get("style")
    return bool(style) and _STYLE.search(re.sub(r"\s+|!important", "", style.lower())) is not None
