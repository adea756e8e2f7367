"""Reads from a file whom the writer names one by one: a CSV with a column of addresses, or one address a line."""

from pathlib import Path

from backup.audience.addresses import identity, is_masked, why_refused
from backup.audience.cells import split_cells
from backup.audience.columns import address_column, key_of
from backup.audience.records import Records, split_records
from backup.errors import InputError, UsageError

_LARGEST = 200_000_000
_MOST = 200_000
"""Addresses that one campaign can hold by name; whoever means more means a segment."""


def addresses_in(path: Path) -> tuple[str, ...]:
    """Return the addresses in a file, each once, in its order; what is none is passed over.

    Raises:
        InputError: the file cannot be read, or there is no address in it.
        UsageError: there are too many.
    """
    try:
        if path.stat().st_size > _LARGEST:
            raise InputError(f"{path} is larger than {_LARGEST // 1_000_000} MB: that is no list of addresses.")
        data = path.read_bytes()
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error.strerror}.") from None
    found: dict[str, None] = {}
    column: int | None = None
    first = True
    for part in split_records([data]):
        for record in part.records if isinstance(part, Records) else []:
            cells = split_cells(record)
            if first:
                first, column = False, address_column(cells)
            for cell in cells if column is None else cells[column : column + 1]:
                key = key_of(cell.removeprefix("\ufeff"))
                if why_refused(key) is None and not is_masked(key):
                    found[identity(key)] = None
    if not found:
        raise InputError(
            f"There is no address in {path}.",
            so_what="Nothing was changed.",
            next="Give a CSV with a column called “email”, or a text file with one address a line.",
        )
    if len(found) > _MOST:
        raise UsageError(
            f"{path} names {len(found):,} addresses; a campaign can hold {_MOST:,} by name.",
            next="Choose by --segment, --since or --domain instead.",
        )
    return tuple(found)
