"""In which order recipients are written to: who pays first, then who opened something lately, then who joined lately.

Those who are most likely to want a letter get it first: it is their mail providers' good opinion that carries the rest,
and if sending has to stop half way, the right half has it.
"""

from array import array
from datetime import date

from backup.audience.subscriber import Status

_RANKS = {
    Status.FOUNDING: 0,
    Status.PAID: 1,
    Status.MEMBER: 2,
    Status.COMP: 3,
    Status.GIFT: 4,
    Status.TRIAL: 5,
    Status.FREE: 6,
    Status.LAPSED: 6,
}
_RECENT = (7, 30, 90, 180)
"""Days since somebody last opened something; within a step nobody comes before another for it."""
_NEVER = len(_RECENT) + 1
_DAYS = 20
"""Bits of a day's ordinal, upside down, so that the newest comes first."""
_UNKNOWN_DAY = (1 << _DAYS) - 1


class Order:
    """Row numbers of a list in the order in which they are written to: 4 bytes a row, and something for each day."""

    def __init__(self, as_of: date) -> None:
        """Take the date of what tells who opened something."""
        self._as_of = as_of.toordinal()
        self._buckets: dict[int, array[int]] = {}

    def add(self, row: int, *, status: Status, opened: int | None, joined: date | None) -> None:
        """Put a row in; rows come in their order. `opened` is the ordinal of a day."""
        step = _NEVER if opened is None else sum(self._as_of - opened > days for days in _RECENT)
        day = _UNKNOWN_DAY if joined is None else _UNKNOWN_DAY - joined.toordinal()
        key = (_RANKS[status] * (_NEVER + 1) + step) << _DAYS | day
        bucket = self._buckets.get(key)
        if bucket is None:
            bucket = self._buckets[key] = array("I")
        bucket.append(row)

    def rows(self) -> "array[int]":
        """Return the row numbers in order."""
        ordered = array("I")
        for key in sorted(self._buckets):
            ordered.extend(self._buckets[key])
        return ordered
