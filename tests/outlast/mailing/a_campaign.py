"""A campaign for tests. All people are invented."""

from datetime import UTC, datetime, timedelta
from typing import Any

from msgspec import structs

from mailer.campaign import Campaign, Sender, Tested

NOON = datetime(2026, 9, 1, 12, tzinfo=UTC)
SENDER = Sender(name="Maya Lind", address="maya@example.org", postal_address="Box 1\nLisbon")
DRAFT = Campaign(
    number=0,
    salt="",
    publication="night-letters",
    template="plain",
    language="en",
    subject="Where to find me now",
    body="Hello {{ subscriber.name }}, I am still here.",
    sender=SENDER,
    created="2026-09-01T11:00:00Z",
)
TESTED = Tested(at="2026-09-01T11:30:00Z", letter="d1", to="maya@example.org")
BEGINNING: dict[str, Any] = {
    "letter": "d1",
    "instance": "here",
    "expires": NOON + timedelta(days=14),
    "recipients": 3,
    "left_out": {"unsubscribed": 1},
}


def a_draft(**changes: Any) -> Campaign:
    """Return a draft with these fields."""
    return structs.replace(DRAFT, **changes)
