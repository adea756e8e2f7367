"""Posts that seem to be filled from one template, cluster by cluster, on the days they appeared."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from outlast.auditing.plots.drawing import Plot, bottom, element, percent, picture, text, tip
from outlast.auditing.plots.timeline import BELOW, Timeline

_ROW = 38
_MOST = 12
_TITLE_ROOM = 22
"""The first line takes the room that other plots have for the words of a threshold."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Posts that are alike."""

    name: str
    """What they have in common, in a few words."""
    posts: tuple[tuple[str, date], ...]
    """Title and day of each."""


def clusters_plot(clusters: Sequence[Cluster]) -> Plot:
    """Return the plot of them, the largest first; there is at least one, and none is empty."""
    ranked = sorted(clusters, key=lambda cluster: (-len(cluster.posts), cluster.name))
    shown = ranked[:_MOST]
    line = Timeline(day for cluster in shown for _, day in cluster.posts)
    height = _ROW * len(shown) - _TITLE_ROOM
    parts = line.marks(height=height)
    for row, cluster in enumerate(shown):
        y = bottom(0) + row * _ROW + 4
        parts.append(element("line", x1="0", x2="100%", y1=y, y2=y, class_="grid"))
        parts.append(text(f"{row + 1}. {len(cluster.posts):,} posts", 0, y - 10, class_="tick"))
        for title, day in cluster.posts:
            said = tip(f"{title}, {day:%Y-%m-%d}")
            parts.append(element("circle", said, cx=percent(line.at(day)), cy=y, r=4.5, class_="dot"))
    parts.append(element("line", x1="0", x2="100%", y1=bottom(height), y2=bottom(height), class_="axis"))
    left_out = len(ranked) - len(shown)
    title = "Posts that look like fillings of one template"
    words = (
        f"Each line is one of {len(ranked):,} {'group' if len(ranked) == 1 else 'groups'} of posts that are alike; "
        "each dot is a post, on the day it appeared."
        + (f" {left_out:,} smaller ones are left out." if left_out else "")
    )
    return Plot(
        id="plot-clusters",
        title=title,
        words=words,
        svg=picture("plot-clusters", title, words, parts, height=int(bottom(height)) + BELOW),
        header=("Line", "What they share", "Posts", "First", "Last"),
        rows=tuple(
            (
                f"{number}",
                cluster.name,
                f"{len(cluster.posts):,}",
                f"{min(day for _, day in cluster.posts):%Y-%m-%d}",
                f"{max(day for _, day in cluster.posts):%Y-%m-%d}",
            )
            for number, cluster in enumerate(shown, start=1)
        ),
        left_out=left_out,
    )
