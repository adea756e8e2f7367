"""Text as the words that are compared: without case, punctuation, and what programs change in passing.

Quotation marks, dashes and dots become others in nearly every generator; letters do not.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence

_ALONE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
"""Scripts without blanks: each sign is a word."""
_WORD = re.compile(rf"[{_ALONE}]|[^\W_{_ALONE}]+")
_UNSEEN = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
"""Soft hyphens, and blanks of no width."""


def words_of(text: str) -> list[str]:
    """Return the words of a text in order."""
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold().translate(_UNSEEN))


def share_there(wanted: Counter[str], there: Counter[str]) -> float:
    """Return how many of the wanted words are there, each as often as it is wanted; 1.0 where none is wanted."""
    total = wanted.total()
    return (wanted & there).total() / total if total else 1.0


def runs(words: Sequence[str], length: int) -> Iterator[int]:
    """Yield a number for each run of so many words: the same run has the same number in this process."""
    for start in range(len(words) - length + 1):
        yield hash(tuple(words[start : start + length]))
