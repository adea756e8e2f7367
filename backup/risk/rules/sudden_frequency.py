"""Finds weeks with many posts after months with few."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import ClassVar, Final

from backup.model import PostKind
from backup.risk import spoken
from backup.risk.corpus import Corpus
from backup.risk.model import Confidence, Finding, Severity, Source
from backup.risk.pointing import FILTER_UNKNOWN, point, spread
from backup.risk.post import RiskPost

_WEEK: Final = timedelta(days=7)
_BEFORE: Final = timedelta(days=84)
"""Twelve weeks say what was usual."""
_KNOWN: Final = timedelta(days=28)
"""With less before it, a week is one of the first: everybody begins suddenly."""
_TIMES: Final = 5
_FAR: Final = 20
"""So many times the usual, and three times the number it is looked at from, are more than a good week."""
_FAR_ABOVE: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class _Week:
    since: datetime
    posts: tuple[RiskPost, ...]
    usual: float
    """Posts a week in the twelve weeks before it."""


class SuddenFrequency:
    """A guess of writers; an account that was taken over, or sold, looks so too."""

    id: ClassVar[str] = "sudden-frequency"
    title: ClassVar[str] = "Many more posts than before"
    number: ClassVar[int] = 0
    by_writer: ClassVar[bool] = True
    source: ClassVar[Source] = Source(
        words="Suspended writers guessed that a sudden change to daily posting was counted against them; it is not a "
        "published reason. What is published is that nothing may be posted automatically.",
        place="Guesses: grebler.medium.com, beginnersblog.org/?p=20418; Medium Rules (github.com/Medium/medium-policy)",
    )
    platforms: ClassVar[tuple[str, ...]] = ("medium", "substack")

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield a finding for each account with such weeks, about the fullest of them."""
        least = thresholds["posts_per_week_suddenly"]
        by_account: dict[str, list[RiskPost]] = {}
        for post in chain(corpus.stories, (post for post in corpus.earlier if post.kind is PostKind.POST)):
            if post.published:
                by_account.setdefault(post.publication, []).append(post)
        examined = {post.key for post in corpus.stories}
        for posts in by_account.values():
            weeks = [week for week in _weeks(posts, least) if any(post.key in examined for post in week.posts)]
            if weeks:
                yield _finding(weeks, least)


def _weeks(posts: list[RiskPost], least: float) -> list[_Week]:
    """Return the weeks with many posts that stand out from what was before, none of which overlap."""
    dated = sorted(((post.published, post) for post in posts if post.published), key=lambda row: (row[0], row[1].key))
    times = [time for time, _ in dated]
    weeks: list[_Week] = []
    place = 0
    while place < len(times):
        since = times[place]
        end = bisect_left(times, since + _WEEK)
        before = min(since - times[0], _BEFORE)
        earlier = place - bisect_left(times, since - before)
        usual = earlier / (before / _WEEK) if before else 0.0
        if end - place >= max(least, _TIMES * (usual + 1)) and before >= _KNOWN:
            weeks.append(_Week(since=since, posts=tuple(post for _, post in dated[place:end]), usual=usual))
            place = end
        else:
            place += 1
    return weeks


def _finding(weeks: Sequence[_Week], least: float) -> Finding:
    week = max(weeks, key=lambda one: len(one.posts) / (one.usual + 1))
    count = len(week.posts)
    far = count >= _FAR * max(week.usual, 1) and count >= _FAR_ABOVE * least
    others = f" It happened {len(weeks)} times." if len(weeks) > 1 else ""
    return Finding(
        rule=SuddenFrequency.id,
        title=f"{count} posts in the week from {spoken.day(week.since)}, after {week.usual:.1f} a week before",
        severity=Severity.LOW,
        confidence=Confidence.MEDIUM if far else Confidence.LOW,
        why="An account that suddenly posts much more than it did can look like a program’s, or like one that "
        f"somebody else has taken over.{others} The number it is looked at from ({least:g} in a week) is a setting of "
        "Outlast.",
        unknown=f"{FILTER_UNKNOWN} A holiday, a series, or old posts that were imported in one go look the same; "
        "whether the dates are those of writing or of importing is not known either. Posts that are gone were not "
        "counted.",
        remedy="If these were not you, look at your sessions and sign all of them out. If you imported old posts or "
        "wrote a series, say so in an appeal; the next time, spread them over some weeks.",
        evidence=tuple(point(post) for post in spread(week.posts)),
        numbers={"posts": count, "usual_per_week": round(week.usual, 2), "weeks": len(weeks), "looked_at_from": least},
    )


RULE = SuddenFrequency()
