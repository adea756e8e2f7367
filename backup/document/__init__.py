"""A post's body as blocks: from a platform's HTML or JSON to nouns that every exporter, the search and the screen read.

`parse` is the way in; the nouns are in `blocks`, `inlines` and `widgets`; `text`, `html` and `as_json` write them out,
`walk` finds something in them. Importing this package loads none of that.
"""

from typing import TYPE_CHECKING, assert_never

from backup.model import Body, BodyFormat

if TYPE_CHECKING:
    from backup.document.blocks import Document


def parse(body: Body) -> "Document":
    """Return the document of a body. Never raises: what is not understood is kept as `Raw` with a reason."""
    if body.format is BodyFormat.SUBSTACK_HTML:
        from backup.document.substack import read_substack

        return read_substack(body.data)
    if body.format is BodyFormat.MEDIUM_HTML:
        from backup.document.medium import read_medium

        return read_medium(body.data)
    if body.format is BodyFormat.SUBSTACK_EDITOR:
        from backup.document.substack_editor import read_editor

        return read_editor(body.data)
    if body.format is BodyFormat.MEDIUM_STATE:
        from backup.document.medium_state import read_medium_state

        return read_medium_state(body.data)
    assert_never(body.format)
