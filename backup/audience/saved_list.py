"""A list of the archive as it is taken along, with what other lists say, and whom of it the writer wants."""

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime

from backup.audience.subscriber import Status


@dataclass(frozen=True, slots=True, kw_only=True)
class MailOff:
    """What is known of who turned e-mail off."""

    told: bool
    """The list itself says so."""
    since: str | None = None
    """The date of another list that was asked too: the newest one that says so, where it says more than this one."""
    people: Container[str] = frozenset()
    """Those whom that one names, as `identity` has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SavedList:
    """A list of the archive."""

    header: tuple[str, ...]
    records: Iterable[bytes]
    """Its rows; gone through up to three times."""
    platform: str
    """What wrote it: substack, medium, list."""
    as_of: datetime
    """Aware."""
    mail_off: MailOff
    masked: int = 0
    """Rows of the same list that are kept apart, because the platform hides the address."""
    forgotten: Container[str] = frozenset()
    """Addresses of people who asked to be erased."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom the writer wants to go on writing to; all that is said must hold. Who gets no letters is always told."""

    statuses: frozenset[Status] = frozenset(Status)
    since: datetime | None = None
    """Only who joined then or later; who has no date is left out then."""


SEGMENTS = {
    "all": frozenset(Status),
    "paid": frozenset({Status.PAID, Status.FOUNDING, Status.MEMBER}),
    "free": frozenset({Status.FREE, Status.LAPSED}),
    "comp": frozenset({Status.COMP, Status.GIFT, Status.TRIAL}),
}
"""Statuses that belong together: for whom money comes in, who reads what is free, who reads all without paying."""
