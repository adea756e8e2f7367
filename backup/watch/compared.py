"""What came of comparing a platform, after it let the writer back in, with what was saved before."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from backup.watch.incident import Entry, EntryKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """Counts by the short names of the archive's tables; what is not named is zero."""

    lost: Mapping[str, int]
    """How much is missing."""
    back: Mapping[str, int]
    """How much is there again."""
    not_compared: tuple[str, ...]


def compared_in(entry: Entry) -> Compared | None:
    """Return what an entry tells of a comparison; `None` where it is about something else, or cannot be read."""
    lost = entry.fields.get("lost")
    if entry.kind is not EntryKind.COMPARED or not isinstance(lost, Mapping):
        return None
    skipped = entry.fields.get("not_looked_at")
    return Compared(
        lost=_counts(lost),
        back=_counts(entry.fields.get("back")),
        not_compared=tuple(map(str, skipped)) if isinstance(skipped, list) else (),
    )


def _counts(tables: Any) -> dict[str, int]:
    if not isinstance(tables, Mapping):
        return {}
    return {str(table): count for table, count in tables.items() if type(count) is int and count > 0}
