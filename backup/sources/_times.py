"""Times as platforms write them: ISO 8601."""

from datetime import UTC, datetime


def parse_time(text: str | None) -> datetime | None:
    """Return the time in UTC, or `None` for what is no time; without an offset it is taken as UTC."""
    try:
        time = datetime.fromisoformat((text or "").strip())
        return time.astimezone(UTC) if time.tzinfo else time.replace(tzinfo=UTC)
    except (ValueError, OverflowError):
        return None
