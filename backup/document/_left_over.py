"""What a widget's markup says beyond what was read of it: kept, so that no word is lost on a shape nobody has seen."""

from collections import Counter
from collections.abc import Iterator
from typing import Final

from backup.document.blocks import Block, Raw
from backup.document.tree import Element
from backup.document.walk import FIELDS, walk

# The platform's own words in its widgets: labels, counters, "2 years ago · 8 likes", the editor's hint over verse.
_FURNITURE: Final = frozenset(
    {
        "embedded-post-cta-wrapper",
        "embedded-post-meta",
        "embedded-publication-subscribe",
        "file-embed-button",
        "hide-text",
        "image-link-expand",
        "instagram-bottom-bar",
        "tweet-ufi",
    }
)


def left_over(element: Element, blocks: list[Block], name: str) -> list[Block]:
    """Return the widget's markup as `Raw`, with the words that `blocks` lack as its text; nothing if they lack none."""
    shown = element.words(leaving_out=_FURNITURE).split()
    if not shown:
        return []
    known = Counter(word for block in blocks for text in _texts(block) for word in text.split())
    # Counted, not only looked up: a word that was read once may be shown a second time where nothing was read.
    missing: list[str] = []
    for word in shown:
        plain = word.removeprefix("@")
        if known[plain] > 0:
            known[plain] -= 1
        elif plain != "By":
            missing.append(word)
    if not missing:
        return []
    reason = f"a Substack widget shows more than is known of it: {name}"
    return [Raw(html=element.outer_html(), reason=reason, text=" ".join(missing))]


def _texts(block: Block) -> Iterator[str]:
    for node in walk(block):
        for name in FIELDS[type(node)]:
            value: object = getattr(node, name)
            if isinstance(value, str):
                yield value
            elif isinstance(value, tuple):
                yield from (item for item in value if isinstance(item, str))
