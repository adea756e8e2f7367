"""Links that lead away, post by post."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outlast.auditing.plots.drawing import Plot, bottom, element, limit_line, percent, picture, scale, tip
from outlast.auditing.plots.timeline import BELOW, Timeline

_HEIGHT = 180
_ROWS = 8
_NAMED = 400
"""So many dots have names of their own, those with the most links first: the rest would only make the page heavy."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PostLinks:
    """How many links of a post lead away from the writer's own pages."""

    title: str
    day: date
    links: int
    words: int

    @property
    def density(self) -> float:
        """Return them for each 100 words."""
        return self.links * 100 / max(self.words, 1)


def outbound_plot(posts: Sequence[PostLinks], *, limit: float | None, limit_words: str) -> Plot:
    """Return the plot of them, by the day they appeared; there is at least one post."""
    line = Timeline((post.day for post in posts), least=14)
    ranked = sorted(posts, key=lambda post: (-post.density, post.day, post.title))
    # One poem that is nothing but a link must not press all others to the ground.
    usual = sorted(post.density for post in posts)[int(len(posts) * 0.98)]
    top = max(usual, (limit or 0) * 1.5, 0.5)
    marks, pixel = scale(top, height=_HEIGHT)
    highest = _HEIGHT / pixel
    parts = [*marks, *line.marks(height=_HEIGHT)]
    for number, post in reversed(list(enumerate(ranked))):
        over = limit is not None and post.density >= limit
        parts.append(
            element(
                "circle",
                tip(f"{post.title}, {post.day:%Y-%m-%d}: {_said(post)}") if number < _NAMED else "",
                cx=percent(line.at(post.day)),
                cy=bottom(_HEIGHT) - min(post.density, highest) * pixel,
                r=3.5 if over else 3,
                class_="over" if over else "dot",
            )
        )
    if limit is not None:
        parts.append(limit_line(limit, f"{limit:,g} {limit_words}", height=_HEIGHT, pixel=pixel))
    title = "Links that lead away, for each 100 words"
    words = _words(posts, limit, highest)
    return Plot(
        id="plot-links",
        title=title,
        words=words,
        svg=picture("plot-links", title, words, parts, height=int(bottom(_HEIGHT)) + BELOW),
        header=("Post", "Day", "Links away", "Words", "For each 100 words"),
        rows=tuple(
            (post.title, f"{post.day:%Y-%m-%d}", f"{post.links:,}", f"{post.words:,}", f"{post.density:.1f}")
            for post in ranked[:_ROWS]
        ),
        left_out=max(len(ranked) - _ROWS, 0),
    )


def _said(post: PostLinks) -> str:
    return f"{post.links:,} {'link' if post.links == 1 else 'links'} away in {post.words:,} words"


def _words(posts: Sequence[PostLinks], limit: float | None, highest: float) -> str:
    leading = sum(bool(post.links) for post in posts)
    over = sum(post.density >= limit for post in posts) if limit is not None else 0
    above = sum(post.density > highest for post in posts)
    return (
        f"Each dot is one of {len(posts):,} {'post' if len(posts) == 1 else 'posts'}, on the day it appeared. "
        f"{f'{leading:,}' if leading else 'None'} of them {'have' if leading > 1 else 'has'} a link that leads away "
        "from your own pages."
        + (
            f" {f'{over:,}' if over else 'None'} {'reach' if over > 1 else 'reaches'} the line."
            if limit is not None
            else ""
        )
        + (f" {above:,} would lie above the picture and {'is' if above == 1 else 'are'} at its edge." if above else "")
    )
