"""Which posts of a corpus are alike, worked out once for all rules that ask; and which of them say so themselves."""

import weakref
from collections.abc import Iterable
from itertools import islice, takewhile
from typing import Final

from backup.model import PostKind
from backup.risk.corpus import Corpus
from backup.risk.elsewhere import bare_host
from backup.risk.overlaps import Glance, overlap_of
from backup.risk.pointing import stories
from backup.risk.post import RiskPost
from backup.risk.shingles import Pair

_LEAST: Final = 40
"""Posts with fewer shingles are not compared: short notes are alike by chance."""
_WORTH: Final = 0.04
"""Pairs that share less than this of the shorter one's shingles are not looked at: they cannot be alike throughout."""
_GLANCED: Final = 40_000
_MEASURED: Final = 5_000
"""So many pairs are glanced at and measured, those that share most first: some seconds each, whatever there is."""
_GLANCE: Final = 0.2


class Kinship:
    """The published posts of a corpus, and the draft that is tried, with how they overlap."""

    def __init__(self, corpus: Corpus) -> None:
        """Compare what is examined with itself and with what is only compared with."""
        self.posts = corpus.everything
        self._shingles = shingles = corpus.shingles
        examined = {post.key for post in stories(corpus)}
        compared = [post.kind is PostKind.POST or post.key in examined for post in self.posts]

        def wanted(pair: Pair) -> bool:
            one, other = self.posts[pair.first], self.posts[pair.second]
            return (
                compared[pair.first]
                and compared[pair.second]
                and (one.key in examined or other.key in examined)
                and min(shingles.sizes[pair.first], shingles.sizes[pair.second]) >= _LEAST
                and not same_post(one, other)
            )

        worth = filter(wanted, takewhile(lambda pair: pair.share >= _WORTH, shingles.pairs))
        glance = Glance(lambda number: self.posts[number].words)
        ordered = sorted(islice(worth, _GLANCED), key=lambda pair: (pair.first, pair.second))
        alike = [pair for pair in ordered if glance.met(pair.first, pair.second) >= _GLANCE]
        alike.sort(key=lambda pair: -pair.share)
        self.overlaps = tuple(
            overlap_of(
                pair,
                shingles.runs(pair.first, pair.second),
                self.posts[pair.first].words,
                self.posts[pair.second].words,
            )
            for pair in alike[:_MEASURED]
        )

    def passage(self, inside: int, others: Iterable[int]) -> str:
        """Return the longest passage of a post that stands word for word in one of the others, as it was written."""
        runs = [run for other in others if other != inside for run in self._shingles.runs(inside, other)]
        longest = max(runs, key=lambda run: run.same, default=None)
        return self.posts[inside].passage(longest.first, longest.first_end) if longest else ""


_ANSWERS: list[tuple[weakref.ref[Corpus], Kinship]] = []


def kinship(corpus: Corpus) -> Kinship:
    """Return how the posts of a corpus are alike; the answer is kept as long as the corpus is."""
    _ANSWERS[:] = [kept for kept in _ANSWERS if kept[0]() is not None]
    for seen, answer in _ANSWERS:
        if seen() is corpus:
            return answer
    answer = Kinship(corpus)
    _ANSWERS.append((weakref.ref(corpus), answer))
    return answer


def same_post(one: RiskPost, other: RiskPost) -> bool:
    """Say whether two entries are one post that came into the archive twice."""
    if one.url and one.url == other.url:
        return True
    return (
        bool(one.id) and one.id == other.id and one.platform == other.platform and one.publication == other.publication
    )


def declared(one: RiskPost, other: RiskPost) -> bool:
    """Say whether one of two posts tells search engines that it was first published where the other is."""
    if one.canonical and other.canonical and _address(one.canonical) == _address(other.canonical):
        return True
    return _names(one, other) or _names(other, one)


def _names(copy: RiskPost, original: RiskPost) -> bool:
    if not copy.canonical:
        return False
    if original.url and _address(copy.canonical) == _address(original.url):
        return True
    host = bare_host(copy.canonical)
    return copy.platform != original.platform and host == bare_host(original.url) != ""


def _address(url: str) -> str:
    """Return an address as it is compared: no scheme, no “www.”, no query."""
    bare = url.split("#")[0].split("?")[0].rstrip("/")
    return bare.split("://")[-1].removeprefix("www.").casefold()
