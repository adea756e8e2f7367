"""How dates, tags and facts of a person stand in a cell."""

from datetime import datetime
from email.utils import format_datetime

import msgspec

from backup.audience.person import Person
from backup.audience.subscriber import Status

_TAGS = {Status.MEMBER: "group-member"}


def instant(moment: datetime | None) -> str:
    """Return a time as ISO 8601 in UTC: `2024-08-10T04:56:48.801Z`."""
    return f"{moment.isoformat(timespec='milliseconds')[:-6]}Z" if moment else ""  # the zone is UTC, always


def day(moment: datetime | None) -> str:
    """Return a day: `2024-08-10`."""
    return moment.date().isoformat() if moment else ""


def day_and_time(moment: datetime | None) -> str:
    """Return a time in UTC as databases write it: `2024-08-10 04:56:48`."""
    return moment.replace(tzinfo=None).isoformat(" ", "seconds") if moment else ""


def american_day(moment: datetime | None) -> str:
    """Return a day: `8/10/2024`."""
    return f"{moment.month}/{moment.day}/{moment.year:04}" if moment else ""


def mail_time(moment: datetime | None) -> str:
    """Return a time as in the head of a letter (RFC 2822): `Sat, 10 Aug 2024 04:56:48 +0000`."""
    return format_datetime(moment.replace(microsecond=0)) if moment else ""


def tags(person: Person) -> tuple[str, ...]:
    """Return what kind of subscriber it is: `paid`, `comp`, `gift` …, and the plan."""
    kind = _TAGS.get(person.status) or person.status.value
    return (kind, person.plan) if person.plan else (kind,)


def tag_list(person: Person) -> str:
    """Return the tags in one cell, with commas between them."""
    return ",".join(tags(person))


def facts(person: Person) -> str:
    """Return all that is known of a person besides address and name, as a JSON object under the platform's name."""
    more = (
        ("plan", person.plan),
        ("created_at", instant(person.joined)),
        ("expires_at", instant(person.expires)),
        ("first_paid_at", instant(person.first_paid)),
        ("source", person.source),
        ("ip", person.ip),
        ("stripe_customer_id", person.stripe),
        ("no_mail", person.off),
    )
    known = {"status": tags(person)[0], **{name: fact for name, fact in more if fact}}
    return msgspec.json.encode({person.platform: known}).decode()


def consent(person: Person) -> str:
    """Return how a person came to be on the list, in a sentence for people."""
    parts = (
        f"Signed up {day(person.joined)}" if person.joined else "Signed up",
        f"by: {person.source}",
        f"from {person.ip}" if person.ip else "",
    )
    return ", ".join(filter(None, parts))
