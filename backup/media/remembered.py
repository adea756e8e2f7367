"""When to look again for a file that was not there: after a day, two, four …, a month at most."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from backup.model import Json, Row

TABLE = "fetched"
_LONGEST = timedelta(days=30)


def row_id(url: str) -> str:
    """Return the key under which a live source remembers a file."""
    return f"media:{url}"


def is_due(memory: Mapping[str, Json] | None, now: datetime) -> bool:
    """Tell whether a file should be asked for: it never failed, or long enough ago."""
    after = (memory or {}).get("after")
    if not isinstance(after, str):
        return True
    try:
        moment = datetime.fromisoformat(after)
    except ValueError:
        return True
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    # A moment further away than any we set was written by a clock that was wrong.
    return now >= moment or moment - now > _LONGEST


def failed_again(url: str, memory: Mapping[str, Json] | None, *, status: int, now: datetime) -> Row:
    """Return what to remember of a file that was not there, for the `failed`th time in a row."""
    before = (memory or {}).get("failed")
    times = (before if isinstance(before, int) and before > 0 else 0) + 1
    wait = min(_LONGEST, timedelta(days=2 ** min(times - 1, 10)))
    after = (now + wait).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Row(table=TABLE, id=row_id(url), data={"failed": times, "status": status, "after": after})


def came_at_last(url: str) -> Row:
    """Return what to remember of a file that had failed and is there now."""
    return Row(table=TABLE, id=row_id(url), data={"failed": 0, "status": 200})
