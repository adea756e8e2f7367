"""Rows of one subscriber list in the columns of another. Formats: substack.md, section 1.5."""

from collections.abc import Callable, Sequence

from backup.audience.cells import join_cells, split_cells
from backup.audience.columns import address_column, plain_name
from backup.audience.subscriber import Status, Subscriber, understanding
from backup.sources._list_layout import MAIL_OFF

_TYPES = {
    Status.MEMBER: "paid",
    Status.LAPSED: "free",
    Status.DELETED: "free",
}


def row_mapper(source: Sequence[str], target: Sequence[str]) -> Callable[[bytes], bytes]:
    """Return a function from a record of a list with the header `source` to one with the header `target`.

    Columns of one name are taken over as they came. What the source has in another form, is said in the target's words.

    Raises:
        ValueError: one of the headers has no column of addresses.
    """
    if tuple(source) == tuple(target):
        return lambda record: record
    understand = understanding(source)
    address = address_column(target)
    if address is None:
        raise ValueError("none of the columns is an address")
    names = [plain_name(name) for name in source]
    wanted = [plain_name(name) for name in target]
    places = [names.index(name) if name in names else None for name in wanted]

    def mapped(record: bytes) -> bytes:
        cells = split_cells(record)
        subscriber = understand(record)
        row = [
            _said(name, subscriber) if place is None else cells[place] if place < len(cells) else ""
            for name, place in zip(wanted, places, strict=True)
        ]
        row[address] = subscriber.email
        return join_cells(row)

    return mapped


def _said(column: str, subscriber: Subscriber) -> str:
    """Return a subscriber's cell of a column that the list itself does not have."""
    match column:
        case "active_subscription":
            return "true" if subscriber.status.active else "false"
        case "plan":
            if subscriber.status is Status.FOUNDING:
                return "founding"
            return subscriber.plan or ("paid" if subscriber.paid else "other")
        case "type":
            return _TYPES.get(subscriber.status, str(subscriber.status))
        case "created_at" | "start date":
            return subscriber.created_at or ""
        case "expiry" | "expiration date":
            return subscriber.expires_at or ""
        case "first_payment_at" | "first paid date":
            return subscriber.first_paid_at or ""
        case "name":
            return subscriber.name or ""
        case _:
            return "true" if column == MAIL_OFF and subscriber.disabled else ""
