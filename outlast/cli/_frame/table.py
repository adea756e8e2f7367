"""A plain table that fits the terminal."""

import unicodedata
from collections.abc import Sequence

from outlast.cli._frame.signs import plain

_GAP = "  "
_NARROWEST = 8


def table_lines(header: Sequence[str], rows: Sequence[Sequence[str]], *, width: int | None) -> list[str]:
    """Return the lines of a table; columns of numbers stand to the right.

    With a `width` the widest columns are cut until a line fits; without one (a file, a pipe) nothing is cut.
    """
    cells = [[_one_line(cell) for cell in row] for row in (header, *rows)]
    widths = [max(columns_of(cell) for cell in column) for column in zip(*cells, strict=True)]
    if width is not None:
        _squeeze(widths, width - len(_GAP) * (len(widths) - 1))
    right = [bool(rows) and all(_is_number(row[index]) for row in cells[1:]) for index in range(len(widths))]
    shape = list(zip(widths, right, strict=True))
    return [
        _GAP.join(_fit(cell, size, right=at_right) for cell, (size, at_right) in zip(row, shape, strict=True)).rstrip()
        for row in cells
    ]


def columns_of(text: str) -> int:
    """Return how many columns of a terminal `text` takes (Unicode UAX 11: East Asian wide signs take two)."""
    return sum(
        0 if unicodedata.combining(sign) else 2 if unicodedata.east_asian_width(sign) in "WF" else 1
        for sign in plain(text)
    )


def _one_line(cell: str) -> str:
    return " ".join(cell.split())


def _is_number(cell: str) -> bool:
    return not cell or plain(cell).replace(",", "").replace(".", "").removesuffix("%").strip("+-−").isdigit()


def _squeeze(widths: list[int], room: int) -> None:
    while sum(widths) > room and max(widths) > _NARROWEST:
        widths[widths.index(max(widths))] -= 1


def _fit(cell: str, size: int, *, right: bool) -> str:
    if columns_of(cell) > size:
        # Cutting would tear a colour apart, so a cell that is cut loses it.
        cell = plain(cell)
        while columns_of(cell) > size - 1:
            cell = cell[:-1]
        cell += "…"
    space = " " * (size - columns_of(cell))
    return space + cell if right else cell + space
