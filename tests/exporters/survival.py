"""How many of a post's words arrived: the measure of every exporter."""

import re
from collections import Counter
from collections.abc import Collection

from backup.document.blocks import ALL_BLOCKS, Document, Paywall
from backup.document.text import plain_text
from backup.document.walk import walk

_WORD = re.compile(r"\w+", re.UNICODE)
_PAYWALL = plain_text(Document(blocks=(Paywall(),)))
_ADDRESS = re.compile(r"https?://\S+")


def words_of(text: str) -> Counter[str]:
    """Return the words of a text, without case."""
    return Counter(word.casefold() for word in _WORD.findall(text))


def words_shown(document: Document) -> Counter[str]:
    """Return the words of a document, without those of addresses and the signs of a picture and of the paying part."""
    return words_of(_ADDRESS.sub(" ", plain_text(document)).replace("[Picture", "[").replace(_PAYWALL, ""))


def share_kept(document: Document, written: str) -> float:
    """Return which share of a document's words stands in what was written (plain text), repetitions counted."""
    before, after = words_of(plain_text(document)), words_of(written)
    total = before.total()
    return (before & after).total() / total if total else 1.0


def missing_words(document: Document, there: Counter[str], lost: Collection[str]) -> Counter[str]:
    """Return the words of a document that did not arrive, but for those of blocks that were named as lost.

    `lost` are the kinds of those blocks.
    """
    named = Counter[str]()
    for node in walk(document):
        if isinstance(node, ALL_BLOCKS) and node.kind in lost:
            named += words_shown(Document(blocks=(node,)))
    return words_shown(document) - there - named
