"""One row of a list, understood for other services: an address ready to be written, and what shows the consent."""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

import msgspec

from backup.audience.addresses import identity
from backup.audience.cells import split_cells
from backup.audience.columns import plain_name
from backup.audience.mail_off import MailOffColumns, mail_off_columns
from backup.audience.saved_list import SavedList
from backup.audience.subscriber import Status, understanding
from backup.platform_text import moment, one_line


class Off(StrEnum):
    """Why no letters may go to an address."""

    UNSUBSCRIBED = "unsubscribed"
    """The person turned e-mail off."""
    BOUNCED = "bounced"
    """Letters came back."""
    COMPLAINED = "complained"
    """The person called a letter spam."""


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A subscriber."""

    address: str
    """In lower case, without blanks around it."""
    identity: str
    name: str
    """One line, as the list has it; empty where it has none."""
    status: Status
    plan: str
    joined: datetime | None
    expires: datetime | None
    first_paid: datetime | None
    source: str
    """By which way: what the list says, else that it was on the old platform."""
    ip: str
    stripe: str
    """The customer's id at Stripe, where the list has it."""
    off: Off | None
    off_elsewhere: bool
    """Only another list says so."""
    platform: str
    as_of: datetime
    dated: bool
    """Its dates could be read, and the list is younger than they are."""

    @property
    def complimentary(self) -> bool:
        """Tell whether the person reads all without paying, still at the date of the list."""
        given = self.status in (Status.COMP, Status.GIFT, Status.MEMBER)
        return given and (self.expires is None or self.expires > self.as_of)


_UNDERSTOOD = {
    "name": ("name", "full name", "full_name", "display name"),
    "joined": ("created_at", "start date"),
}
"""What `backup.audience` has read already."""
_MORE = {
    "name": ("first name", "first_name", "last name", "last_name"),
    "joined": ("subscribed_at", "optin_time", "joined", "created"),
    "stripe": ("stripe_connected_customer_id", "stripe_customer_id"),
    "source": ("subscription source (free)", "subscription source (paid)", "source", "signup_source"),
    "ip": ("ip", "ip_address", "ip address", "optin_ip", "ip_signup", "signup_ip"),
}
"""What is taken of a list besides, by the names of its columns."""
FIELDS = frozenset(_MORE)
_CUSTOMER = re.compile(r"cus_[A-Za-z0-9]+")
_BOUNCED, _COMPLAINED = re.compile("bounc|clean|undeliver|invalid"), re.compile("complain|spam|junk|abuse")
_FEW = 1000
"""Plans and ways are few: no need to look at each again."""


def fields_of(header: Sequence[str]) -> frozenset[str]:
    """Return which of `FIELDS` a list with this header has."""
    names = {plain_name(name) for name in header}
    return frozenset(field for field in FIELDS if not names.isdisjoint((*_MORE[field], *_UNDERSTOOD.get(field, ()))))


def reading(saved: SavedList) -> Callable[[bytes], Person]:
    """Return a function from a record of the list to its person. The function never raises.

    Raises:
        ValueError: no column of the header is an address.
    """
    understood = understanding(saved.header)
    names = [plain_name(name) for name in saved.header]
    more = {
        field: [names.index(name) for name in known if name in names]
        for field, known in _MORE.items()
        if not set(known).isdisjoint(names)
    }
    mail_off = mail_off_columns(saved.header)
    platform, as_of, usual = saved.platform, saved.as_of, f"{saved.platform} signup"
    off_elsewhere = saved.mail_off.people
    line = lru_cache(maxsize=_FEW)(one_line)

    def person(record: bytes) -> Person:
        subscriber = understood(record)
        found = _cells(record, more) if more else {}
        who = identity(subscriber.key)
        off = _why_off(mail_off, record) if subscriber.disabled else None
        elsewhere = off is None and who in off_elsewhere
        joined_text = subscriber.created_at or _first(found, "joined")
        joined = moment(joined_text) if joined_text else None
        name = subscriber.name or " ".join(filter(None, found.get("name", ())))
        plan = subscriber.plan
        return Person(
            address=subscriber.email.strip().lower(),
            identity=who,
            name=one_line(name) if name else "",
            status=subscriber.status,
            plan=line(plan.replace(",", " ")) if plan else "",
            joined=joined,
            expires=moment(subscriber.expires_at) if subscriber.expires_at else None,
            first_paid=moment(subscriber.first_paid_at) if subscriber.first_paid_at else None,
            source=line(_first(found, "source")) or usual,
            ip=line(_first(found, "ip")),
            stripe=next((one for one in found.get("stripe", ()) if _CUSTOMER.fullmatch(one)), ""),
            off=Off.UNSUBSCRIBED if elsewhere else off,
            off_elsewhere=elsewhere,
            platform=platform,
            as_of=as_of,
            dated=not joined_text or (joined is not None and joined <= as_of),
        )

    return person


def _cells(record: bytes, places: Mapping[str, list[int]]) -> dict[str, list[str]]:
    cells = split_cells(record)
    width = len(cells)
    return {field: [cells[at].strip() for at in where if at < width] for field, where in places.items()}


def _first(found: Mapping[str, list[str]], field: str) -> str:
    return next(filter(None, found[field]), "") if field in found else ""


def _why_off(mail_off: MailOffColumns, record: bytes) -> Off:
    cells = split_cells(record)
    said = mail_off.why(cells + [""] * (len(mail_off.names) - len(cells)))
    if _COMPLAINED.search(said):
        return Off.COMPLAINED
    return Off.BOUNCED if _BOUNCED.search(said) else Off.UNSUBSCRIBED
