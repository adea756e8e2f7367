"""Her subscribers: who joined when, paid, lapsed, switched the mails off, left, or asked to be deleted."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from outlast.demo_writer.chance import day, moment, seeded
from outlast.demo_writer.people import Person, people

_JOINED = (
    ("2025-09-01", "2025-12-01", 470),
    ("2025-12-01", "2026-03-01", 560),
    ("2026-03-01", "2026-04-01", 104),
    ("2026-04-01", "2026-05-01", 83),
    ("2026-05-01", "2026-06-01", 131),
    ("2026-06-01", "2026-07-01", 96),
    ("2026-07-01", "2026-08-01", 88),
    ("2026-08-01", "2026-09-01", 112),
)
_PERIODS = {"monthly": timedelta(days=30), "yearly": timedelta(days=365), "gift": timedelta(days=365)}
_FOREVER = datetime.fromisoformat("2118-09-11T16:20:44Z")
"""Until when a complimentary subscription runs (formats: email_list)."""
_END = day("2026-09-01")
_LIVES = {"free": 800, "disabled": 45, "monthly": 55, "yearly": 40, "upgraded": 30, "lapsed": 16, "comp": 8, "gift": 6}


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscriber:
    """A person who gets the posts, with all that happens to the subscription."""

    person: Person
    number: int
    joined: datetime
    plan: str = ""
    """monthly, yearly, comp, gift, or nothing for free."""
    paid_from: datetime | None = None
    paid_until: datetime | None = None
    silent_from: datetime | None = None
    """Since when no mails are wanted."""
    left: datetime | None = None
    deleted: datetime | None = None
    """When deletion was asked for: Substack keeps the row and takes the address out."""
    eagerness: float = 0.5

    def present(self, when: datetime) -> bool:
        """Tell whether the list of that time has a row for this person."""
        return self.joined <= when and (self.left is None or when < self.left)

    def address(self, when: datetime) -> str:
        """Return the address as the list of that time has it."""
        if self.deleted is not None and self.deleted <= when:
            return f"deleted-{88_000 + self.number}@deletion-request.substack.com"
        return self.person.address

    def paying(self, when: datetime) -> bool:
        """Tell whether what is for payers can be read at that time."""
        if self.paid_from is None or when < self.paid_from:
            return False
        return self.paid_until is None or when < self.paid_until

    def mailed(self, when: datetime) -> bool:
        """Tell whether a letter sent at that time goes to this person."""
        silent = self.silent_from is not None and self.silent_from <= when
        return self.present(when) and not silent and not (self.deleted is not None and self.deleted <= when)

    def expiry(self, when: datetime) -> datetime | None:
        """Return until when it is paid, seen from that time."""
        if self.paid_from is None or not self.paying(when):
            return None
        if self.plan == "comp":
            return _FOREVER
        period = _PERIODS[self.plan]
        return self.paid_from + period * ((when - self.paid_from) // period + 1)


def audience() -> tuple[Subscriber, ...]:
    """Return everybody who ever subscribed, in the order in which they joined."""
    chance = seeded("audience")
    persons = people(chance)
    joined = sorted(moment(chance, day(start), day(end)) for start, end, count in _JOINED for _ in range(count))
    return tuple(live(chance, next(persons), number, time) for number, time in enumerate(joined))


def live(chance: Random, person: Person, number: int, joined: datetime) -> Subscriber:
    """Return a person who joined then, with all that happens to the subscription until the story ends."""
    life = chance.choices(tuple(_LIVES), tuple(_LIVES.values()))[0]
    later = moment(chance, joined, _END)
    eagerness = round(chance.random() ** 1.5, 3)
    if life in ("monthly", "yearly", "comp", "gift"):
        return Subscriber(person=person, number=number, joined=joined, plan=life, paid_from=joined, eagerness=eagerness)
    if life == "upgraded":
        plan = chance.choice(("monthly", "yearly"))
        return Subscriber(person=person, number=number, joined=joined, plan=plan, paid_from=later, eagerness=eagerness)
    if life == "lapsed":
        return Subscriber(
            person=person,
            number=number,
            joined=joined,
            plan="monthly",
            paid_from=joined,
            paid_until=joined + timedelta(days=30 * chance.randrange(1, 5)),
            eagerness=eagerness,
        )
    return Subscriber(
        person=person,
        number=number,
        joined=joined,
        silent_from=later if life == "disabled" else None,
        left=later if chance.random() < 0.09 else None,
        deleted=later if number % 331 == 330 else None,
        eagerness=eagerness,
    )
