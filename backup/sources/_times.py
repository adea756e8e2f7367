"""Times as platforms write them: ISO 8601."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

_BELIEVED = timedelta(days=45)
"""Who downloads an export keeps it as it is; who packs it anew, or copies it, gives it another time."""

_ZONES = timedelta(days=1)
"""The time of a ZIP's entries has no zone."""


def parse_time(text: str | None) -> datetime | None:
    """Return the time in UTC, or `None` for what is no time; without an offset it is taken as UTC."""
    try:
        time = datetime.fromisoformat((text or "").strip())
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def has_passed(time: datetime) -> bool:
    """Tell whether a moment is not ahead of us: a date in an export that is was mistyped, or made by a wrong clock."""
    return time <= datetime.now(UTC)


def made_at(content: Iterable[datetime], container: datetime | None) -> datetime | None:
    """Return when a file was made, by the dates in it and by the time that the file itself has.

    The file's time says more where it comes soon after the content; where it comes much later the file was copied,
    and nothing is known but that it is no older than its content. Dates that lie ahead do not count, nor do those after
    the file's time where others are from shortly before it.
    """
    passed = list(filter(has_passed, content))
    if container is None or not passed:
        return max(passed, default=container)
    before = max((time for time in passed if time <= container + _ZONES), default=None)
    if before is not None and container <= before + _BELIEVED:
        return max(before, container)
    return max(passed)
