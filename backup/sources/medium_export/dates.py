"""Dates as a Medium export writes them: three ways, all of them UTC.

- side folders: `2025-08-7 3:18 pm`, the month padded and the day not (formats: section 0.1);
- posts and lists: `datetime="2025-08-12T13:24:20.896Z"`, beside `August 12, 2025` for people (formats: section 1.5);
- footers: `Exported from Medium on April 4, 2026.` (formats: section 1.3).
"""

import re
from datetime import UTC, date, datetime

_MONTHS = (
    "january february march april may june july august september october november december".split()  # noqa: SIM905
)
# Newer versions of the ICU library put U+202F before am and pm, so blanks are any blanks.
_MOMENT = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})\s+(\d{1,2}):(\d\d)\s*([ap])\.?m", re.IGNORECASE)
_DAY = re.compile(r"\b([A-Za-z]{3,9})\.?\s+(\d{1,2}),\s+(\d{4})\b")
_EXPORTED = re.compile(
    r"Exported from\s{0,99}(?:<a\b[^<>]{0,300}>)?\s{0,99}Medium\s{0,99}(?:</a>)?\s{0,99}on\s{1,99}"
    r"([A-Za-z]{3,9}\s{1,99}\d{1,2},\s{1,99}\d{4})"
)


def moment_of(text: str) -> datetime | None:
    """Return the moment that `2025-08-7 3:18 pm` names, or `None` where there is none in `text`."""
    found = _MOMENT.search(text)
    if not found:
        return None
    year, month, day, hour, minute = (int(part) for part in found.groups()[:5])
    if not 1 <= hour <= 12:
        return None
    try:
        return datetime(year, month, day, hour % 12 + (12 if found[6] in "pP" else 0), minute, tzinfo=UTC)
    except ValueError:  # the 31st of February
        return None


def moments_in(text: str) -> set[str]:
    """Return every text in `text` that looks like a moment of the side folders."""
    return {found[0] for found in _MOMENT.finditer(text)}


def iso(moment: datetime) -> str:
    """Return a moment as ISO 8601 text in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


def iso_moment(text: str) -> str | None:
    """Return `2025-08-7 3:18 pm` as `2025-08-07T15:18:00Z`, or `None`."""
    moment = moment_of(text)
    return iso(moment) if moment else None


def read_iso(text: str) -> datetime | None:
    """Return the moment of a `datetime` attribute, or `None` when it is not ISO 8601; without a zone it is UTC."""
    try:
        moment = datetime.fromisoformat(text.strip())
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, OverflowError):  # year 1 in a zone east of Greenwich
        return None


def iso_as_written(text: str | None) -> str | None:
    """Return a `datetime` attribute as it is where it is ISO 8601 in UTC, turned to UTC where it is in another zone."""
    moment = read_iso(text) if text else None
    if not text or not moment:
        return None
    return text if text.endswith("Z") else iso(moment)


def day_of(text: str) -> date | None:
    """Return the day that `August 12, 2025` names, or `None`."""
    found = _DAY.search(text)
    if not found:
        return None
    name = found[1].lower()
    month = next((number for number, full in enumerate(_MONTHS, 1) if full.startswith(name)), 0)
    try:
        return date(int(found[3]), month, int(found[2]))
    except ValueError:  # no such month, no such day
        return None


def export_day(markup: str) -> date | None:
    """Return the day of the last `Exported from Medium on …` in a page's markup, or `None`."""
    found = _EXPORTED.findall(markup)
    return day_of(found[-1]) if found else None
