"""The list of subscribers as the export has it (formats: email_list, variant A)."""

from collections.abc import Iterable
from datetime import datetime

from outlast.demo_writer.chance import iso
from outlast.demo_writer.substack.audience import Subscriber

HEADER = "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at"


def email_list(audience: Iterable[Subscriber], when: datetime) -> bytes:
    """Return the file of that time, who joined last at the top; no cell of it needs quotes."""
    rows = [_row(subscriber, when) for subscriber in audience if subscriber.present(when)]
    return ("\n".join([HEADER, *reversed(rows)]) + "\n").encode()


def _row(subscriber: Subscriber, when: datetime) -> str:
    paying = subscriber.paying(when)
    bought = subscriber.plan in ("monthly", "yearly") and subscriber.paid_from is not None
    silent = subscriber.silent_from is not None and subscriber.silent_from <= when
    cells = (
        subscriber.address(when),
        "true" if paying else "false",
        iso(subscriber.expiry(when)),
        subscriber.plan if paying and bought else "other",
        "true" if silent else "false",
        iso(subscriber.joined),
        iso(subscriber.paid_from) if bought and subscriber.paid_from and subscriber.paid_from <= when else "",
    )
    return ",".join(cells)
