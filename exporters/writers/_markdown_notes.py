"""The footnotes of an article: `[^1]` where every reader of Markdown takes them so, else HTML."""

from collections.abc import Callable, Sequence

from backup.document.blocks import AudienceBlock, Block, Callout, Document, List, Paragraph, PullQuote, Quote
from backup.document.inlines import FootnoteReference
from backup.document.walk import walk


class Notes:
    """What is known of an article's footnotes before they are written."""

    def __init__(self, document: Document, *, markdown: bool, as_html: Callable[[Block], bool]) -> None:
        """Take the document, whether the reader knows footnotes, and which blocks are written as HTML.

        A reference in HTML cannot point to a note in Markdown, and a note that does not begin with words, or has
        references itself, is read differently from one program to the next: all notes are HTML then.
        """
        self._numbers = {note.id: number for number, note in enumerate(document.footnotes, 1)}
        self.pointed_to: set[int] = set()
        """Those that the Markdown has pointed to so far."""
        self.markdown = markdown and all(
            note.blocks
            and type(note.blocks[0]) is Paragraph
            and not as_html(note.blocks[0])
            and not any(map(_points, note.blocks))
            for note in document.footnotes
        )
        if self.markdown and document.footnotes:
            self.markdown = not _html_points(document.blocks, as_html)

    def number(self, identity: str) -> int | None:
        """Return the number of a footnote, or `None` where the document does not have it."""
        return self._numbers.get(identity)


def _html_points(blocks: Sequence[Block], as_html: Callable[[Block], bool]) -> bool:
    """Tell whether a reference stands in one of the blocks that are written as HTML."""
    for block in blocks:
        if as_html(block):
            if _points(block):
                return True
        elif isinstance(block, List):
            if any(_html_points(item, as_html) for item in block.items):
                return True
        elif isinstance(block, Quote | PullQuote | Callout | AudienceBlock) and _html_points(block.blocks, as_html):
            return True
    return False


def _points(block: Block) -> bool:
    return any(isinstance(node, FootnoteReference) for node in walk(block))
