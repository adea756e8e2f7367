"""Finds paragraphs of hashtags, and the same tags on every post."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import ClassVar, Final

from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding, Severity, Source
from backup.risk.pointing import FILTER_UNKNOWN, days, point, spread, stories
from backup.risk.post import Part, RiskPost

_SEVERAL: Final = 5
_FULL: Final = 5
"""So many tags a story on Medium may have."""
_NEARLY_ALL: Final = 0.9
_HASHTAG = re.compile(r"[#＃](?!\d+\b)\w[\w\u0900-\u097f-]*")


class TagStuffing:
    """Nobody outside knows whether tags count; that they mislead is what the rules name."""

    id: ClassVar[str] = "tag-stuffing"
    title: ClassVar[str] = "Tags that are there to be found"
    number: ClassVar[int] = 0
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        words="Tags may not be used in a misleading way. That the same tags on all posts count is a guess of "
        "suspended writers, not a published reason.",
        place="Medium Rules (github.com/Medium/medium-policy, Deceptive conduct); guesses: grebler.medium.com, "
        "beginnersblog.org/?p=20418",
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield one finding for hashtags in the text, and one for tags that never change."""
        posts = stories(corpus)
        yield from _hashtags(posts, thresholds["hashtags_in_a_row"])
        yield from _same(posts, thresholds["same_tags_posts"])


def _hashtags(posts: Sequence[RiskPost], least: float) -> Iterator[Finding]:
    found = [(post, rows) for post in posts if (rows := list(_rows(post, least)))]
    if not found:
        return
    most = max(count for _, rows in found for count, _ in rows)
    several = len(found) >= _SEVERAL
    yield Finding(
        rule=TagStuffing.id,
        title=f"Up to {most} hashtags in a row, in {len(found)} post{'' if len(found) == 1 else 's'}",
        severity=Severity.LOW,
        confidence=Confidence.MEDIUM if several else Confidence.LOW,
        why=f"Posts published{days(post for post, _ in found)} have a paragraph that is mostly hashtags. Neither "
        "platform does anything with them, so they look like text that was made for search engines or for another "
        "network.",
        unknown=f"{FILTER_UNKNOWN} Many writers paste what they wrote for another network, tags and all.",
        remedy="Take the row out; on Medium choose up to five tags that say what the post is about.",
        evidence=tuple(point(post, rows[0][1]) for post, rows in spread(found)),
        numbers={"posts": len(found), "most": most, "looked_at_from": least},
    )


def _rows(post: RiskPost, least: float) -> Iterator[tuple[int, str]]:
    if post.text.count("#") + post.text.count("＃") < least:
        return
    for paragraph in post.paragraphs:
        if paragraph.kind is Part.CODE or paragraph.text.count("#") + paragraph.text.count("＃") < least:
            continue
        tags = _HASHTAG.findall(paragraph.text)
        if len(tags) >= least and 2 * sum(map(len, tags)) >= len("".join(paragraph.text.split())):
            yield len(tags), paragraph.text


def _same(posts: Sequence[RiskPost], least: float) -> Iterator[Finding]:
    tagged = [post for post in posts if post.platform != "substack" and len(post.tags) >= _FULL]
    sets = Counter(frozenset(tag.casefold() for tag in post.tags) for post in tagged)
    if not sets:
        return
    tags, count = sets.most_common(1)[0]
    if count < least or count < _NEARLY_ALL * len(tagged):
        return
    those = [post for post in tagged if frozenset(tag.casefold() for tag in post.tags) == tags]
    yield Finding(
        rule=TagStuffing.id,
        title=f"{count} of {len(tagged)} posts have the same {len(tags)} tags",
        severity=Severity.LOW,
        confidence=Confidence.LOW,
        why="Some writers who were suspended suspected that tags that never change were counted against them. The "
        f"number it is looked at from ({least:g}) is a setting of Outlast.",
        unknown=f"{FILTER_UNKNOWN} It is a guess, and who writes about one thing has the same tags with good reason.",
        remedy="Choose the tags for each post by what it is about.",
        evidence=tuple(point(post, ", ".join(post.tags)) for post in spread(those)),
        numbers={"posts": count, "of": len(tagged), "looked_at_from": least},
    )


RULE = TagStuffing()
