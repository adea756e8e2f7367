"""All nodes of a document, for whoever looks for something in it (pictures to save, links to rewrite)."""

from collections.abc import Iterator
from dataclasses import fields
from typing import Any, Final

from backup.document.as_json import ALL_NODES, Node
from backup.document.inlines import Image

FIELDS: Final = {kind: tuple(field.name for field in fields(kind)) for kind in ALL_NODES}
"""The names of the fields of each class of node."""


def children_of(node: Node) -> list[Node]:
    """Return the nodes right inside of `node`, in reading order: blocks before the footnotes."""
    out: list[Node] = []
    for name in FIELDS[type(node)]:
        value = getattr(node, name)
        if isinstance(value, tuple):
            _collect(value, out)
        elif type(value) in FIELDS:  # as quick for the last of forty classes as for the first
            out.append(value)
    return out


def walk(node: Node) -> Iterator[Node]:
    """Yield `node` and every node inside of it, in reading order."""
    stack = [node]
    while stack:
        current = stack.pop()
        yield current
        stack.extend(reversed(children_of(current)))


def images(node: Node) -> Iterator[Image]:
    """Yield every picture of the post's own in reading order, repetitions too (thumbnails of embeds are not)."""
    return (inner for inner in walk(node) if isinstance(inner, Image))


def _collect(values: tuple[Any, ...], out: list[Node]) -> None:
    for value in values:
        if isinstance(value, tuple):
            _collect(value, out)
        elif type(value) in FIELDS:  # as quick for the last of forty classes as for the first
            out.append(value)
