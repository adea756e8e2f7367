"""How often posts ask for something: sign up, buy, follow, click. By the month."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from outlast.auditing.plots.drawing import Plot, bottom, element, percent, picture, scale, tip
from outlast.auditing.plots.timeline import BELOW, Timeline

_HEIGHT = 120
_ROWS = 8
_LEAST = 150
"""Days: a single month would be a bar as wide as the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """How often a post asks for something."""

    day: date
    phrases: int
    words: int


def promotion_plot(posts: Sequence[Asked]) -> Plot:
    """Return the plot of the phrases for each 1,000 words; there is at least one post."""
    months: dict[date, list[Asked]] = defaultdict(list)
    for post in posts:
        months[post.day.replace(day=1)].append(post)
    earliest = min(min(months), (max(months) - timedelta(days=_LEAST)).replace(day=1))
    line = Timeline([earliest, _next(max(months)) - timedelta(days=1)])
    rates = {month: _rate(found) for month, found in months.items()}
    marks, pixel = scale(max(*rates.values(), 1.0), height=_HEIGHT)
    parts = [*marks, *line.marks(height=_HEIGHT)]
    for month, rate in sorted(rates.items()):
        high = max(rate * pixel, 1.0)
        said = f"{month:%B %Y}: {rate:.1f} for each 1,000 words, in {len(months[month]):,} posts"
        parts.append(
            element(
                "rect",
                tip(said),
                x=percent(line.starts(month)),
                width=percent((_next(month) - month).days / line.length * 0.86),
                y=bottom(_HEIGHT) - high,
                height=high,
                class_="bar",
            )
        )
    title = "Phrases that ask for something, for each 1,000 words"
    most = max(rates, key=lambda month: (rates[month], month))
    phrases = sum(post.phrases for post in posts)
    words = (
        f"Each bar is a month. {phrases:,} {'phrase' if phrases == 1 else 'phrases'} such as “sign up” or “buy now” in "
        f"{len(posts):,} posts" + (f"; most in {most:%B %Y}, {rates[most]:.1f}." if phrases else ".")
    )
    return Plot(
        id="plot-phrases",
        title=title,
        words=words,
        svg=picture("plot-phrases", title, words, parts, height=int(bottom(_HEIGHT)) + BELOW),
        header=("Month", "Posts", "Phrases", "For each 1,000 words"),
        rows=tuple(
            (
                f"{month:%Y-%m}",
                f"{len(months[month]):,}",
                f"{sum(post.phrases for post in months[month]):,}",
                f"{rates[month]:.1f}",
            )
            for month in sorted(rates, key=lambda month: (-rates[month], month))[:_ROWS]
        ),
        left_out=max(len(rates) - _ROWS, 0),
    )


def _rate(posts: Sequence[Asked]) -> float:
    return sum(post.phrases for post in posts) * 1000 / max(sum(post.words for post in posts), 1)


def _next(month: date) -> date:
    return (month + timedelta(days=31)).replace(day=1)
