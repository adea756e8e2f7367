"""How what two posts have in common is spread over them: throughout, as in a copy, or in one place, as in a footer.

A post is cut into tiles of twenty words (forty signs where words have no spaces between them); a tile is met when a
passage of five words in it stands in the other post too. A text of which every fifth word was changed still has most of
its tiles met, while a footer that ends every post meets only its own.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from backup.risk.shingles import WORDS, Pair, Run
from backup.risk.words import is_sign

_TILE: Final = 20
_TILE_SIGNS: Final = 40
_LEAST_SIGNS: Final = 12
_KEPT: Final = 256
_WHOLE: Final = 0.8
_FORM: Final = 0.55
_ENOUGH: Final = 4
_IN_ORDER: Final = 0.8
_SHORT: Final = 0.4
_SHORT_SIGNS: Final = 0.55
"""Where shared shingles are fewer than so many for each met tile, what is shared is short: whole paragraphs that two
posts have in common give 0.42 to 0.8, copies with every fifth word changed 0.15 to 0.35 (0.35 to 0.51 with signs)."""
_FORMULAS: Final = 0.3
"""Texts that share less than this may have only their formulas in common."""
_OFTEN: Final = 3
_LONG: Final = 10
"""A longer passage is more than a formula."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """What two posts have in common; `first` and `second` are their numbers."""

    first: int
    second: int
    share: float
    """Share of the different shingles of the shorter post that stand in the other: 0 to 1."""
    met: float
    """Share of the tiles that are met, in the post where that is less: 0 to 1."""
    gap: float
    """The longest stretch without anything in common as a share of its post, in the post where that is more."""

    reworded: bool
    """Whether what they share is many short passages, as when every few words of a copy were changed."""
    ordered: bool
    """Whether it comes in the same order in both, as in a form that was filled in."""

    @property
    def one_text(self) -> bool:
        """Whether it looks as if the two were one text, and not two that have some paragraphs in common."""
        return self.met >= _WHOLE or self.reworded or (self.ordered and self.met >= _FORM)

    @property
    def throughout(self) -> float:
        """How much it looks as if the two were one text throughout: −1 to 1, met tiles less the longest gap."""
        return self.met - self.gap


def overlap_of(pair: Pair, runs: Sequence[Run], first: Sequence[str], second: Sequence[str]) -> Overlap:
    """Return how the passages that two texts have in common are spread over their words."""
    once = _once([run for run in runs if run.same >= _least(first, run.first)], len(second))
    if pair.share < _FORMULAS:
        formulas = _formulas(first)
        once = [run for run in once if run.same > _LONG or not _has(formulas, first[run.first : run.first_end])]
    met_first, gap_first = _spread(len(first), _tile(first), [(run.first, run.first_end) for run in once])
    met_second, gap_second = _spread(len(second), _tile(second), [(run.second, run.second_end) for run in once])
    return Overlap(
        first=pair.first,
        second=pair.second,
        share=pair.share,
        met=min(met_first, met_second),
        gap=max(gap_first, gap_second),
        reworded=pair.share <= min(met_first, met_second) * (_SHORT_SIGNS if _unspaced(first) else _SHORT),
        ordered=_ordered(once),
    )


class Glance:
    """Tells in a moment that what two texts share lies in one place, so that it need not be measured."""

    def __init__(self, texts: Callable[[int], Sequence[str]]) -> None:
        """Take the words of texts by their numbers; the last ones looked at are kept."""
        self._texts = texts
        self._tiles = lru_cache(maxsize=_KEPT)(self._tiles_of)

    def met(self, first: int, second: int) -> float:
        """Return the share of tiles that are met, about and at most, in the text where that is less."""
        one, other = self._tiles(first), self._tiles(second)
        common = one.keys() & other.keys()
        return min(
            len({tiles[shingle] for shingle in common}) / max(1, max(tiles.values(), default=0) + 1)
            for tiles in (one, other)
        )

    def _tiles_of(self, number: int) -> dict[int, int]:
        """Return in which tile each shingle of a text comes first."""
        words = self._texts(number)
        size = _tile(words)
        shingles = map(hash, zip(*(words[start:] for start in range(WORDS)), strict=False))
        tiles: dict[int, int] = {}
        for place, shingle in enumerate(shingles):
            tiles.setdefault(shingle, place // size)
        return tiles


def clusters(pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """Return the numbers that hang together, the largest group first, each in its order."""
    group_of: dict[int, list[int]] = {}
    for first, second in pairs:
        larger, smaller = group_of.setdefault(first, [first]), group_of.setdefault(second, [second])
        if larger is not smaller:
            if len(larger) < len(smaller):
                larger, smaller = smaller, larger
            larger.extend(smaller)
            group_of.update((number, larger) for number in smaller)
    groups = {id(group): sorted(group) for group in group_of.values()}
    return sorted(groups.values(), key=lambda group: (-len(group), group))


def _once(runs: Iterable[Run], words: int) -> list[Run]:
    """Return the passages without those whose other end another one has: a phrase that a post repeats counts once."""
    taken = bytearray(words)
    kept = []
    for run in sorted(runs, key=lambda run: -run.same):
        if sum(taken[run.second : run.second_end]) * 2 <= run.same:
            taken[run.second : run.second_end] = b"\x01" * run.same
            kept.append(run)
    return kept


def _formulas(words: Sequence[str]) -> set[tuple[str, ...]]:
    """Return the three words in a row that a text says again and again, as under each item of a list."""
    counts = Counter(zip(words, words[1:], words[2:], strict=False))
    return {three for three, count in counts.items() if count >= _OFTEN and not any(map(is_sign, three))}


def _has(formulas: set[tuple[str, ...]], words: Sequence[str]) -> bool:
    return bool(formulas) and not formulas.isdisjoint(zip(words, words[1:], words[2:], strict=False))


def _least(words: Sequence[str], place: int) -> int:
    """Return how long a passage must be: eight signs in a row are alike by chance too often."""
    return _LEAST_SIGNS if is_sign(words[place]) else WORDS


def _ordered(runs: Iterable[Run]) -> bool:
    """Say whether passages that follow each other in one text do so in the other too."""
    places = [run.second for run in sorted(runs, key=lambda run: run.first)]
    onward = sum(before < after for before, after in pairwise(places))
    return len(places) >= _ENOUGH and onward >= _IN_ORDER * (len(places) - 1)


def _unspaced(words: Sequence[str]) -> bool:
    sample = words[:400]
    return sum(map(is_sign, sample)) * 2 > len(sample)


def _tile(words: Sequence[str]) -> int:
    return _TILE_SIGNS if _unspaced(words) else _TILE


def _spread(words: int, size: int, passages: Iterable[tuple[int, int]]) -> tuple[float, float]:
    """Return the share of tiles that are met, and the longest stretch of tiles that are not."""
    tiles = bytearray(-(-words // size))
    for begin, end in passages:
        for tile in range(begin // size, (end - 1) // size + 1):
            tiles[tile] = 1
    if not tiles:
        return 0.0, 1.0
    gap = max(map(len, bytes(tiles).split(b"\x01")))
    return sum(tiles) / len(tiles), gap / len(tiles)
