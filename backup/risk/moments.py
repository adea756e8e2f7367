"""Moments as archives hold them: ISO 8601 with or without a zone, days that are not padded, hours with am and pm."""

import re
from datetime import UTC, datetime

from backup.platform_text import moment
from backup.sources.medium_export.dates import moment_of

_LOOSE = re.compile(r"\A\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T\s]+(\d{1,2}):(\d{2})(?::(\d{2}))?)?\s*Z?\s*\Z")


def moment_in(text: object) -> datetime | None:
    """Return the moment that `text` names, in UTC; without a zone it is taken as UTC. `None` where it names none."""
    if not isinstance(text, str) or not text:
        return None
    return moment(text) or moment_of(text) or _loose(text)


def _loose(text: str) -> datetime | None:
    found = _LOOSE.match(text)
    if not found:
        return None
    try:
        return datetime(*(int(part or 0) for part in found.groups()), tzinfo=UTC)  # type: ignore[misc,arg-type]
    except ValueError:
        return None
