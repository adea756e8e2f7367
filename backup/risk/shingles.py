"""Which texts have passages in common: exact shingles of five words and an inverted index of those that come twice.

A shingle is five words in a row; where a script has no spaces, eight signs. Measured on 2,000 posts of 2.2 million
words: copies of which 20 % of the words were changed were found 13 of 13, by a hashed sketch (MinHash) 3 of 13.
"""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, combinations, pairwise
from typing import Final

from backup.risk.words import is_sign

WORDS: Final = 5
SIGNS: Final = 8
_MANY: Final = 48
"""A shingle in more texts than these is counted for neighbours and with the first of them, not for every pair: else a
line under each of 2,000 posts would be two million pairs."""
_PLACES: Final = 8
"""So many places of one shingle in a text are tried; a text that repeats itself has no end of them."""
_QUARTERS: Final = (-(2**63), -(2**62), 0, 2**62, 2**63)
"""Of all hashes, which are evenly spread."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two texts that have shingles in common, by their numbers; `first` < `second`."""

    first: int
    second: int
    shared: int
    """How many different shingles both have."""
    share: float
    """Those of all that the shorter of the two has, 0..1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A passage that two texts have in common; places of words, ends excluded."""

    first: int
    first_end: int
    second: int
    second_end: int
    same: int
    """How many words are the same; all of them, unless runs were joined over a gap."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words in a row that several texts have, as long as it is the same texts that have them."""

    words: tuple[str, ...]
    texts: tuple[int, ...]
    """The numbers of the texts, ascending."""
    first: int
    """The place of its first word in the first of them."""


class Shingles:
    """The shingles of many texts, each a sequence of folded words; texts are named by their places."""

    def __init__(self, texts: Sequence[Sequence[str]]) -> None:
        """Take the texts; each is looked at once here."""
        self._texts = texts
        known = [array("q", sorted(set(_hashes(words)))) for words in texts]
        self.sizes = tuple(map(len, known))
        """How many different shingles each text has."""
        self._texts_of: dict[int, list[int]] = {}
        for low, high in pairwise(_QUARTERS):  # a quarter of the shingles at a time needs a quarter of the memory
            parts = [hashes[bisect_left(hashes, low) : bisect_left(hashes, high)] for hashes in known]
            self._note_repeated(parts)

    def _note_repeated(self, parts: list["array[int]"]) -> None:
        seen: set[int] = set()
        repeated: set[int] = set()
        for part in parts:
            repeated |= seen.intersection(part)
            seen.update(part)
        del seen
        for number, part in enumerate(parts):
            for shingle in repeated.intersection(part):
                self._texts_of.setdefault(shingle, []).append(number)

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """Return the texts that have any shingle in common, those that share most first.

        In a group of more than 48 texts with the same shingles, each is paired with the first and with its neighbours.
        """
        counts: Counter[tuple[int, int]] = Counter()
        together = Counter(map(tuple, self._texts_of.values()))
        # Most sets of texts come once, and many are counted quicker than one by one.
        counts.update(chain.from_iterable(_pairs(texts) for texts, count in together.items() if count == 1))
        for texts, count in together.items():
            if count > 1:
                for pair in _pairs(texts):
                    counts[pair] += count
        found = [
            Pair(first=first, second=second, shared=shared, share=shared / min(self.sizes[first], self.sizes[second]))
            for (first, second), shared in counts.items()
        ]
        return tuple(sorted(found, key=lambda pair: (-pair.share, -pair.shared, pair.first, pair.second)))

    def runs(self, first: int, second: int, *, least: int = WORDS, gap: int = 0) -> tuple[Run, ...]:
        """Return the passages of at least `least` words that two texts have in common, in the first one's order.

        With `gap`, passages with at most so many other words between them, in both texts, are one.
        """
        places: dict[int, list[int]] = {}
        hashes = list(_hashes(self._texts[first]))
        wanted = set(hashes)
        for place, shingle in enumerate(_hashes(self._texts[second])):
            if shingle in wanted:
                known = places.setdefault(shingle, [])
                if len(known) < _PLACES:
                    known.append(place)
        runs = list(_runs(self._texts[first], self._texts[second], hashes, places)) if places else []
        return tuple(run for run in _joined(runs, gap) if run.first_end - run.first >= least)

    def phrases(self, texts: int = 3) -> tuple[Phrase, ...]:
        """Return what at least so many texts have word for word, that of most texts first, then the longest."""
        common = {shingle: tuple(found) for shingle, found in self._texts_of.items() if len(found) >= texts}
        found = [
            phrase for number in sorted({own[0] for own in common.values()}) for phrase in self._of(number, common)
        ]
        return tuple(sorted(found, key=lambda phrase: (-len(phrase.texts), -len(phrase.words), phrase.words)))

    def _of(self, number: int, common: dict[int, tuple[int, ...]]) -> Iterator[Phrase]:
        """Yield the phrases of which this text is the first to have them."""
        words = self._texts[number]
        hashes = list(_hashes(words))
        done: set[int] = set()
        place = 0
        while place < len(hashes):
            texts = common.get(hashes[place])
            if texts is None or texts[0] != number or hashes[place] in done:
                place += 1
                continue
            start = place
            while place < len(hashes) and common.get(hashes[place]) == texts:
                done.add(hashes[place])
                place += 1
            end = place - 1 + _width(words, place - 1)
            yield Phrase(words=tuple(words[start:end]), texts=texts, first=start)


