"""Which words are in which posts: collected post by post, written as scripts that a page can load from a disk.

A page that was opened from a disk may not read files, but it may load scripts. So the index is made of them: `posts.js`
says what is shown of each post; `a.js` … hold the words that begin with that letter, one a line, each with the numbers
of its posts. A search loads only those that it needs.

A number is told by its distance from the one before, doubled, plus one where the word is often in the post or in its
title; in digits of 32, of which all but the last are written as one of the second half of `SIGNS`.
"""

import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import itemgetter

from exporters.html.search.words import words_of

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
EVERYWHERE = "*"
"""Stands for the numbers of nearly all posts."""
_OFTEN = 3
_NEARLY_ALL = 2 / 3
_FEW = 50
"""Posts, up to which no word is taken to be everywhere."""
_OTHER_PIECES = 16


def piece_of(word: str) -> str:
    """Return the name of the piece that holds a word."""
    first = word[0]
    if "a" <= first <= "z":
        return first
    return "0" if first.isdecimal() else f"u{ord(first) % _OTHER_PIECES}"


def digits(number: int) -> bytes:
    """Return a number as it stands in the index."""
    out = bytearray()
    while number >= 32:
        out.append(ord(SIGNS[32 + (number & 31)]))
        number >>= 5
    out.append(ord(SIGNS[number]))
    return bytes(out)


_DIGITS = [digits(number) for number in range(512)]


@dataclass(slots=True)
class _Numbers:
    """The numbers of the posts that have a word."""

    written: bytearray = field(default_factory=bytearray)
    last: int = -1
    count: int = 0

    def add(self, number: int, *, strong: bool) -> None:
        value = (number - self.last) * 2 + strong
        self.written += _DIGITS[value] if value < len(_DIGITS) else digits(value)
        self.last = number
        self.count += 1


class SearchIndex:
    """Collects the words of posts."""

    def __init__(self) -> None:
        """Start empty."""
        self._shown: list[str] = []
        self._words: dict[str, _Numbers] = {}

    def add(self, *, title: str, more: str, text: str, slug: str, date: str, about: str) -> None:
        """Add a post: words of `title` and of `more` (subtitle, tags, authors) weigh more than those of `text`."""
        number = len(self._shown)
        self._shown.append(json.dumps([title, slug, date, about], ensure_ascii=False))
        often = set(words_of(f"{title} {more}"))
        counts = Counter(words_of(text))
        for word in often.union(counts):
            numbers = self._words.get(word)
            if numbers is None:
                numbers = self._words[word] = _Numbers()
            numbers.add(number, strong=word in often or counts[word] >= _OFTEN)

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the index: the name of each file and its content."""
        pieces: dict[str, list[str]] = {}
        for word, found in sorted(self._words.items(), key=itemgetter(0)):
            everywhere = len(self._shown) > _FEW and found.count > len(self._shown) * _NEARLY_ALL
            numbers = EVERYWHERE if everywhere else found.written.decode()
            pieces.setdefault(piece_of(word), []).append(f"{word} {numbers}")
        names = json.dumps(sorted(pieces))
        shown = ",\n".join(self._shown)
        yield "posts.js", f"outlast.posts({names}, [\n{shown}\n]);\n"
        for name, lines in sorted(pieces.items()):
            content = json.dumps("\n".join(lines), ensure_ascii=False)
            yield f"{name}.js", f"outlast.piece({json.dumps(name)}, {content});\n"
