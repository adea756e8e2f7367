"""The one place that each row of a list ends in."""

from collections.abc import Callable
from enum import StrEnum

from backup.audience.addresses import is_masked
from backup.audience.person import Person
from backup.audience.saved_list import SavedList, Wanted
from backup.audience.subscriber import Status
from backup.audience.twins import Twins


class Place(StrEnum):
    """Where a row goes; `ListReport` counts each."""

    ACTIVE = "active"
    SUPPRESSED = "suppressed"
    MASKED = "masked"
    REFUSED = "refused"
    TWIN = "twins"
    DELETED = "deleted"
    FORGOTTEN = "forgotten"
    NOT_ASKED = "not_asked"


class Sorter:
    """Tells where each row goes. What is said first of a row counts: nobody is in two places."""

    def __init__(
        self, saved: SavedList, wanted: Wanted, twins: Twins, why_refused: Callable[[Person], str | None]
    ) -> None:
        """Take the list, whom the writer wants, which rows are of one address, and which addresses are none."""
        self._saved = saved
        self._wanted = wanted
        self._twins = twins
        self._why_refused = why_refused
        self._has_forgotten = bool(saved.forgotten)

    def place(self, person: Person, number: int) -> Place:
        """Return where the row of that number goes."""
        if is_masked(person.address):
            return Place.MASKED
        if self._why_refused(person) is not None:
            return Place.REFUSED
        if person.status is Status.DELETED:
            return Place.DELETED
        if self._has_forgotten and person.address in self._saved.forgotten:
            return Place.FORGOTTEN
        if not self._twins.stays(person, number):
            return Place.TWIN
        if self._twins.off(person)[0] is not None:
            return Place.SUPPRESSED
        return Place.ACTIVE if self._is_wanted(person) else Place.NOT_ASKED

    def undated(self, person: Person) -> bool:
        """Tell whether a person is left out only for want of a date."""
        return person.joined is None and self._wanted.since is not None and person.status in self._wanted.statuses

    def _is_wanted(self, person: Person) -> bool:
        since = self._wanted.since
        if person.status not in self._wanted.statuses:
            return False
        return since is None or (person.joined is not None and person.joined >= since)
