"""A document as plain JSON values, for `outlast show --format json` and for tests.

Each node is an object with its `kind` and those of its fields that hold something; a field that is left out is
`None`, empty, false, or as its class presets it. Names of kinds and fields are stable.
"""

from dataclasses import MISSING, fields
from typing import Final, TypeAlias

from backup.document.blocks import ALL_BLOCKS, Block, Document, Footnote
from backup.document.inlines import ALL_INLINES, Image, Inline
from backup.model import Json

Node: TypeAlias = Document | Footnote | Block | Inline | Image
"""Anything a document is made of."""

ALL_NODES: Final[tuple[type[Node], ...]] = (Document, Footnote, Image, *ALL_BLOCKS, *ALL_INLINES)
_FIELDS: Final = {
    kind: tuple((field.name, None if field.default is MISSING else field.default) for field in fields(kind))
    for kind in ALL_NODES
}


def to_json(document: Document) -> dict[str, Json]:
    """Return the document as JSON values."""
    return _object(document)


def _object(node: Node) -> dict[str, Json]:
    out: dict[str, Json] = {"kind": node.kind}
    for name, default in _FIELDS[type(node)]:
        value = getattr(node, name)
        if value is not default and value != default:
            out[name] = _value(value)
    return out


def _value(value: object) -> Json:
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple):
        return [_value(item) for item in value]
    if isinstance(value, Node):
        return _object(value)
    raise TypeError(f"a document cannot hold {type(value).__name__}")
