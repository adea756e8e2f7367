"""Actions a day against the numbers that writers were told: claps, highlights, bookmarks, responses, follows."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from outlast.auditing.plots.drawing import Plot, bottom, element, limit_line, percent, picture, scale, tip
from outlast.auditing.plots.timeline import BELOW, Timeline

_HEIGHT = 120
_COLUMNS = 120
"""Bars side by side that can still be told apart on a telephone; longer times show the busiest day of each bar."""
_ROWS = 8
_LEAST = 14
"""Days: a single one would be a bar as wide as the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Daily:
    """One kind of action, counted by the day (UTC)."""

    kind: str
    """In the plural, as people say it: `claps`."""
    counts: Mapping[date, int]
    limit: float | None
    """The number a day from which a rule speaks."""
    limit_words: str
    """What that number is, for people."""


def actions_plot(daily: Daily) -> Plot:
    """Return the plot of one kind of action; there is at least one."""
    line = Timeline(daily.counts, least=_LEAST)
    columns = min(line.length, _COLUMNS)
    busiest = _busiest(daily.counts, line, columns)
    top = max(max(daily.counts.values()), daily.limit or 0)
    marks, pixel = scale(top, height=_HEIGHT)
    parts = [*marks, *line.marks(height=_HEIGHT)]
    width = 1 / columns
    for column, (day, count) in sorted(busiest.items()):
        over = daily.limit is not None and count >= daily.limit
        high = max(count * pixel, 1.5)
        parts.append(
            element(
                "rect",
                tip(f"{day:%d %B %Y}: {count:,} {daily.kind}"),
                x=percent(column * width),
                width=percent(width * 0.86),
                y=bottom(_HEIGHT) - high,
                height=high,
                class_="over" if over else "bar",
            )
        )
    if daily.limit is not None:
        parts.append(limit_line(daily.limit, f"{daily.limit:,g} {daily.limit_words}", height=_HEIGHT, pixel=pixel))
    most = sorted(daily.counts.items(), key=lambda one: (-one[1], one[0]))
    plot, title, words = f"plot-{daily.kind.replace(' ', '-')}", f"{daily.kind.capitalize()} a day", _words(daily, line)
    return Plot(
        id=plot,
        title=title,
        words=words,
        svg=picture(plot, title, words, parts, height=int(bottom(_HEIGHT)) + BELOW),
        header=("Day (UTC)", daily.kind.capitalize()),
        rows=tuple((f"{day:%Y-%m-%d}", f"{count:,}") for day, count in most[:_ROWS]),
        left_out=max(len(most) - _ROWS, 0),
    )


def _busiest(counts: Mapping[date, int], line: Timeline, columns: int) -> dict[int, tuple[date, int]]:
    """Return the busiest day of each column."""
    found: dict[int, tuple[date, int]] = {}
    for day, count in counts.items():
        column = min(int(line.at(day) * columns), columns - 1)
        if count > found.get(column, (day, 0))[1]:
            found[column] = (day, count)
    return found


def _words(daily: Daily, line: Timeline) -> str:
    day, most = max(daily.counts.items(), key=lambda one: (one[1], one[0]))
    each = "Each bar is a day" if line.length <= _COLUMNS else "Each bar is the busiest day of a longer time"
    over = sum(count >= daily.limit for count in daily.counts.values()) if daily.limit is not None else 0
    reached = f" {over:,} {'day' if over == 1 else 'days'} reached the line." if over else " No day reached the line."
    return (
        f"{each}. Most on {day.day} {day:%B %Y}: {most:,}."
        f"{reached if daily.limit is not None else ''} What the platform has removed since is not counted."
    )
