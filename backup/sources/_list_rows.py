"""Tells the rows of a subscriber list apart: subscribers, masked addresses, and rows that cannot be read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import repeat
from operator import contains

from backup.audience.cells import join_cells, split_all
from backup.audience.records import Records, Torn
from backup.model import Problem, Severity
from backup.sources._csv_file import why_torn
from backup.sources._list_addresses import mailboxes_in
from backup.sources._list_layout import ListLayout, is_masked
from backup.sources._swallowed import set_free

TABLE = "subscribers"
_UNREADABLE_LETTERS = ("\0", "\ufffd", "\n", "\r")

_NOT_PLAIN = ("*", "\0", "\ufffd")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sorted:
    """Rows of the list, told apart."""

    records: list[bytes]
    """The subscribers, as they came."""
    addresses: list[str]
    """The address of each."""
    dates: list[str]
    """The dates on which they joined, where the list has such a column."""
    mail_off: list[str]
    """What each says of `email_disabled`, where the list has that column."""
    rows: Sequence[int]
    """The row number of each."""
    masked: list[list[str]]
    """The cells of rows whose address the platform hides."""
    problems: list[Problem]


class RowSorter:
    """Sorts the records of one list, in order."""

    def __init__(self, layout: ListLayout, file: str, lines_of: Callable[[bytes], list[bytes]]) -> None:
        """Take the columns, the name of the file, and what gives the lines of a record (`CsvReading.lines_of`)."""
        self._lines_of = lines_of
        self._layout = layout
        self._file = file
        self._width = len(layout.header)
        self.rows_seen = 0
        """How many rows were sorted; also the number of the last one."""
        self.last_is_bad = False
        """The row seen last cannot be read."""

    def skip(self, rows: int) -> None:
        """Count rows that need not be told apart again."""
        self.rows_seen += rows

    def sort(self, item: Records | Torn) -> Sorted:
        """Return the next rows, told apart."""
        if isinstance(item, Torn):
            return self._torn(item)
        if self._layout.spread:
            return self._spread(item.records)
        return (self._sort_fast(item.records) if item.plain else None) or self._sort_slowly(item.records)

    def _sort_fast(self, records: list[bytes]) -> Sorted | None:
        """Return the rows where each is a plain subscriber, which is nearly always so."""
        layout, text = self._layout, b"\n".join(records).decode()
        if any(letter in text for letter in _NOT_PLAIN):
            return None
        dates: list[str] = []
        mail_off: list[str] = []
        if self._width == 1:
            if "," in text:
                return None
            addresses = text.split("\n")
        else:
            if set(map(bytes.count, records, repeat(b","))) != {self._width - 1}:
                return None
            cells = text.replace("\n", ",").split(",")  # all rows are as wide as the header: so are their cells
            addresses = cells[layout.address :: self._width]
            dates = cells[layout.date :: self._width] if layout.date is not None else []
            mail_off = cells[layout.mail_off :: self._width] if layout.mail_off is not None else []
        if not all(map(contains, addresses, repeat("@"))):
            return None
        first, self.rows_seen = self.rows_seen + 1, self.rows_seen + len(records)
        self.last_is_bad = False
        return Sorted(
            records=records,
            addresses=addresses,
            dates=dates,
            mail_off=mail_off,
            rows=range(first, first + len(records)),
            masked=[],
            problems=[],
        )

    def _sort_slowly(self, records: list[bytes]) -> Sorted:
        rows: list[int] = []
        result = Sorted(records=[], addresses=[], dates=[], mail_off=[], rows=rows, masked=[], problems=[])
        for record, cells in zip(records, split_all(records), strict=True):
            if self._width == 1 and not record.strip():
                continue  # a line of blanks in a text list is a blank line
            for one, its_cells in set_free(record, cells, self._width, self._is_good, self._lines_of):
                self.rows_seen += 1
                problem = self._why_bad(one, its_cells)
                self.last_is_bad = problem is not None
                if problem:
                    result.problems.append(problem)
                elif is_masked(its_cells[self._layout.address]):
                    result.masked.append(its_cells)
                else:
                    result.records.append(one)
                    result.addresses.append(its_cells[self._layout.address])
                    if self._layout.date is not None:
                        result.dates.append(its_cells[self._layout.date])
                    if self._layout.mail_off is not None:
                        result.mail_off.append(its_cells[self._layout.mail_off])
                    rows.append(self.rows_seen)
        return result

    def _spread(self, records: list[bytes]) -> Sorted:
        """Return a row for each address of rows that are nothing but addresses."""
        rows: list[int] = []
        result = Sorted(records=[], addresses=[], dates=[], mail_off=[], rows=rows, masked=[], problems=[])
        for record, cells in zip(records, split_all(records), strict=True):
            self.rows_seen += 1
            found = mailboxes_in(",".join(cells))
            self.last_is_bad = not found
            if not found:
                result.problems.append(self._problem("The row is not a row of e-mail addresses alone.", record))
            for one in found:
                if is_masked(one.address):
                    result.masked.append([*one])
                else:
                    result.records.append(join_cells(one))
                    result.addresses.append(one.address)
                    rows.append(self.rows_seen)
        return result

    def _is_good(self, record: bytes, cells: list[str]) -> bool:
        return self._why_bad(record, cells) is None

    def _why_bad(self, record: bytes, cells: list[str]) -> Problem | None:
        if not any(cell.strip() for cell in cells):
            return self._problem("The row is empty.", record, Severity.KEPT)
        if len(cells) != self._width:
            return self._problem(f"The row has {len(cells)} cells where the list has {self._width} columns.", record)
        address = cells[self._layout.address]
        if is_masked(address):
            return None
        if "@" not in address:
            return self._problem("The row has no e-mail address.", record)
        if any(letter in address.strip() for letter in _UNREADABLE_LETTERS):
            return self._problem("The address in this row has letters that cannot be read.", record)
        return None

    def _torn(self, torn: Torn) -> Sorted:
        self.rows_seen += 1
        self.last_is_bad = True
        problem = self._problem(why_torn(torn), torn.start)
        return Sorted(records=[], addresses=[], dates=[], mail_off=[], rows=[], masked=[], problems=[problem])

    def _problem(self, reason: str, raw: bytes, severity: Severity = Severity.UNREADABLE) -> Problem:
        return Problem(file=self._file, reason=reason, severity=severity, row=self.rows_seen, table=TABLE, raw=raw)
