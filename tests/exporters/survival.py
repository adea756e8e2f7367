"""How many of a post's words arrived: the measure of every exporter."""

import re
from collections import Counter

from backup.document.blocks import Document
from backup.document.text import plain_text

_WORD = re.compile(r"\w+", re.UNICODE)


def words_of(text: str) -> Counter[str]:
    """Return the words of a text, without case."""
    return Counter(word.casefold() for word in _WORD.findall(text))


def share_kept(document: Document, written: str) -> float:
    """Return which share of a document's words stands in what was written (plain text), repetitions counted."""
    before, after = words_of(plain_text(document)), words_of(written)
    total = before.total()
    return (before & after).total() / total if total else 1.0
