"""Finds posts that look as if they were taken from others: bylines, lines of feeds, quotes without a source."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Final

from backup.risk.borrowed import Trace, traces
from backup.risk.corpus import Corpus
from backup.risk.kinship import kinship
from backup.risk.model import Confidence, Evidence, Finding, Severity, Source
from backup.risk.overlaps import Overlap
from backup.risk.pointing import FILTER_UNKNOWN, days, point, spread, stories
from backup.risk.post import RiskPost

_LOOKS_TAKEN: Final = 2
"""So much weight of traces makes a post look taken."""
_SEVERAL: Final = 3
_MET: Final = 0.5


class ScrapedContent:
    """Texts of others, or what looks so."""

    id: ClassVar[str] = "scraped-content"
    title: ClassVar[str] = "Texts taken from elsewhere"
    number: ClassVar[int] = 2
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        words="Texts that were copied from elsewhere, by hand or by a program, and posted again count as spam.",
        place="Medium Rules, June 2023; Medium help 21308869037975 (Reasons for suspensions or restrictions)",
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:  # noqa: ARG002  # the protocol's
        """Yield one finding for posts that look taken, one for origin notes that no canonical link bears out."""
        posts = stories(corpus)
        names = frozenset(name for facts in corpus.publications for name in facts.authors)
        found = {post.key: list(traces(post, names)) for post in posts}
        for one, other in _other_bylines(corpus):
            for post, twin in ((one, other), (other, one)):
                found.get(post.key, []).append(
                    Trace(weight=2, says=f"much the same text has another byline: {twin.byline}", passage="")
                )
        taken = [post for post in posts if sum(trace.weight for trace in found[post.key]) >= _LOOKS_TAKEN]
        noted = [post for post in posts if found[post.key] and post not in taken]
        if taken:
            yield _taken(taken, found, len(posts))
        if len(noted) >= _SEVERAL:
            yield _noted(noted, found, len(posts))


def _other_bylines(corpus: Corpus) -> Iterator[tuple[RiskPost, RiskPost]]:
    kin = kinship(corpus)
    for overlap in kin.overlaps:
        one, other = kin.posts[overlap.first], kin.posts[overlap.second]
        if _same_text(overlap) and one.authors and other.authors and not _shared_author(one, other):
            yield one, other


def _same_text(overlap: Overlap) -> bool:
    return overlap.met >= _MET and overlap.share >= _MET / 4


def _shared_author(one: RiskPost, other: RiskPost) -> bool:
    return bool({name.casefold() for name in one.authors} & {name.casefold() for name in other.authors})


def _taken(posts: Sequence[RiskPost], found: Mapping[str, Sequence[Trace]], of: int) -> Finding:
    several = len(posts) >= _SEVERAL
    verb = "has" if len(posts) == 1 else "have"
    return Finding(
        rule=ScrapedContent.id,
        title=f"{len(posts)} of {of} posts {verb} traces of being taken from elsewhere",
        severity=Severity.HIGH if several else Severity.MEDIUM,
        confidence=Confidence.MEDIUM if several else Confidence.LOW,
        why=(
            f"They were published{days(posts)} and carry at least two traces that copied texts have: a byline that is "
            "not yours, a note that it was published elsewhere, lines that feeds and agencies add, long quotes that "
            "name no source."
        ),
        unknown=(
            f"{FILTER_UNKNOWN} Nothing was looked up on the web: whether the words stand elsewhere, and whether you "
            "were allowed to post them, is known to you only. A text copied without such traces is not seen at all."
        ),
        remedy=(
            "Where it is yours, set the canonical link and say so in a line. Where it is somebody else’s with leave, "
            "name author, place and leave at the top. Where it is neither, take it down and write about it instead."
        ),
        evidence=_evidence(posts, found),
        numbers={"posts": len(posts), "share": round(len(posts) / max(1, of), 3)},
    )


def _noted(posts: Sequence[RiskPost], found: Mapping[str, Sequence[Trace]], of: int) -> Finding:
    return Finding(
        rule=ScrapedContent.id,
        title=f"{len(posts)} of {of} posts have one trace of another place of origin",
        severity=Severity.LOW,
        confidence=Confidence.LOW,
        why=(
            f"They were published{days(posts)}. A note of another place, a guest’s name or a long quote is ordinary, "
            "but a machine that looks for copies may go by it."
        ),
        unknown=f"{FILTER_UNKNOWN} The export does not show every setting: a canonical link may be set all the same.",
        remedy="Set the canonical link of what was published elsewhere first, and give each long quote its source.",
        evidence=_evidence(posts, found),
        numbers={"posts": len(posts), "share": round(len(posts) / max(1, of), 3)},
    )


def _evidence(posts: Sequence[RiskPost], found: Mapping[str, Sequence[Trace]]) -> tuple[Evidence, ...]:
    return tuple(
        point(
            post,
            next((trace.passage for trace in found[post.key] if trace.passage), ""),
            [trace.says for trace in found[post.key]],
        )
        for post in spread(posts)
    )


RULE = ScrapedContent()
