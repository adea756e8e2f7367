"""Finds posts that are filled in from one template: the same words throughout, with small parts changed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import ClassVar, Final

from backup.risk.corpus import Corpus
from backup.risk.kinship import Kinship, declared, kinship
from backup.risk.model import Confidence, Finding, Severity, Source
from backup.risk.overlaps import Overlap, clusters
from backup.risk.pointing import FILTER_UNKNOWN, MOST, days, point, spread
from backup.risk.post import RiskPost

_THROUGHOUT: Final = 0.2
_CLEAR: Final = 0.4
_ALL_ALIKE: Final = 0.97
"""From here on two posts differ by nothing: that is a duplicate."""


class TemplateReuse:
    """Posts filled in from one template."""

    id: ClassVar[str] = "template-reuse"
    title: ClassVar[str] = "Posts filled in from one template"
    number: ClassVar[int] = 8
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        words="A template must not be used again and again with slight changes, in one account or over several.",
        place="Medium Rules, June 2023; Medium help 21308869037975 (Reasons for suspensions or restrictions)",
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield a finding for each group of posts that share their words throughout."""
        kin = kinship(corpus)
        least = int(thresholds["template_posts"])
        pairs = [overlap for overlap in kin.overlaps if _filled_in(kin.posts, overlap)]
        groups = [group for group in clusters((pair.first, pair.second) for pair in pairs) if len(group) >= least]
        for group in groups[:MOST]:
            yield _finding(kin, group, pairs)


def _filled_in(posts: Sequence[RiskPost], overlap: Overlap) -> bool:
    one, other = posts[overlap.first], posts[overlap.second]
    return (
        overlap.one_text
        and overlap.throughout >= _THROUGHOUT
        and overlap.share < _ALL_ALIKE
        and one.platform == other.platform
        and not declared(one, other)
    )


def _finding(kin: Kinship, group: Sequence[int], pairs: Iterable[Overlap]) -> Finding:
    posts = [kin.posts[number] for number in group]
    members = set(group)
    inside = [pair for pair in pairs if pair.first in members]
    met = sum(pair.met for pair in inside) / len(inside)
    places = {post.publication for post in posts}
    where = f"{len(places)} publications" if len(places) > 1 else "one publication"
    chosen = spread(group)
    return Finding(
        rule=TemplateReuse.id,
        title=f"{len(group)} posts in {where} look as if one template was filled in: “{posts[0].title}”",
        severity=Severity.HIGH if len(places) > 1 or len(group) >= 10 else Severity.MEDIUM,
        confidence=Confidence.MEDIUM if met >= _CLEAR or len(group) >= 6 else Confidence.LOW,
        why=(
            f"They were published{days(posts)}. On average {met:.0%} of their stretches of some twenty words share a "
            "word-for-word passage with another post of the group, from beginning to end. A footer, a sign-off or a "
            "fixed order of headings alone does not do that."
        ),
        unknown=(
            f"{FILTER_UNKNOWN} Reports with fixed wording (results, weather, minutes) and new editions look like this "
            "too, and nothing is wrong with them."
        ),
        remedy=(
            "Put what changes into one post that you keep up to date, or let each post have text that only it could "
            "have. Say in the first lines that it is one of a series, and link the series."
        ),
        evidence=tuple(point(kin.posts[number], kin.passage(number, chosen)) for number in chosen),
        numbers={"posts": len(group), "publications": len(places), "alike": round(met, 3)},
    )


RULE = TemplateReuse()
