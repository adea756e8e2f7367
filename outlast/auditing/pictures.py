"""Which plots there are for a report: each where there is something to draw."""

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime

from backup.risk.activity import Act
from backup.risk.corpus import Corpus
from backup.risk.model import Finding
from backup.risk.phrases import calls
from outlast.auditing.plots.actions import Daily, actions_plot
from outlast.auditing.plots.clusters import Cluster, clusters_plot
from outlast.auditing.plots.drawing import Plot
from outlast.auditing.plots.duplicates import Pair, duplicate_map
from outlast.auditing.plots.outbound import PostLinks, outbound_plot
from outlast.auditing.plots.promotion import Asked, promotion_plot
from outlast.auditing.report import Report
from outlast.auditing.thresholds import line_words

_TEMPLATES = 8
"""The number of the rule that finds groups of posts."""
_WORTH = 0.1
"""Below this a pair of posts has a greeting or a footer in common: the map would be all grey."""
_UNTITLED = "(no title)"
_YEARS = range(1995, 2100)
"""An export may hold any date; one post of the year 9999 would press all others into one column."""


def pictures(report: Report) -> list[Plot]:
    """Return the plots of a report, in the order of the page."""
    return [*_actions(report), *_duplicates(report), *_outbound(report), *_clusters(report), *_promotion(report)]


def _actions(report: Report) -> Iterator[Plot]:
    activity = report.corpus.activity
    kinds = {
        "claps": activity.claps,
        "highlights": activity.highlights,
        "bookmarks": activity.bookmarks,
        "responses": activity.responses,
        "follows": activity.follows,
    }
    for kind, acts in kinds.items():
        if counts := _by_day(acts):
            limit = report.thresholds.get(f"{kind}_per_day")
            yield actions_plot(Daily(kind=kind, counts=counts, limit=limit, limit_words=line_words(f"{kind}_per_day")))


def _by_day(acts: Sequence[Act]) -> Counter[date]:
    """Return how many things were done each day: 50 claps for one story are one, as the rules count them."""
    return Counter(day for act in acts if (day := _day(act.at)))


def _duplicates(report: Report) -> Iterator[Plot]:
    everything = report.corpus.everything
    pairs = [
        Pair(one=everything[pair.first].key, other=everything[pair.second].key, share=pair.share)
        for pair in report.corpus.shingles.pairs
        if pair.share >= _WORTH and (report.draft is None or _is_draft(report, pair.first, pair.second))
    ]
    if pairs:
        ordered = sorted(everything, key=lambda post: (post.published is None, post.published or report.made))
        titles = {post.key: post.title or _UNTITLED for post in everything}
        yield duplicate_map(pairs, titles, [post.key for post in ordered])


def _is_draft(report: Report, *places: int) -> bool:
    return any(report.corpus.everything[place].key == report.draft for place in places)


def _outbound(report: Report) -> Iterator[Plot]:
    posts = [
        PostLinks(
            title=post.title or _UNTITLED,
            day=day,
            links=sum(not link.own for link in post.links),
            words=len(post.words),
        )
        for post in report.corpus.stories
        if post.words and (day := _day(post.published))
    ]
    if posts:
        limit = report.thresholds.get("links_per_100_words")
        yield outbound_plot(posts, limit=limit, limit_words="or more, a number of Outlast’s own")


def _clusters(report: Report) -> Iterator[Plot]:
    numbers = {rule.id: rule.number for rule in report.audit.rules}
    found = [one for one in report.findings if numbers.get(one.rule) == _TEMPLATES]
    clusters = [
        Cluster(name=finding.title, posts=posts) for finding in found if (posts := _dated(finding, report.corpus))
    ]
    if clusters:
        yield clusters_plot(clusters)


def _dated(finding: Finding, corpus: Corpus) -> tuple[tuple[str, date], ...]:
    keys = dict.fromkeys(one.post for one in finding.evidence if one.post is not None)
    posts = [corpus.by_key[key] for key in keys if key in corpus.by_key]
    return tuple((post.title or _UNTITLED, day) for post in posts if (day := _day(post.published)))


def _promotion(report: Report) -> Iterator[Plot]:
    posts = [
        Asked(
            day=day,
            phrases=len(calls([post.text])),
            words=len(post.words),
        )
        for post in report.corpus.stories
        if post.words and (day := _day(post.published))
    ]
    if posts:
        yield promotion_plot(posts)


def _day(moment: datetime | None) -> date | None:
    """Return the day (UTC) of a moment that can be true."""
    return moment.astimezone(UTC).date() if moment is not None and moment.year in _YEARS else None
