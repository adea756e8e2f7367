"""Finds posts of which another one has the same text, within an account and across accounts and platforms."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Final

from backup.risk.corpus import Corpus
from backup.risk.kinship import Kinship, declared, kinship
from backup.risk.model import Confidence, Evidence, Finding, Severity, Source
from backup.risk.overlaps import Overlap, clusters
from backup.risk.pointing import FILTER_UNKNOWN, MOST, days, point, spread
from backup.risk.post import RiskPost

_MET: Final = 0.5
_THROUGHOUT: Final = 0.3
_VERBATIM: Final = 0.9
_SURE_POSTS: Final = 6
_SURE_WORDS: Final = 300
"""What nobody does by chance: so many posts of so many words that are the same almost word for word."""
_PLACEHOLDER: Final = frozenset({"lorem", "ipsum"})
"""Text that fills a page while it is tried out."""


class DuplicateContent:
    """The same text published more than once."""

    id: ClassVar[str] = "duplicate-content"
    title: ClassVar[str] = "The same text published more than once"
    number: ClassVar[int] = 3
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        words=(
            "The same content must not be posted several times, in one account or over several, and unlisted stories "
            "count too. What one has published before on a site of one’s own may be posted again."
        ),
        place="Medium Rules, June 2023; Medium help 21308869037975 (Reasons for suspensions or restrictions)",
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield a finding for each group of posts with the same text on one platform, and one for cross-posts."""
        kin = kinship(corpus)
        least = thresholds["duplicate_words"]
        alike = [overlap for overlap in kin.overlaps if _alike(kin.posts, overlap, least)]
        here = [pair for pair in alike if kin.posts[pair.first].platform == kin.posts[pair.second].platform]
        across = [pair for pair in alike if kin.posts[pair.first].platform != kin.posts[pair.second].platform]
        groups = clusters((pair.first, pair.second) for pair in here)
        room = MOST - bool(across)
        shown = groups if len(groups) <= room else groups[: room - 1]
        for group in shown:
            yield _copies(kin, group, here)
        if len(groups) > len(shown):
            yield _more(kin, groups[len(shown) :])
        if across:
            yield from _cross_posts(kin, across)


def _alike(posts: Sequence[RiskPost], overlap: Overlap, least: float) -> bool:
    one, other = posts[overlap.first], posts[overlap.second]
    return (
        overlap.one_text
        and overlap.met >= _MET
        and overlap.throughout >= _THROUGHOUT
        and min(len(one.words), len(other.words)) >= least
        and not declared(one, other)
    )


def _copies(kin: Kinship, group: Sequence[int], pairs: Iterable[Overlap]) -> Finding:
    posts = [kin.posts[number] for number in group]
    members = set(group)
    inside = [pair for pair in pairs if pair.first in members]
    places = {post.publication for post in posts}
    verbatim = {
        number
        for pair in inside
        if pair.share >= _VERBATIM
        for number in (pair.first, pair.second)
        if len(kin.posts[number].words) >= _SURE_WORDS
    }
    where = f"in {len(places)} of your publications" if len(places) > 1 else "in one publication"
    shared = max(pair.share for pair in inside)
    return Finding(
        rule=DuplicateContent.id,
        title=f"{len(posts)} posts {where} have much the same text: “{posts[0].title}”",
        severity=Severity.HIGH if len(places) > 1 or len(posts) > 2 else Severity.MEDIUM,
        confidence=_confidence(posts, sure=len(verbatim) >= _SURE_POSTS),
        why=(
            f"They were published{days(posts)}. In the two that are closest, {shared:.0%} of the five-word passages of "
            "the shorter one are in the other, and what they share runs through the whole text. The published rules "
            "ask not to post the same content more than once."
        ),
        unknown=(
            f"{FILTER_UNKNOWN} A post that was taken down and published anew, or a new edition that names the old "
            "one, looks the same from here."
        ),
        remedy=(
            "Keep the one that people link to and delete the others, or make each of them say something of its own. "
            "Unlisting is not enough on Medium. If one is a new edition, say so in its first lines with a link."
        ),
        evidence=_shown(kin, group),
        numbers={"posts": len(posts), "publications": len(places), "shared": round(shared, 3)},
    )


def _confidence(posts: Sequence[RiskPost], *, sure: bool) -> Confidence:
    if any(not _PLACEHOLDER.isdisjoint(post.words) for post in posts):
        return Confidence.LOW
    return Confidence.HIGH if sure else Confidence.MEDIUM


def _more(kin: Kinship, groups: Sequence[Sequence[int]]) -> Finding:
    members = [number for group in groups for number in group]
    return Finding(
        rule=DuplicateContent.id,
        title=f"{len(groups)} more groups of posts have much the same text, {len(members)} posts in all",
        severity=Severity.MEDIUM,
        confidence=Confidence.MEDIUM,
        why="They share passages throughout, like the groups that are shown one by one.",
        unknown=FILTER_UNKNOWN,
        remedy="Look at the larger groups first; what is mended there may be a habit that made these too.",
        evidence=tuple(point(kin.posts[group[0]], kin.passage(group[0], group[1:])) for group in groups[:MOST]),
        numbers={"groups": len(groups), "posts": len(members)},
    )


def _cross_posts(kin: Kinship, pairs: Sequence[Overlap]) -> Iterator[Finding]:
    members = sorted({number for pair in pairs for number in (pair.first, pair.second)})
    posts = [kin.posts[number] for number in members]
    texts = f"{len(pairs)} texts stand" if len(pairs) > 1 else "A text stands"
    yield Finding(
        rule=DuplicateContent.id,
        title=f"{texts} on two platforms, and neither post says where it was first",
        severity=Severity.LOW,
        confidence=Confidence.MEDIUM,
        why=(
            f"They were published{days(posts)}. Posting one’s own work on several platforms is allowed, but without a "
            "canonical link a machine cannot tell the author from somebody who copies."
        ),
        unknown=f"{FILTER_UNKNOWN} The export does not show every setting: a canonical link may be set all the same.",
        remedy=(
            "Name the first place in the settings of the later post (on Medium: advanced settings, canonical link), "
            "and in a line at its end."
        ),
        evidence=tuple(_twin(kin, pair) for pair in spread(pairs)),
        numbers={"texts": len(pairs)},
    )


def _twin(kin: Kinship, pair: Overlap) -> Evidence:
    one, other = kin.posts[pair.first], kin.posts[pair.second]
    return point(other, kin.passage(pair.second, [pair.first]), [f"also on {one.platform}: {one.url or one.title}"])


def _shown(kin: Kinship, group: Sequence[int]) -> tuple[Evidence, ...]:
    chosen = spread(group)
    return tuple(point(kin.posts[number], kin.passage(number, chosen)) for number in chosen)


RULE = DuplicateContent()
