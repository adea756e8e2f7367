"""Makes the subscribers of a made-up Substack: so many on the list now, and some who have left it."""

from dataclasses import replace
from datetime import datetime, timedelta

from outlast.demo_writer.chance import moment, seeded
from outlast.demo_writer.people import people
from outlast.demo_writer.substack.audience import Subscriber, live


def subscribers(seed: int, count: int, since: datetime, now: datetime) -> tuple[Subscriber, ...]:
    """Return everybody who ever subscribed, in the order in which they joined; `count` of them are on the list now."""
    chance = seeded(seed, "subscribers")
    persons = people(chance)
    until = now - timedelta(days=9)
    made: list[Subscriber] = []
    present = 0
    while present < count:
        joined = moment(chance, since, until)
        made.append(live(chance, next(persons), len(made), joined))
        present += made[-1].present(now)
    return tuple(sorted(made, key=lambda subscriber: subscriber.joined))


def newcomers(seed: int, taken: int, count: int, now: datetime) -> tuple[Subscriber, ...]:
    """Return people who join now; `taken` is how many ever joined before them."""
    chance = seeded(seed, "newcomers", taken)
    numbers = range(taken, taken + count)
    return tuple(
        # An address of its own kind: it can be none that is on the list already.
        Subscriber(person=replace(person, address=f"newcomer.{number}@example.net"), number=number, joined=now)
        for number, person in zip(numbers, people(chance), strict=False)
    )
