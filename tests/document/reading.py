"""Short ways to read a body in a test."""

from backup.document import parse
from backup.document.blocks import Block, Document
from backup.model import Body, BodyFormat


def substack(html: str | bytes) -> Document:
    """Return the document of a Substack body."""
    data = html.encode("utf-8") if isinstance(html, str) else html
    return parse(Body(data=data, format=BodyFormat.SUBSTACK_HTML))


def medium(html: str | bytes) -> Document:
    """Return the document of a Medium page, or of a piece of one."""
    data = html.encode("utf-8") if isinstance(html, str) else html
    return parse(Body(data=data, format=BodyFormat.MEDIUM_HTML))


def only(document: Document) -> Block:
    """Return the one block of a document."""
    assert len(document.blocks) == 1, document.blocks
    return document.blocks[0]
