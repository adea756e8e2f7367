"""The CSV files of an export while they are written, row by row. RFC 4180: CRLF, quotes only where they are needed."""

import csv
import io
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import PurePosixPath
from typing import IO

from exporters.target import Target

_BATCH = 2000
"""Rows that are put together before they are written."""


class Sheet:
    """A file, or several where one may hold so many rows only. It appears with its first row."""

    def __init__(self, target: Target, name: str, header: Sequence[str], *, most_rows: int | None = None) -> None:
        """Take where it is written and what its columns are called."""
        self._target, self._path, self._header, self._most = target, PurePosixPath(name), header, most_rows
        self._text = io.StringIO(newline="")
        self._writer = csv.writer(self._text, lineterminator="\r\n")
        self._waiting = self._in_file = 0
        self._file: IO[bytes] | None = None
        self._open = ExitStack()
        self.rows: dict[str, int] = {}
        """How many rows each file has."""

    def add(self, row: Sequence[str]) -> None:
        """Write a row."""
        if self._file is None or self._in_file == self._most:
            self._begin()
        self._writer.writerow(row)
        self._in_file += 1
        self._waiting += 1
        if self._waiting >= _BATCH:
            self._flush()

    def close(self) -> None:
        """Write what waits."""
        if self._file is None:
            return
        self._flush()
        self.rows[self._name()] = self._in_file
        self._open.close()
        self._file = None

    def abandon(self) -> None:
        """Close what is open; the target throws it away."""
        self._open.close()

    def _begin(self) -> None:
        self.close()
        self._in_file = 0
        self._file = self._open.enter_context(self._target.open(self._name()))
        self._writer.writerow(self._header)

    def _name(self) -> str:
        if self._most is None:
            return str(self._path)
        number = len(self.rows) + 1  # of the one that is open, or opened next
        return str(self._path.with_name(f"{self._path.stem}-{number:04}{self._path.suffix}"))

    def _flush(self) -> None:
        data = self._text.getvalue().encode("utf-8", "replace")
        if self._file is not None:
            self._file.write(data)
        self._target.size += len(data)
        self._text.seek(0)
        self._text.truncate()
        self._waiting = 0
