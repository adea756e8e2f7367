"""Moments, acts and spans of time in the words of a finding. Moments are shown in UTC, as an export writes them."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from backup.risk.activity import Act

MOST_ROWS = 20


def day(moment: datetime) -> str:
    """Return “12 August 2025”."""
    here = moment.astimezone(UTC)
    return f"{here.day} {here:%B %Y}"


def minute(moment: datetime) -> str:
    """Return “12 August 2025, 13:46 UTC”."""
    return f"{day(moment)}, {moment.astimezone(UTC):%H:%M} UTC"


def span(length: timedelta) -> str:
    """Return “40 seconds”, “12 minutes”, “3 hours” or “5 days”: the largest unit that fits twice, or once exactly."""
    seconds = round(length.total_seconds())
    for size, name in ((86_400, "day"), (3_600, "hour"), (60, "minute")):
        if seconds == size:
            return f"1 {name}"
        if seconds >= 2 * size:
            return f"{round(seconds / size)} {name}s"
    return f"{seconds} second{'' if seconds == 1 else 's'}"


def short(text: str, most: int = 80) -> str:
    """Return a text in one line and at most `most` letters long."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"


def many(count: int, noun: str) -> str:
    """Return “1 clap”, “5 claps”."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def rows(acts: Iterable[Act]) -> tuple[str, ...]:
    """Return a line for each act, the first 20: when, what, how often, on what."""
    lines: list[str] = []
    for act in acts:
        if len(lines) == MOST_ROWS:
            break
        when = f"{act.at.astimezone(UTC):%Y-%m-%d %H:%M{':%S' if act.precise else ''}}" if act.at else "(no time)"
        times = f" ×{act.count}" if act.count > 1 else ""
        on = " ".join(filter(None, (act.target_title, act.target_url or act.target_author)))
        lines.append(f"{when}  {act.kind}{times}  {short(on, 200)}".rstrip())
    return tuple(lines)
