"""Sentences broken at blanks, so that they fit the terminal."""

import re

from outlast.cli._frame.signs import plain
from outlast.cli._frame.table import columns_of

_START = re.compile(r"\s*(?:[>✓✗!·•+~-] )?\s*")
"""What the lines that follow stand under: blanks, and a sign. A quotation keeps its sign on every line."""


def wrapped(text: str, width: int, *, hanging: int | None = None) -> str:
    """Return `text` with its long lines broken; what comes under a line stands `hanging` columns in, or as it does.

    A line that says what to type (`→ outlast …`) stays whole, so that it can be copied.
    """
    return "\n".join(piece for line in text.split("\n") for piece in _pieces(line, width, hanging))


def _pieces(line: str, width: int, hanging: int | None) -> list[str]:
    if columns_of(line) <= width or plain(line).lstrip().startswith("→ "):
        return [line]
    found = _START.match(plain(line))
    start = found.group() if found else ""
    under = " " * hanging if hanging is not None else start if ">" in start else " " * columns_of(start)
    blanks = line[: len(line) - len(line.lstrip(" "))]
    first, *words = line.lstrip(" ").split(" ")
    pieces = [blanks + first]
    for word in words:
        longer = f"{pieces[-1]} {word}"
        if columns_of(longer) <= width:
            pieces[-1] = longer
        else:
            pieces[-1] = pieces[-1].rstrip()
            pieces.append(under + word)
    return pieces
