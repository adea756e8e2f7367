"""The subscribers page by page, for the day on which the export of the list does not come (formats: section 3.4).

At most 100 a page: 150 are refused. The rows get the labels that the export has, so that both are read alike.
"""

import csv
import io

from backup.errors import UnexpectedAnswer
from backup.model import Json
from backup.sources.substack_web.fields import Fields, envelope
from backup.sources.substack_web.site import Site

_PAGE = 100
_MOST_PAGES = 20_000
_LABELS = {
    "user_email_address": "Email",
    "user_name": "Name",
    "subscription_type": "Type",
    "subscription_created_at": "Start date",
    "subscription_expires_at": "Expiration date",
    "first_payment_at": "First paid date",
    "unsubscribed_at": "Cancel date",
    "subscription_interval": "Subscription interval",
    "is_subscribed": "Can see paid content",
    "subscription_id": "Subscription id",
    "user_id": "User id",
}
"""The keys of the list's rows, and the columns of the file."""


def subscribers_as_csv(site: Site) -> bytes:
    """Return the list as a CSV file, asked for page by page.

    Raises:
        UnexpectedAnswer: the pages do not add up to the number that the platform says.
    """
    text = io.StringIO()
    file = csv.writer(text, lineterminator="\n")
    file.writerow(_LABELS.values())
    seen: set[str] = set()
    expected: int | None = None
    offset = 0
    for _ in range(_MOST_PAGES):
        rows, around = envelope(site.send("subscriber-stats", _query(offset)), ("subscribers",), "list of subscribers")
        expected = Fields(dict(around)).number("count")
        for row in map(Fields, rows):
            address = row.text("user_email_address")
            if address is not None and address not in seen:
                seen.add(address)
                file.writerow([_cell(row.all.get(key), key) for key in _LABELS])
        offset += len(rows)
        if not rows or (expected is not None and offset >= expected):
            break
    if expected is not None and len(seen) < expected:
        raise UnexpectedAnswer(f"Substack counts {expected:,} subscribers and listed {len(seen):,}.")
    return text.getvalue().encode()


def _query(offset: int) -> Json:
    return {"filters": {"order_by_desc_nulls_last": "subscription_created_at"}, "limit": _PAGE, "offset": offset}


def _cell(value: Json, key: str) -> str:
    if value is None:
        return "free" if key == "subscription_type" else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""
