"""Times as platforms write them: ISO 8601."""

from datetime import UTC, datetime, timedelta

_BELIEVED = timedelta(days=45)
"""Who downloads an export keeps it as it is; who packs it anew, or copies it, gives it another time."""


def parse_time(text: str | None) -> datetime | None:
    """Return the time in UTC, or `None` for what is no time; without an offset it is taken as UTC."""
    try:
        time = datetime.fromisoformat((text or "").strip())
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None


def made_at(content: datetime | None, container: datetime | None) -> datetime | None:
    """Return when a file was made, by the newest date in it and by the time that the file itself has.

    The file's time says more where it comes soon after the content; where it comes much later the file was copied,
    and nothing is known but that it is no older than its content.
    """
    if content is None or container is None:
        return content or container
    return container if content <= container <= content + _BELIEVED else content
