"""The words of a text, case and signs folded; where a script has no spaces, each of its signs is one."""

import re
import sys
import unicodedata
from collections.abc import Iterator
from itertools import islice
from typing import Final

UNSPACED: Final = (
    "\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
)
"""Thai, Lao, Tibetan, Burmese, Khmer, kana and Chinese signs, as the inside of a character class."""

# Signs that Python's `\w` leaves out and that stand inside of words: accents, vowels of Hebrew, Arabic and the scripts
# of India; and what is not seen at all, with which a word is easily disguised.
_INSIDE = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06ed\u0900-\u0963\u0966-\u0dff\u00ad\u200b-\u200d\u2060\ufeff"
)
_LETTERS = rf"[^\W_{UNSPACED}]"
_WORD = re.compile(rf"[{UNSPACED}]|{_LETTERS}+(?:(?:[{_INSIDE}]+|['’ʼ](?={_LETTERS})){_LETTERS}*)*")
_UNSEEN: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_APOSTROPHES: Final = {ord("’"): "'", ord("ʼ"): "'"}
_SIGN = re.compile(f"[{UNSPACED}]")


def fold(word: str) -> str:
    """Return a word as it is compared: no case, no unseen signs, one kind of apostrophe, wide letters as others."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFKC", word.translate(_UNSEEN)).translate(_APOSTROPHES).casefold()


class Vocabulary(dict[str, str]):
    """Each word as it was written with how it is compared: made once, however often it comes."""

    def __missing__(self, word: str) -> str:
        """Return the folded word."""
        folded = self[word] = sys.intern(fold(word))
        return folded


def words_of(text: str, vocabulary: Vocabulary | None = None) -> tuple[str, ...]:
    """Return the words of `text`, folded; the word at a place is the one that `passage` shows for that place."""
    known = Vocabulary() if vocabulary is None else vocabulary
    return tuple(map(known.__getitem__, _WORD.findall(text)))


def passage(text: str, first: int, last: int) -> str:
    """Return the piece of `text` from its word `first` up to but without its word `last`, as it was written."""
    if last <= first:
        return ""
    found: Iterator[re.Match[str]] = islice(_WORD.finditer(text), first, last)
    start = end = None
    for word in found:
        start = word.start() if start is None else start
        end = word.end()
    return text[start:end] if start is not None else ""


def is_sign(word: str) -> bool:
    """Tell whether a word is one sign of a script without spaces."""
    return len(word) == 1 and not word.isascii() and _SIGN.match(word) is not None