def _hashes(words: Sequence[str]) -> Iterator[int]:
    """Yield the hash of the shingle that begins at each place."""
    signs = {word for word in set(words) if is_sign(word)}
    if not signs:
        yield from map(hash, zip(*(words[start:] for start in range(WORDS)), strict=False))
        return
    for place, word in enumerate(words):
        width = SIGNS if word in signs else WORDS
        if place + width > len(words):
            # The shorter kind may still fit further on; a place must keep its number.
            width = len(words) - place
            if width < WORDS:
                return
        yield hash(tuple(words[place : place + width]))


def _width(words: Sequence[str], place: int) -> int:
    return min(SIGNS if is_sign(words[place]) else WORDS, len(words) - place)


def _runs(
    here: Sequence[str], there: Sequence[str], hashes: Sequence[int], places: Mapping[int, Sequence[int]]
) -> Iterator[Run]:
    """Yield the longest passages; `hashes` are of the first text, `places` of the second one's shingles."""
    place = 0
    while place < len(hashes):
        longest, start = 0, 0
        for other in places.get(hashes[place], ()):
            length = _same(here, place, there, other)
            if length > longest:
                longest, start = length, other
        if longest:
            yield Run(first=place, first_end=place + longest, second=start, second_end=start + longest, same=longest)
        place += longest or 1


def _pairs(texts: tuple[int, ...]) -> Iterator[tuple[int, int]]:
    if len(texts) <= _MANY:
        yield from combinations(texts, 2)
        return
    first, *others = texts
    yield from ((first, other) for other in others)
    yield from pairwise(others)


def _same(here: Sequence[str], place: int, there: Sequence[str], other: int) -> int:
    """Return how many words are the same from these places on."""
    length, most = 0, min(len(here) - place, len(there) - other)
    while length < most and here[place + length] == there[other + length]:
        length += 1
    return length


def _joined(runs: list[Run], gap: int) -> list[Run]:
    if not gap:
        return runs
    out: list[Run] = []
    for run in runs:
        last = out[-1] if out else None
        if last is not None and 0 <= run.first - last.first_end <= gap and 0 <= run.second - last.second_end <= gap:
            out[-1] = Run(
                first=last.first,
                first_end=run.first_end,
                second=last.second,
                second_end=run.second_end,
                same=last.same + run.same,
            )
        else:
            out.append(run)
    return out
