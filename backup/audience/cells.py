"""Cuts a CSV record into cells and puts cells together again. RFC 4180; read as Python's `csv` reads it."""

import csv
import re
from collections.abc import Sequence
from functools import cache

_NEEDS_QUOTES = re.compile(r'[",\r\n]')
_WHOLE_CELL = rb'(?:"(?:[^"]++|"")*+"[^,\r\n]*+|[^",\r\n][^,\r\n]*+|)'
_WHOLE_RECORD = re.compile(_WHOLE_CELL + rb"(?:," + _WHOLE_CELL + rb")*+")


def split_cells(record: bytes, delimiter: str = ",") -> list[str]:
    """Return the cells of one record; never raises, whatever the bytes."""
    text = record.decode("utf-8", "replace")
    if '"' not in text:
        return text.split(delimiter)
    if not _is_tricky(text):
        try:
            [cells] = csv.reader([text], delimiter=delimiter)
        except csv.Error:
            pass
        else:
            return cells
    return _split_slowly(text, delimiter)


def split_all(records: Sequence[bytes], delimiter: str = ",") -> list[list[str]]:
    """Return the cells of each record, as `split_cells`, faster than one by one."""
    texts = [record.decode("utf-8", "replace") for record in records]
    if not any(map(_is_tricky, texts)):
        try:
            rows = list(csv.reader(texts, delimiter=delimiter))
        except csv.Error:
            pass
        else:
            if len(rows) == len(texts) and [] not in rows:
                return rows
    return [split_cells(record, delimiter) for record in records]


def join_cells(cells: Sequence[str]) -> bytes:
    """Return the record of these cells, with quotes only where RFC 4180 needs them."""
    if len(cells) == 1 and not cells[0]:
        return b'""'  # an empty line would be no record
    return ",".join(f'"{c.replace(chr(34), chr(34) * 2)}"' if _NEEDS_QUOTES.search(c) else c for c in cells).encode()


def has_bare_line_end(record: bytes) -> bool:
    """Tell whether a line end stands outside quotes, so that the record would fall apart when read again."""
    return (b"\r" in record or b"\n" in record) and not _WHOLE_RECORD.fullmatch(record)


def _is_tricky(text: str) -> bool:
    """Tell whether `csv` would take a line end for the end of the record, or drop it."""
    return "\r" in text or text.endswith("\n")


@cache
def _cell(delimiter: str) -> re.Pattern[str]:
    end = re.escape(delimiter)
    return re.compile(rf'"((?:[^"]++|"")*+)(?:"([^{end}]*+))?|([^{end}]*+)')


def _split_slowly(text: str, delimiter: str) -> list[str]:
    """As `csv`, which refuses bare line ends and cells above 131,072 letters, a limit of the whole process."""
    pattern = _cell(delimiter)
    cells, at = [], 0
    while at <= len(text) and (match := pattern.match(text, at)):
        quoted, after, bare = match.groups()
        cells.append(bare if quoted is None else quoted.replace('""', '"') + (after or ""))
        at = match.end() + 1
    return cells
