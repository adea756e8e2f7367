"""Which short texts are much the same: by the words they share, so that some may be changed."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

_PAIRS_SHARED = 2
_LENGTHS = 1.8
"""How much longer one of two alike texts may be."""


def alike(texts: Sequence[tuple[str, ...]], *, least: float = 0.5) -> list[list[int]]:
    """Return groups of at least two places in `texts`, largest first, each alike the first of its group.

    Two texts are alike if they share two pairs of neighbouring words, and `least` of the words of the shorter one.
    Looked up through the pairs, so thousands of texts that have little in common cost little.
    """
    groups: list[list[int]] = []
    leaders: list[frozenset[str]] = []
    leading: defaultdict[tuple[str, str], list[int]] = defaultdict(list)
    for place, words in enumerate(texts):
        kinds, pairs = frozenset(words), set(pairwise(words))
        shared = Counter(group for pair in pairs for group in leading.get(pair, ()))
        home = next(
            (
                group
                for group, count in shared.most_common(8)
                if count >= min(_PAIRS_SHARED, len(pairs)) and _are_alike(kinds, leaders[group], least)
            ),
            None,
        )
        if home is not None:
            groups[home].append(place)
            continue
        for pair in pairs:
            leading[pair].append(len(groups))
        groups.append([place])
        leaders.append(kinds)
    return sorted((group for group in groups if len(group) > 1), key=len, reverse=True)


def _are_alike(one: frozenset[str], other: frozenset[str], least: float) -> bool:
    small, large = sorted((len(one), len(other)))
    return bool(small) and large <= _LENGTHS * small and len(one & other) >= least * small
