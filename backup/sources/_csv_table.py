"""A CSV with a header as rows of named cells, for the tables of an export that are not subscriber lists."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from backup.audience.cells import split_all
from backup.audience.columns import plain_name
from backup.audience.records import Records, Torn
from backup.model import Problem, Remark, Severity
from backup.sources._csv_file import CsvFile, CsvReading, why_torn
from backup.sources._swallowed import set_free


@dataclass(frozen=True, slots=True, kw_only=True)
class TableRow:
    """A row of a table."""

    row: int
    cells: Mapping[str, str]
    """The cells as they came, by the names of their columns in lower case."""
    record: bytes


class CsvTable:
    """A table of an export, read once."""

    def __init__(
        self,
        name: str,
        open_stream: Callable[[], BinaryIO],
        *,
        table: str,
        key: str,
        is_key: Callable[[str], object] = bool,
    ) -> None:
        """Take the file, the table that its rows belong to, and the column without which it is another file.

        `is_key` tells whether a cell of that column is as it should be.

        Raises:
            UnreadableEntry: nothing of the file can be read.
        """
        self._file = CsvFile(name, open_stream, suits=lambda header: key in map(plain_name, header))
        self._table = table
        self._is_key = is_key
        self.columns = _distinct(map(plain_name, self._file.sample[0]))
        self.fits = key in self.columns and not self._file.binary
        """It has the column that it must have."""
        self._place = self.columns.index(key) if self.fits else 0
        self.whole = True
        """Every row so far could be read."""
        self._row = 0

    def __iter__(self) -> Iterator[TableRow | Problem | Remark]:
        """Yield the rows, and a problem for each that cannot be read."""
        reading = self._file.read(skip=1)
        last_is_bad = cut = False
        for item in reading:
            for found in self._torn(item) if isinstance(item, Torn) else self._rows(item, reading):
                last_is_bad = isinstance(found, Problem) and found.severity is Severity.UNREADABLE
                self.whole = self.whole and not last_is_bad
                yield found
            cut = item.cut and last_is_bad
        self.whole = self.whole and reading.whole and not cut
        yield from _end(reading)

    def _rows(self, item: Records, reading: CsvReading) -> Iterator[TableRow | Problem]:
        width = len(self.columns)
        for whole_record, all_cells in zip(item.records, split_all(item.records), strict=True):
            for record, cells in set_free(whole_record, all_cells, width, self._is_good, reading.lines_of):
                self._row += 1
                if not any(cell.strip() for cell in cells):
                    yield self._problem("The row is empty.", record, Severity.KEPT)
                elif len(cells) != width:
                    yield self._problem(f"The row has {len(cells)} cells for {width} columns.", record)
                else:
                    named = dict(zip(self.columns, cells, strict=True))
                    yield TableRow(row=self._row, cells=named, record=record)

    def _is_good(self, _: bytes, cells: list[str]) -> bool:
        return self.fits and len(cells) == len(self.columns) and bool(self._is_key(cells[self._place]))

    def _torn(self, torn: Torn) -> Iterator[Problem]:
        self._row += 1
        yield self._problem(why_torn(torn), torn.start)

    def _problem(self, reason: str, raw: bytes, severity: Severity = Severity.UNREADABLE) -> Problem:
        return Problem(
            file=self._file.name, reason=reason, severity=severity, row=self._row, table=self._table, raw=raw
        )


def _distinct(names: Iterable[str]) -> list[str]:
    """Return the names, with a number on those that were there before."""
    taken: dict[str, int] = {}
    distinct = []
    for name in names:
        number, candidate = taken.get(name, 0), name
        while candidate in taken:
            number += 1
            candidate = f"{name} ({number})"
        taken[name] = max(number, 1)
        taken.setdefault(candidate, 1)
        distinct.append(candidate)
    return distinct


def _end(reading: CsvReading) -> Iterator[Problem | Remark]:
    if reading.damage:
        yield reading.damage
    yield from reading.remarks()
