"""The list of subscribers as the dashboard exports it: labels for a header, names, activity (formats: variant F)."""

import csv
import io
from collections.abc import Iterable
from datetime import datetime, timedelta

from outlast.demo_writer.chance import iso, seeded
from outlast.demo_writer.substack.audience import Subscriber

HEADER = (
    *("Name", "Email", "Country", "State/Province", "Group membership", "Type", "Start date", "Expiration date"),
    *("First paid date", "Paid upgrade date", "Cancel date", "Subscription interval", "Stripe plan"),
    *("Subscription source (free)", "Subscription source (paid)", "Can see paid content", "Bestseller", "Revenue"),
    *("Subscriptions gifted", "Bundle", "Bundle origin", "Emails received (6mo)", "Emails dropped (6mo)"),
    *("Emails opened (6mo)", "Emails opened (7d)", "Emails opened (30d)", "Unique emails seen (6mo)"),
    *("Unique emails seen (7d)", "Unique emails seen (30d)", "Last email open", "Links clicked", "Last clicked at"),
    *("Sections", "Post views", "Post views (7d)", "Post views (30d)", "Unique posts seen", "Unique posts seen (7d)"),
    *(
        "Unique posts seen (30d)",
        "Comments",
        "Comments (7d)",
        "Comments (30d)",
        "Shares",
        "Shares (7d)",
        "Shares (30d)",
    ),
    *("Days active (30d)", "Activity"),
)
"""The 47 columns that come when all 48 are asked for: the tags are left out without a word."""
_COUNTS = tuple(
    name for name in HEADER if name.endswith(("mo)", "0d)", "7d)", "seen", "views", "Comments", "Shares", "gifted"))
)
_PRICES = {"monthly": 6, "yearly": 60}
_SOURCES = ("direct", "substack-network", "recommendations", "import", "twitter")


def dashboard(audience: Iterable[Subscriber], when: datetime) -> bytes:
    """Return the file as it was at that time, who joined last at the top."""
    text = io.StringIO()
    rows = csv.DictWriter(text, HEADER, restval="", lineterminator="\n")
    rows.writeheader()
    present = [subscriber for subscriber in audience if subscriber.present(when)]
    rows.writerows(_row(subscriber, when) for subscriber in reversed(present))
    return text.getvalue().encode()


def _row(subscriber: Subscriber, when: datetime) -> dict[str, str]:
    person, paying = subscriber.person, subscriber.paying(when)
    gone = subscriber.address(when) != person.address
    row = dict.fromkeys(_COUNTS, "0") | {
        "Name": "" if gone else person.name,
        "Email": subscriber.address(when),
        "Country": person.country,
        "State/Province": person.state,
        "Group membership": "None",
        "Type": _type(subscriber, paying),
        "Start date": iso(subscriber.joined),
        "Expiration date": iso(subscriber.expiry(when)),
        "Subscription source (free)": _SOURCES[subscriber.number % len(_SOURCES)],
        "Can see paid content": "true" if paying else "false",
    }
    return row | _payments(subscriber, when) | _activity(subscriber, when)


def _type(subscriber: Subscriber, paying: bool) -> str:
    if not paying:
        return "free"
    return subscriber.plan if subscriber.plan in ("comp", "gift") else "paid"


def _payments(subscriber: Subscriber, when: datetime) -> dict[str, str]:
    price = _PRICES.get(subscriber.plan)
    if price is None or subscriber.paid_from is None or when < subscriber.paid_from:
        return {"Subscription interval": "free", "Revenue": "$0.00"}
    until = min(subscriber.paid_until or when, when)
    times = (until - subscriber.paid_from) // timedelta(days=30 if subscriber.plan == "monthly" else 365) + 1
    row = {"First paid date": iso(subscriber.paid_from), "Revenue": f"${price * times}.00"}
    if subscriber.paid_from != subscriber.joined:
        row["Paid upgrade date"] = iso(subscriber.paid_from)
    if subscriber.paying(when):
        plan = "Monthly" if subscriber.plan == "monthly" else "Yearly"
        return row | {"Subscription interval": subscriber.plan, "Stripe plan": f"{plan} subscription"}
    return row | {"Subscription interval": "free", "Cancel date": iso(subscriber.paid_until)}


def _activity(subscriber: Subscriber, when: datetime) -> dict[str, str]:
    chance = seeded("activity", subscriber.number)
    sent = min(9, (when - subscriber.joined).days // 20) if subscriber.mailed(when) else 0
    opened = round(sent * subscriber.eagerness)
    views = round(chance.random() * 14 * subscriber.eagerness)
    row = {"Emails received (6mo)": sent, "Emails dropped (6mo)": 0, "Emails opened (6mo)": opened}
    row |= {"Emails opened (30d)": min(opened, 2), "Emails opened (7d)": min(opened, 1)}
    row |= {"Unique emails seen (6mo)": opened, "Unique emails seen (30d)": min(opened, 1)}
    row |= {"Links clicked": opened // 4, "Post views": views, "Unique posts seen": views // 2, "Comments": opened // 8}
    row |= {"Days active (30d)": views // 2, "Activity": round(5 * subscriber.eagerness)}
    last = iso(when - timedelta(days=30 * chance.random())) if opened else ""
    return {name: str(value) for name, value in row.items()} | {"Last email open": last}
