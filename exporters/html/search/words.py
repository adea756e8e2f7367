"""A text as the words that it is found by: without case, accents and other signs.

`templates/site/search.js` does the same to what somebody types; a test compares the two.
"""

import re
import unicodedata
from typing import Final

LONGEST = 24
"""Letters of a word that count."""
_SIGNS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_LETTERS: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)
# Scripts that put no spaces between words: found by any two signs that stand side by side.
_UNSPACED = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
)
# Indic vowel signs are no letters to Python, and part of the word all the same.
_PIECE = re.compile(rf"[{_UNSPACED}]+|(?:[^\W_{_UNSPACED}]|[\u0900-\u0963\u0966-\u0dff])+")
_PLAIN_PIECE = re.compile(r"[^\W_]+")
_NOT_PLAIN = re.compile(rf"[{_UNSPACED}\u0900-\u0dff]")
_IS_UNSPACED = re.compile(rf"[{_UNSPACED}]")


def folded(text: str) -> str:
    """Return text in small letters without accents."""
    if text.isascii():
        return text.lower()
    plain = _SIGNS.sub("", unicodedata.normalize("NFKD", text.lower()))
    return unicodedata.normalize("NFC", plain).translate(_LETTERS)


def words_of(text: str) -> list[str]:
    """Return the words of a text, in order; of a script without spaces, each two signs, and the last one alone."""
    plain = folded(text)
    if not _NOT_PLAIN.search(plain):
        pieces = _PLAIN_PIECE.findall(plain)
        return [piece[:LONGEST] for piece in pieces if len(piece) > 1 or not piece.isascii()]
    found: list[str] = []
    for piece in _PIECE.findall(plain):
        if _IS_UNSPACED.match(piece):
            found.extend(piece[at : at + 2] for at in range(len(piece)))
        elif len(piece) > 1 or not piece.isascii():
            found.append(piece[:LONGEST])
    return found
