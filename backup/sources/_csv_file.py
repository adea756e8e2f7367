"""A CSV file of an export as canonical records: UTF-8, commas, in the order of the file."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import islice
from typing import BinaryIO

from backup.audience.cells import has_bare_line_end, join_cells, split_all, split_cells
from backup.audience.records import KEPT_OF_LONG, Records, Torn, split_records
from backup.errors import UnreadableEntry
from backup.model import Problem, Remark
from backup.sources._csv_text import encoding_of, is_utf8, mended, utf8_pieces

HEAD = 1 << 16
"""How much is read to tell what a file is."""
_SAMPLE_ROWS = 200
_DELIMITERS = (",", ";", "\t")
_EXCEL_HINT = re.compile(rb'"?sep=([,;\t|])"?(?=[\r\n])')
_LINE_ENDS = re.compile(rb"[\r\n]+")
_WIDE = {"utf-16-le": "UTF-16", "utf-16-be": "UTF-16", "utf-32-le": "UTF-32", "utf-32-be": "UTF-32"}


def why_torn(torn: Torn) -> str:
    """Return what is wrong with a record that has no end."""
    if torn.size > KEPT_OF_LONG:
        return f"The row is {torn.size:,} bytes long, more than any row; its first {KEPT_OF_LONG:,} are kept."
    return "The row opens a quote that is never closed."


def _suits_nobody(header: list[str]) -> int:  # noqa: ARG001
    return 0


class CsvFile:
    """A CSV file: a cheap look at its beginning, and all of its records as often as one asks."""

    def __init__(
        self, name: str, open_stream: Callable[[], BinaryIO], *, suits: Callable[[list[str]], int] = _suits_nobody
    ) -> None:
        """Read the beginning. `suits` says how well a header would do, which tells delimiters apart.

        Raises:
            UnreadableEntry: nothing of the file can be read.
        """
        self.name = name
        self._open = open_stream
        with open_stream() as stream:
            head = stream.read(HEAD)
        self.encoding, mark = encoding_of(head)
        self.binary = self.encoding == "utf-8" and _is_binary(head)
        text = head[mark:] if self.encoding == "utf-8" else head[mark:].decode(self.encoding, "ignore").encode()
        cut = len(head) == HEAD
        hint = _EXCEL_HINT.match(text)
        self.preamble = 1 if hint else 0
        """Lines before the header: the one by which Excel is told the delimiter."""
        self.delimiter = hint[1].decode() if hint else _delimiter(text, cut=cut, suits=suits)
        self.sample = _sample(text, self.delimiter, cut=cut)[self.preamble :] or [[]]
        """The cells of the first records, the header among them."""

    def read(self, *, skip: int = 0) -> "CsvReading":
        """Return all records but the first `skip`, once."""
        return CsvReading(self, self._open, skip)


class CsvReading:
    """One reading of a CSV file: its records, and then what was found to be wrong with it."""

    def __init__(self, file: CsvFile, open_stream: Callable[[], BinaryIO], skip: int) -> None:
        """Take the file; nothing is read yet."""
        self._file = file
        self._open = open_stream
        self._skip = skip + file.preamble
        self._mended = 0
        self._as_they_came: dict[bytes, bytes] = {}
        """Of the records given last: those with line ends that are kept in another form, by that form."""
        self.whole = True
        """No part of what was read so far is damaged or missing."""
        self.damage: Problem | None = None
        """Where reading had to stop."""

    def __iter__(self) -> Iterator[Records | Torn]:
        """Yield the records; a part that cannot be read ends them."""
        delimiter = self._file.delimiter.encode()
        try:
            with self._open() as stream:
                for item in _without_first(split_records(utf8_pieces(stream), delimiter=delimiter), self._skip):
                    if isinstance(item, Torn):
                        self.whole = self.whole and not item.cut
                        yield item
                    else:
                        yield self._canonical(item)
        except UnreadableEntry as error:
            self.whole = False
            self.damage = Problem(
                file=self._file.name, reason=f"The file {error.reason}. What comes after that place is lost."
            )

    def remarks(self) -> Iterator[Remark]:
        """Yield what there is to say about the records read."""
        name, delimiter = self._file.name, self._file.delimiter
        if self._file.encoding in _WIDE:
            yield Remark(file=name, text=f"The file was {_WIDE[self._file.encoding]}; it is kept as UTF-8.")
        if self._mended:
            text = f"Lines that were not UTF-8 and were read as Windows-1252: {self._mended:,}. Look at their accents."
            yield Remark(file=name, text=text)
        if delimiter != ",":
            shown = "tabs" if delimiter == "\t" else f"“{delimiter}”"
            yield Remark(file=name, text=f"The columns were separated by {shown}; they are kept with commas.")

    def lines_of(self, record: bytes) -> list[bytes]:
        """Return the lines that one of the records given last had in the file, each as a record of its own."""
        lines = [line for line in _LINE_ENDS.split(self._as_they_came.get(record, record)) if line]
        if self._file.delimiter == ",":
            return lines
        return [join_cells(split_cells(line, self._file.delimiter)) for line in lines]

    def _canonical(self, item: Records) -> Records:
        records, plain = item.records, item.plain
        if not item.utf8:
            good = [is_utf8(record) for record in records]
            self._mended += good.count(False)
            records = [record if fine else mended(record) for record, fine in zip(records, good, strict=True)]
        came = records
        if self._file.delimiter != ",":
            records = [join_cells(cells) for cells in split_all(records, self._file.delimiter)]
            plain = b'"' not in b"".join(records)
        elif not plain:
            records = [join_cells(split_cells(r)) if has_bare_line_end(r) else r for r in records]
        self._as_they_came = {}
        if not plain:
            pairs = zip(records, came, strict=True)
            self._as_they_came = {kept: was for kept, was in pairs if was is not kept and _LINE_ENDS.search(was)}
        return replace(item, records=records, plain=plain, utf8=True)


def _without_first(items: Iterator[Records | Torn], skip: int) -> Iterator[Records | Torn]:
    for item in items:
        if not skip or isinstance(item, Torn):
            yield item
            continue
        rest = item.records[skip:]
        skip = max(0, skip - len(item.records))
        if rest:
            yield replace(item, records=rest)


def _delimiter(text: bytes, *, cut: bool, suits: Callable[[list[str]], int]) -> str:
    """Return the delimiter that gives the best header, and rows as wide as it."""

    def score(delimiter: str) -> tuple[int, float]:
        rows = _sample(text, delimiter, cut=cut) or [[]]
        width = len(rows[0])
        even = sum(len(row) == width for row in rows) / len(rows) if width > 1 else 0
        return (suits(rows[0]) if even else 0), even

    return max(_DELIMITERS, key=score)


def _sample(text: bytes, delimiter: str, *, cut: bool) -> list[list[str]]:
    """Return the cells of the first records, but not of the last one of a piece, which may be half a record."""
    pieces = split_records([text], delimiter=delimiter.encode())
    records = [r for item in pieces if isinstance(item, Records) for r in item.records]
    if cut and len(records) > 1:
        records.pop()
    return split_all([r if is_utf8(r) else mended(r) for r in islice(records, _SAMPLE_ROWS)], delimiter)


def _is_binary(head: bytes) -> bool:
    # A file that was being written when the power went ends in NULs and is still a text.
    text = head.rstrip(b"\0")
    return sum(text.count(letter) for letter in range(9)) > len(text) // 100
