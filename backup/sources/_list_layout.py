"""What kind of subscriber list a CSV is: its columns, whether it names them, and which one is the address.

Formats: substack.md 1.5 for Substack's lists; medium.md 2 for Medium's, whose header nobody has published, so that it
has to be found out from the contents.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from backup.audience.columns import ADDRESS_MARK, OFF_MARK, ListVariant, address_column, detect, plain_name
from backup.sources._csv_file import CsvFile
from backup.sources._list_addresses import mailboxes_in

_ADDRESS = re.compile(r"[^\s@,;<>\"]+@[^\s@,;<>\"]+\.[^\s@,;<>\"]+")
_DATE_NAMES = ("created_at", "start date", "subscribed_at", "created", "joined", "subscribed")
MAIL_OFF = "email_disabled"
_RECOGNISED = 0.5
_ACTIVITY = {"post_id", "timestamp", "email"}
"""A post's `delivers.csv` and `opens.csv` have addresses too, but are no lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLayout:
    """The columns of a subscriber list."""

    header: tuple[str, ...]
    """As it came; or made up where the file has none."""
    headed: bool
    """The first record names the columns."""
    variant: ListVariant
    address: int
    """The index of the column of addresses."""
    date: int | None
    """The index of the column that says when a person joined."""
    mail_off: int | None
    """The index of Substack's column that says who turned e-mail off."""
    spread: bool = False
    """Each row is nothing but addresses, as a mail program writes them: each of them is a row of the list."""
    certainty: float
    """Which share of the rows seen has an address there; 1 where the header leaves no doubt."""


def suits(header: list[str]) -> int:
    """Return how well a header does for a subscriber list: a known one best, then one with an address column."""
    variant = detect(header)
    return 0 if variant is None else 2 if variant.from_substack else 1


def is_masked(cell: str) -> bool:
    """Tell whether Medium hides this address: `******@******.com`, since 2025 (formats: medium.md 2)."""
    return "*" in cell and ("@" in cell or not cell.strip("* "))


def list_layout(file: CsvFile) -> ListLayout | None:
    """Return the columns of a list by its beginning, or `None` where nothing in it is an address."""
    first, rows = file.sample[0], file.sample[1:]
    if file.binary or not first:
        return None
    if {plain_name(name) for name in first} >= _ACTIVITY:
        return None
    variant = detect(first)
    if variant is not None and variant.from_substack:
        return _layout(first, variant=variant, certainty=1)
    if spread := _spread(file.sample):
        return spread
    if any(map(_is_address, first)):
        return _headless(file.sample)
    shares = _shares(rows, len(first))
    best = max(range(len(first)), key=shares.__getitem__)
    named = address_column(first)
    if named is not None and (shares[named] or not shares[best]):
        return _layout(first, variant=ListVariant.OTHER, certainty=1)
    if not shares[best]:
        return None
    header = [f"{name}{ADDRESS_MARK}" if i == best else name for i, name in enumerate(first)]
    return _layout(header, variant=ListVariant.OTHER, certainty=shares[best])


def is_surely_list(layout: ListLayout) -> bool:
    """Tell whether this may be taken for a list without having been called one."""
    return layout.certainty >= _RECOGNISED


def marked_off(layout: ListLayout) -> ListLayout:
    """Return the columns of the same list, marked as one of people who get no letters."""
    if layout.mail_off is not None:
        return layout  # it says so itself, row by row
    marked = (f"{name}{OFF_MARK}" if i == layout.address else name for i, name in enumerate(layout.header))
    return replace(layout, header=tuple(marked))


def _spread(rows: Sequence[Sequence[str]]) -> ListLayout | None:
    """Return the columns made up for rows of nothing but addresses, of which one at least is more than an address."""
    if not mailboxes_in(",".join(rows[0])):
        return None
    found = [mailboxes_in(",".join(row)) for row in rows]
    share = sum(map(bool, found)) / len(rows)
    if share < _RECOGNISED or all(len(one) == 1 and not one[0].name for one in found if one):
        return None
    layout = _layout(("email", "name"), variant=ListVariant.OTHER, certainty=share, headed=False)
    return replace(layout, spread=True)


def _headless(rows: Sequence[Sequence[str]]) -> ListLayout:
    width = len(rows[0])
    shares = _shares(rows, width)
    best = max(range(width), key=shares.__getitem__)
    header = ["email" if i == best else f"column {i + 1}" for i in range(width)]
    return _layout(header, variant=ListVariant.OTHER, certainty=shares[best], headed=False)


def _layout(header: Sequence[str], *, variant: ListVariant, certainty: float, headed: bool = True) -> ListLayout:
    address = address_column(header)
    assert address is not None  # noqa: S101 (every caller has just found or named it)
    names = [plain_name(name) for name in header]
    date = next((names.index(name) for name in _DATE_NAMES if name in names), None)
    return ListLayout(
        header=tuple(header),
        headed=headed,
        variant=variant,
        address=address,
        date=date,
        mail_off=names.index(MAIL_OFF) if MAIL_OFF in names else None,
        certainty=certainty,
    )


def _shares(rows: Sequence[Sequence[str]], width: int) -> list[float]:
    """Return for each column which share of the rows has an address in it, open or masked."""
    return [sum(len(row) > i and _is_address(row[i]) for row in rows) / max(1, len(rows)) for i in range(width)]


def _is_address(cell: str) -> bool:
    return _ADDRESS.fullmatch(cell.strip()) is not None or (is_masked(cell) and "@" in cell)
