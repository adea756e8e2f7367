"""How blocks of Markdown stand below and inside each other."""

from collections.abc import Callable
from functools import cache

from backup.document.blocks import (
    AudienceBlock,
    Block,
    Callout,
    CodeBlock,
    Divider,
    Embed,
    Figure,
    Gallery,
    Heading,
    List,
    MathBlock,
    Paragraph,
    PullQuote,
    Quote,
)
from exporters.writers._markdown_dialect import Dialect

_LARGEST_START = 99_999_999
"""CommonMark takes nine digits, and the items count on."""


@cache
def written_as_html(dialect: Dialect) -> Callable[[Block], bool]:
    """Return what tells whether a block is written as HTML, because Markdown has nothing of its kind."""

    site, templates = dialect.site, dialect.templates

    def code(block: CodeBlock) -> bool:
        runs = any(sign in block.text for sign in templates)
        return runs or bool(block.children) or block.anchor is not None

    sometimes: dict[type[Block], Callable[..., bool]] = {
        Paragraph: lambda block: block.align is not None,
        List: lambda block: block.ordered and not 0 <= block.start <= _LARGEST_START,
        CodeBlock: code,
        Figure: lambda block: site and not _bare(block),
        **dict.fromkeys((Gallery, Embed, MathBlock), lambda _: site),
        **dict.fromkeys((Heading, Quote, PullQuote, Callout, AudienceBlock, Divider), lambda _: False),
    }

    def as_html(block: Block) -> bool:
        way = sometimes.get(type(block))
        return way is None or way(block)

    return as_html


def _bare(figure: Figure) -> bool:
    """Tell whether there is nothing to a picture but the picture."""
    return not (figure.caption or figure.href or figure.layout or figure.shown_width or figure.anchor)


def tight(block: List, as_html: Callable[[Block], bool]) -> bool:
    """Tell whether each item of a list is one paragraph, perhaps with a list below it: no blank lines are needed."""
    for item in block.items:
        if not item:
            continue
        first, rest = item[0], item[1:]
        if type(first) is not Paragraph or as_html(first) or len(rest) > 1:
            return False
        for below in rest:
            # A list that does not start at 1 cannot follow words without a blank line (CommonMark 0.31, section 5.2).
            if type(below) is not List or (below.ordered and below.start != 1) or not tight(below, as_html):
                return False
    return True


def indented(text: str, mark: str) -> str:
    """Return blocks below a mark that stands in front of the first line, as a list's item has it."""
    first, *rest = text.split("\n")
    blank = " " * len(mark)
    return "\n".join([mark + first, *[blank + line if line else "" for line in rest]])


def quoted(text: str) -> str:
    """Return blocks inside of a quote."""
    return "\n".join([f"> {line}" if line else ">" for line in text.split("\n")])
