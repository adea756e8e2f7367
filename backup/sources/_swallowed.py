"""Rows that a stray quote has swallowed, set free again."""

from collections.abc import Callable, Sequence

from backup.audience.cells import split_cells


def set_free(
    record: bytes, cells: list[str], width: int, is_good: Callable[[bytes, list[str]], bool]
) -> Sequence[tuple[bytes, list[str]]]:
    """Return the record with its cells; or its lines, when a quote that nobody closed runs over whole rows.

    That is so when it has a wrong number of cells and one of its further lines alone is a good row.
    """
    if len(cells) == width or b"\n" not in record:
        return [(record, cells)]
    lines = [(line, split_cells(line)) for line in record.split(b"\n") if line]
    return lines if any(is_good(*line) for line in lines[1:]) else [(record, cells)]
