"""Rows that a stray quote or a stray line end has made one record of, set free again."""

from collections.abc import Callable, Sequence

from backup.audience.cells import split_cells


def set_free(
    record: bytes,
    cells: list[str],
    width: int,
    is_good: Callable[[bytes, list[str]], bool],
    lines_of: Callable[[bytes], list[bytes]],
) -> Sequence[tuple[bytes, list[str]]]:
    """Return the record with its cells; or its lines, when it runs over whole rows.

    So it does when nobody closed a quote, or where a few lines end in another way than the rest. It is taken to when
    it has a wrong number of cells, or is a bad row of one cell, and one of its further lines alone is a good row.
    `lines_of` gives the lines that it had in its file (`CsvReading.lines_of`).
    """
    if (b"\n" not in record and b"\r" not in record) or len(cells) == width > 1 or is_good(record, cells):
        return [(record, cells)]
    lines = [(line, split_cells(line)) for line in lines_of(record)]
    return lines if any(is_good(*line) for line in lines[1:]) else [(record, cells)]
