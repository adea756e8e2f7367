"""Addresses and moments out of the rows that providers answer. Nothing raises: what is no such thing is left out."""

from collections.abc import Iterator
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any


def rows_of(answer: dict[str, Any], name: str) -> Iterator[dict[str, Any]]:
    """Yield the objects of a list in an answer."""
    rows = answer.get(name)
    return (row for row in rows if isinstance(row, dict)) if isinstance(rows, list) else iter(())


def address_of(row: dict[str, Any], name: str) -> str:
    """Return an address; empty where there is none."""
    value = row.get(name)
    return value.strip() if isinstance(value, str) and "@" in value and value.isprintable() else ""


def moment_of(value: object) -> datetime | None:
    """Return a moment that is written in ISO 8601, as in a mail (RFC 5322), or as seconds since 1970."""
    try:
        if isinstance(value, int | float) and not isinstance(value, bool):
            return datetime.fromtimestamp(value, UTC)
        if not isinstance(value, str):
            return None
        try:
            moment = datetime.fromisoformat(value.strip())
        except ValueError:
            moment = parsedate_to_datetime(value)
    except (ValueError, OverflowError, OSError, IndexError, TypeError):
        return None
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def is_older(moment: datetime | None, than: datetime | None) -> bool:
    """Tell whether a row is older than what is wanted; one without a moment is not."""
    return moment is not None and than is not None and moment < than
