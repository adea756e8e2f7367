"""Who gets a campaign: chosen from the newest good list and put in order; a million rows are never in memory together.

The list is gone through once to choose and count, and again, part by part, each time the recipients are asked for.
"""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from backup.archive import tables
from backup.archive.reading import ReadableArchive
from backup.audience.addresses import identity, why_refused
from backup.audience.columns import key_of
from backup.audience.person import Person, reading
from backup.audience.places import Place, Sorter
from backup.audience.saved_list import SEGMENTS, MailOff, SavedList, Wanted
from backup.audience.subscriber import Status
from backup.audience.twins import Twins
from backup.errors import KeyProblem, UsageError
from backup.platform_text import moment
from mailer.campaign import Segment
from mailer.model import Destination, Reason, Recipient
from mailer.pace import destination_of
from outlast.mailing import left_out
from outlast.mailing.engagement import LastOpened, last_opened
from outlast.mailing.left_out import LeftOut
from outlast.mailing.order import Order
from outlast.subscribers.exporting import saved_list
from outlast.subscribers.lists import with_list

ENGAGED_DAYS = 90
"""Who opened something in so many days before the export is engaged."""
WHO = {
    "all": SEGMENTS["all"],
    "paid": SEGMENTS["paid"],
    "comp": SEGMENTS["comp"],
    "free": SEGMENTS["free"],
    "founding": frozenset({Status.FOUNDING}),
    "engaged": SEGMENTS["all"],
}
_PART = 65_536
"""Rows that are in memory together while recipients are handed out."""

