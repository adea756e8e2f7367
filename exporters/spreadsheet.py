"""CSV that a spreadsheet may open without harm.

A cell that starts like a formula is run as one by spreadsheets (owasp.org: CSV Injection); an apostrophe in front makes
it text. Addresses are never touched: a changed address is a lost reader.
"""

import csv
import io
from collections.abc import Iterable, Sequence

_STARTS = ("=", "+", "-", "@", "\t", "\r")


def guarded(cell: str) -> str:
    """Return a cell of free text (a name, a note) that no spreadsheet runs."""
    return f"'{cell}" if cell.lstrip(" ").startswith(_STARTS) else cell


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as CSV (RFC 4180): UTF-8 without a mark, CRLF, quotes only where they are needed."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return out.getvalue().encode("utf-8", "replace")
