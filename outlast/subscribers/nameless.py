"""What subscribers are to the writer, read without who they are: for counting a great many rows in little time."""

from collections.abc import Callable

from backup.audience.cells import split_cells
from backup.audience.columns import address_column, plain_name
from backup.audience.subscriber import Subscriber
from outlast.subscribers.lists import reader_of

_SINCE = ("created_at", "start date")


def nameless_reader_of(header: bytes) -> Callable[[bytes], Subscriber]:
    """Return what understands a record but for its address (only the domain is kept) and since when it is there.

    Most rows of a list are the same but for those two, so most are understood once: 1 µs a row in place of 4.

    Raises:
        InputError: no column holds addresses.
    """
    read = reader_of(header)
    names = [plain_name(name) for name in split_cells(header)]
    address = address_column(names) or 0
    dates = [index for index, name in enumerate(names) if name in _SINCE]
    known: dict[bytes, Subscriber] = {}

    def nameless(record: bytes) -> Subscriber:
        cells = record.split(b",")
        if len(cells) == len(names) and b'"' not in record:
            # Of the address only the domain says something: that of deleted accounts.
            cells[address] = b"x@" + cells[address].rpartition(b"@")[2]
            for index in dates:
                cells[index] = b""
            record = b",".join(cells)
        found = known.get(record)
        if found is None:
            found = known[record] = read(record)
        return found

    return nameless
