"""Which subscriber list a CSV is, told by its column names, and which column holds the address.

Formats: substack.md, section 1.5 (variants A to F); any other list by the usual names of an address column.
"""

from collections.abc import Callable, Sequence
from enum import StrEnum

from backup.audience._address_names import ADDRESS_NAMES, letters_of
from backup.audience.cells import split_cells

ADDRESS_MARK = " (email)"
"""What a source adds to the name of a column that turned out to hold the addresses under some other name."""


OFF_MARK = " (gets no letters)"
"""What a source adds to the name of the address column where the whole list is of people who get no letters."""


class ListVariant(StrEnum):
    """The lists that services hand out."""

    A = "substack-2025"
    B = "substack-2023"
    C = "substack-short"
    D = "substack-total-2021"
    E = "substack-subscribers-2021"
    F = "substack-dashboard"
    OTHER = "other"

    @property
    def from_substack(self) -> bool:
        """Tell whether Substack wrote it."""
        return self is not ListVariant.OTHER


_BY_HEADER = {
    "email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at": ListVariant.A,
    "email,active_subscription,expiry,plan,email_disabled,digest_enabled,created_at": ListVariant.B,
    "email,active_subscription,expiry,plan,email_disabled,created_at": ListVariant.C,
    "email,active_subscription,expiry,email_disabled,prefer_digests,created_at": ListVariant.D,
    "email,expiry,email_disabled,prefer_digests,stripe_connected_customer_id,type": ListVariant.E,
}
_EXPORT_VARIANTS = {frozenset(header.split(",")): variant for header, variant in _BY_HEADER.items()}
_TOTAL_LIST = frozenset({"email", "active_subscription"})
_SUBSCRIBERS_LIST = frozenset({"email", "stripe_connected_customer_id", "type"})
_DASHBOARD = frozenset({
    "type", "start date", "expiration date", "first paid date", "paid upgrade date", "cancel date",
    "subscription interval", "stripe plan", "group membership", "revenue", "sections", "activity",
    "can see paid content", "subscription source (free)", "subscription source (paid)", "bestseller",
    "emails received (6mo)", "emails opened (6mo)", "num_emails_opened", "last email open", "subscriptions gifted",
})  # fmt: skip
_DASHBOARD_LEAST = 2


def plain_name(column: str) -> str:
    """Return a column's name as it is compared: without case, blanks around it, a byte order mark and `OFF_MARK`."""
    return column.strip("\ufeff \t\r\n").casefold().removesuffix(OFF_MARK)


def is_marked_off(header: Sequence[str]) -> bool:
    """Tell whether the list is one of people who get no letters."""
    return any(column.endswith(OFF_MARK) for column in header)


def detect(header: Sequence[str]) -> ListVariant | None:
    """Return which list has this header, whatever the order of its columns; `None` where no column is an address."""
    names = frozenset(plain_name(column) for column in header)
    if exact := _EXPORT_VARIANTS.get(names):
        return exact
    # The lists have grown columns every other year: the nearest one reads a list with yet another.
    if names >= _TOTAL_LIST or names >= _SUBSCRIBERS_LIST:
        return max(_EXPORT_VARIANTS.items(), key=lambda item: (len(item[0] & names), -len(item[0])))[1]
    if "email" in names and len(_DASHBOARD.intersection(names)) >= _DASHBOARD_LEAST:
        return ListVariant.F
    return None if address_column(header) is None else ListVariant.OTHER


def address_column(header: Sequence[str]) -> int | None:
    """Return the index of the column that holds the addresses, or `None` when no name says so."""
    names = [plain_name(column) for column in header]
    for i, name in enumerate(names):
        if name.endswith(ADDRESS_MARK):
            return i
    if "email" in names:
        return names.index("email")
    return next((i for i, name in enumerate(names) if letters_of(name) in ADDRESS_NAMES), None)


def key_of(address: str) -> str:
    """Return the key of a subscriber: the address in lower case, without blanks around it.

    Not case-folded, which makes `ss` of `ß`: those are two mailboxes.
    """
    return address.strip().lower()


def key_function(header: Sequence[str]) -> Callable[[bytes], str]:
    """Return a function from a record of the list with this header to its subscriber's key.

    The function never raises; a record without that column gives the key `""`.

    Raises:
        ValueError: no column of the header is an address.
    """
    column = address_column(header)
    if column is None:
        raise ValueError("none of the columns is an address")

    def key(record: bytes) -> str:
        if b'"' not in record:
            cells = record.split(b",", column + 1)
            return cells[column].decode("utf-8", "replace").strip().lower() if len(cells) > column else ""
        values = split_cells(record)
        return key_of(values[column]) if len(values) > column else ""

    def key_first(record: bytes) -> str:
        if b'"' in record:
            return key_of(split_cells(record)[0])
        try:
            return str(record.partition(b",")[0], "ascii").strip().lower()  # half the time of the sure way below
        except UnicodeDecodeError:
            return key_of(record.partition(b",")[0].decode("utf-8", "replace"))

    return key_first if column == 0 else key
