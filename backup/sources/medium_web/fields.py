"""Reads objects of Medium's answers: fields may be missing, new, or of another type than last year."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from backup.model import Json

Data = Mapping[str, Json]

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def inner(value: "Json | Data", *names: str) -> Data:
    """Return the object that these names lead to, empty where there is none."""
    found: object = value
    for name in names:
        found = found.get(name) if isinstance(found, Mapping) else None
    return found if isinstance(found, Mapping) else {}


def text(data: Data, name: str) -> str | None:
    """Return a field that is a text with something in it."""
    value = data.get(name)
    return value if isinstance(value, str) and value else None


def number(data: Data, name: str) -> int | None:
    """Return a field that is a whole number."""
    value = data.get(name)
    return value if isinstance(value, int) and not isinstance(value, bool) else None


def objects(data: Data, name: str) -> list[Data]:
    """Return the objects of a list in a field."""
    value = data.get(name)
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def moment(data: Data, name: str) -> str | None:
    """Return a field of milliseconds since 1970 as ISO 8601 text, spelled as in Medium's export."""
    value = number(data, name)
    if value is None or not 0 < value < 253_402_300_800_000:  # the year 10,000
        return None
    made = _EPOCH + timedelta(milliseconds=value)
    return made.isoformat(timespec="milliseconds").replace("+00:00", "Z")
