"""A tree made over before it is read: what HTML allows in an order that blocks do not."""

from collections.abc import Sequence
from typing import Final

from backup.document._inline import MARKS
from backup.document.tree import BLOCK_TAGS, Element, Node, tag_names

_OPAQUE: Final = tag_names("hr iframe ol pre script style table ul")


def marks_inside(element: Element) -> list[Node]:
    """Return the children of an inline element that holds blocks, with the element put inside of each of them.

    `<a href=…><div>words</div></a>` reads as `<div><a href=…>words</a></div>`, so that no link is lost.
    """
    nodes: list[Node] = []
    for child in element.children:
        if isinstance(child, Element) and child.tag not in BLOCK_TAGS and child.holds_block:
            nodes.extend(marks_inside(child))
        else:
            nodes.append(child)
    if element.tag not in MARKS and not element.get("href"):
        return nodes
    out: list[Node] = []
    run: list[Node] = []
    for node in nodes:
        if isinstance(node, str) or node.tag not in BLOCK_TAGS:
            run.append(node)
            continue
        if run:
            out.append(Element(element.tag, element.attributes, run))
            run = []
        if node.tag in _OPAQUE:
            out.append(node)
            continue
        inner = Element(element.tag, element.attributes, node.children)
        inner.holds_block = node.holds_block
        outer = Element(node.tag, node.attributes, [inner])
        outer.holds_block = node.holds_block
        out.append(outer)
    if run:
        out.append(Element(element.tag, element.attributes, run))
    return out


def without(nodes: Sequence[Node], unwanted: Element) -> list[Node]:
    """Return the nodes with one element taken out of them, however deep it is."""
    out: list[Node] = []
    for node in nodes:
        if node is unwanted:
            continue
        if isinstance(node, Element) and node.holds_block:
            copy = Element(node.tag, node.attributes, without(node.children, unwanted))
            copy.holds_block = True
            out.append(copy)
        else:
            out.append(node)
    return out
