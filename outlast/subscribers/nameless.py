"""What subscribers are to the writer, read without who they are: for counting a great many rows in little time."""

from collections.abc import Callable

from backup.audience.cells import split_cells
from backup.audience.columns import address_column, plain_name
from backup.audience.subscriber import Subscriber
from outlast.subscribers.lists import reader_of

_SINCE = ("created_at", "start date")
_UNTIL = ("expiry", "first_payment_at", "expiration date", "first paid date", "paid upgrade date", "cancel date")


def nameless_reader_of(header: bytes) -> Callable[[bytes], Subscriber]:
    """Return what understands a record but for its address, since when it is there, and the days of other dates.

    Most rows of a list are the same but for those, so most are understood once: 1 µs a row in place of 4. Of dates
    the year stays, which tells a subscription for good (2118) from others; whether there is one stays too.

    Raises:
        InputError: no column holds addresses.
    """
    read = reader_of(header)
    names = [plain_name(name) for name in split_cells(header)]
    address = address_column(names) or 0
    dates = [index for index, name in enumerate(names) if name in _SINCE]
    years = [index for index, name in enumerate(names) if name in _UNTIL]
    known: dict[bytes, Subscriber] = {}

    def nameless(record: bytes) -> Subscriber:
        cells = record.split(b",")
        if len(cells) == len(names) and b'"' not in record:
            # Of the address only one thing is said: that the account was deleted.
            if b"deletion-request" not in cells[address]:
                cells[address] = b"x@example.org"
            for index in dates:
                cells[index] = b""
            for index in years:
                if date := cells[index]:
                    cells[index] = date[:4] + b"-01-01T00:00:00.000Z"
            record = b",".join(cells)
        found = known.get(record)
        if found is None:
            found = known[record] = read(record)
        return found

    return nameless
