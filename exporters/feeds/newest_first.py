"""Pieces that come oldest first and are written newest first, kept on the disk: a feed may be larger than memory."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from tempfile import TemporaryFile
from types import TracebackType
from typing import Self

from exporters.target import Target


class NewestFirst:
    """Holds the entries of a feed until all are there."""

    def __init__(self) -> None:
        """Start empty."""
        self._file = TemporaryFile()  # noqa: SIM115  # closed by `__exit__`
        self._places: list[tuple[float, int, int]] = []

    def add(self, piece: str, at: datetime | None) -> None:
        """Keep a piece; those without a date come last."""
        data = piece.encode("utf-8", "replace")
        self._places.append((at.timestamp() if at else float("-inf"), self._file.tell(), len(data)))
        self._file.write(data)

    def __len__(self) -> int:
        """Return how many pieces there are."""
        return len(self._places)

    def __iter__(self) -> Iterator[bytes]:
        """Yield them, newest first."""
        for _, start, size in sorted(self._places, reverse=True):
            self._file.seek(start)
            yield self._file.read(size)

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Throw the pieces away."""
        self._file.close()


def pour(target: Target, path: str, pieces: Iterable[bytes]) -> None:
    """Write a file piece by piece.

    Raises:
        StorageError: the disk refuses.
    """
    with target.open(path) as file:
        for piece in pieces:
            target.size += file.write(piece)