Suppressed = Callable[[str], Reason | None]
"""Returns why no letter may go to an address any more, or `None` where one may."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Chosen:
    """The recipients of a campaign in their order, as often as they are asked for, and who is left out. Holds none."""

    list_of: str
    """The date of the list they are on."""
    opens_of: str | None
    """The date of what tells who opened something; `None` where nothing does."""
    mail_off: MailOff
    statuses: Mapping[Status, int]
    destinations: Mapping[Destination, int]
    left_out: Mapping[str, int]
    """By the codes of `LeftOut`."""
    strangers: int
    """How many of those that were named one by one are not on the list at all."""
    _saved: SavedList
    _rows: "array[int]"

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._rows)

    def __iter__(self) -> Iterator[Recipient]:
        """Yield them, those first who are written to first.

        Raises:
            DamageError, KeyProblem: the list cannot be read.
        """
        read = reading(self._saved)
        for start in range(0, len(self._rows), _PART):
            for record in _picked(self._saved, self._rows[start : start + _PART]):
                yield _recipient(read(record))

    @property
    def paid(self) -> int:
        """Return for how many of them money comes in."""
        return sum(self.statuses.get(status, 0) for status in SEGMENTS["paid"])


def choose(
    archive: ReadableArchive,
    publication: str,
    segment: Segment,
    *,
    suppressed: Suppressed,
    progress: Callable[[int], None] | None = None,
) -> Chosen:
    """Return who of the newest good list gets a campaign. `progress` is told how many rows went by.

    Raises:
        NotFound: there is no list.
        InputError: no column of it holds addresses.
        UsageError: the segment asks for what the archive cannot tell.
        DamageError, KeyProblem: something cannot be read.
    """
    snapshot = with_list(publication, archive.chain(publication).latest(tables.SUBSCRIBERS))
    if not archive.vault.can_read:
        raise KeyProblem("Nobody can be chosen without the archive's key, because the list is sealed.")
    saved = saved_list(archive, publication, snapshot, progress=progress)
    opened = last_opened(archive, publication, progress=progress)
    chooser = _Chooser(saved, segment, opened, suppressed)
    chooser.go_through()
    rows = chooser.order.rows()
    if segment.limit and len(rows) > segment.limit:
        chooser.left[LeftOut.OVER_THE_LIMIT] += len(rows) - segment.limit
        rows = rows[: segment.limit]
        chooser.count_again(rows)
    if saved.masked:
        chooser.left[LeftOut.MASKED] += saved.masked
    return Chosen(
        list_of=snapshot.manifest.as_of,
        opens_of=opened.as_of if opened else None,
        mail_off=saved.mail_off,
        statuses={status: chooser.statuses[status] for status in Status if chooser.statuses[status]},
        destinations={group: chooser.destinations[group] for group in Destination if chooser.destinations[group]},
        left_out={reason.value: chooser.left[reason] for reason in LeftOut if chooser.left[reason]},
        strangers=len(chooser.strangers),
        _saved=saved,
        _rows=rows,
    )


class _Chooser:
    """Goes through a list once. Made for one choice."""

    def __init__(self, saved: SavedList, segment: Segment, opened: LastOpened | None, suppressed: Suppressed) -> None:
        self._saved = saved
        self._opened = opened
        self._suppressed = suppressed
        self._engaged_since = _engaged_since(opened) if segment.who == "engaged" else None
        self._domain = identity(f"@{segment.domain.strip().lower().lstrip('@')}") if segment.domain else ""
        self._only = frozenset(identity(key_of(address)) for address in segment.only)
        self._wanted = Wanted(statuses=_statuses(segment), since=_since(segment))
        self.strangers = set(self._only)
        self.order = Order(moment(opened.as_of if opened else saved.as_of.isoformat()) or saved.as_of)
        self.statuses: Counter[Status] = Counter()
        self.destinations: Counter[Destination] = Counter()
        self.left: Counter[LeftOut] = Counter()

    def go_through(self) -> None:
        read = reading(self._saved)
        twins = Twins(self._saved, read, _why_refused)
        sorter = Sorter(self._saved, self._wanted, twins, _why_refused)
        opened = self._opened
        for row, record in enumerate(self._saved.records):
            person = read(record)
            self.strangers.discard(person.identity)
            reason = self._why_left_out(person, sorter.place(person, row), twins)
            if reason is not None:
                self.left[reason] += 1
                continue
            joined = person.joined.date() if person.joined else None
            last = opened.of(person.identity) if opened else None
            self.order.add(row, status=person.status, opened=last, joined=joined)
            self._count(person)

    def count_again(self, rows: "array[int]") -> None:
        """Count those only who are within the limit."""
        self.statuses.clear()
        self.destinations.clear()
        read = reading(self._saved)
        for start in range(0, len(rows), _PART):
            for record in _picked(self._saved, rows[start : start + _PART]):
                self._count(read(record))

    def _count(self, person: Person) -> None:
        self.statuses[person.status] += 1
        self.destinations[destination_of(person.address)] += 1

    def _why_left_out(self, person: Person, place: Place, twins: Twins) -> LeftOut | None:
        if place is Place.ACTIVE:
            if (reason := self._suppressed(person.address)) is not None:
                return left_out.for_suppression(reason)
            return None if self._is_meant(person) else LeftOut.NOT_IN_SEGMENT
        if place is Place.REFUSED:
            return left_out.for_address(why_refused(person.address))
        if place is Place.SUPPRESSED:
            off, elsewhere = twins.off(person)
            return left_out.for_off(off, elsewhere=elsewhere)
        return left_out.for_place(place)

    def _is_meant(self, person: Person) -> bool:
        if self._domain and not person.identity.endswith(self._domain):
            return False
        if self._only and person.identity not in self._only:
            return False
        if self._engaged_since is None:
            return True
        last = self._opened.of(person.identity) if self._opened else None
        return last is not None and last >= self._engaged_since


def _picked(saved: SavedList, rows: "array[int]") -> list[bytes]:
    """Return the records of these rows in the order of the rows, going through the list once."""
    places = iter(sorted((row << 32 | place) for place, row in enumerate(rows)))
    found: list[bytes] = [b""] * len(rows)
    wanted = next(places, None)
    for row, record in enumerate(saved.records):
        if wanted is None:
            break
        if row == wanted >> 32:
            found[wanted & 0xFFFFFFFF] = record
            wanted = next(places, None)
    return found


def _recipient(person: Person) -> Recipient:
    name, _, host = person.address.rpartition("@")
    if not host.isascii():  # a server's name can always be written in ASCII, and then any mail server takes it
        host = identity(f"x@{host}").rpartition("@")[2]
    return Recipient(
        address=f"{name}@{host}",
        name=person.name,
        status=person.status,
        plan=person.plan,
        joined=person.joined.date().isoformat() if person.joined else "",
    )


def _why_refused(person: Person) -> str | None:
    return why_refused(person.address)


def _statuses(segment: Segment) -> frozenset[Status]:
    if segment.who not in WHO:
        raise UsageError(f"There is no segment called {segment.who!r}.", next=f"There are: {', '.join(WHO)}")
    return WHO[segment.who]


def _since(segment: Segment) -> datetime | None:
    if not segment.since:
        return None
    found = moment(segment.since)
    if found is None:
        raise UsageError(f"{segment.since!r} is not a date.", next="Write it like 2026-03-01")
    return found


def _engaged_since(opened: LastOpened | None) -> int:
    """Return the first day that counts as lately: by the date of the export, after which it knows of nothing."""
    if opened is None:
        raise UsageError(
            "Nothing in the archive tells who opened your letters, so nobody is known to be engaged.",
            so_what="Nobody was chosen. Substack's export tells it; Medium's and a list alone do not.",
            next="Import Substack's export (outlast import FILE), or choose otherwise: --segment paid, --since DATE",
        )
    return (moment(opened.as_of) or datetime.min).date().toordinal() - ENGAGED_DAYS
