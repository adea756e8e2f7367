"""Which of several rows of one address is kept: a list has one row for each person."""

from collections.abc import Iterator, Sequence

from backup.audience.subscriber import understanding
from backup.model import Problem, Severity
from backup.sources._list_rows import TABLE


class RepeatedRows:
    """Collects the rows of addresses that come more than once, and then decides."""

    def __init__(self, header: Sequence[str], file: str) -> None:
        """Take the columns and the name of the file."""
        self._understand = understanding(header)
        self._file = file
        self._rows: dict[str, list[tuple[int, bytes]]] = {}

    def add(self, key: str, row: int, record: bytes) -> None:
        """Take a row of an address that comes more than once."""
        self._rows.setdefault(key, []).append((row, record))

    def decide(self) -> Iterator[bytes | Problem]:
        """Yield, for each address, the row that is kept, and a `Problem` for each other one.

        The row of an active subscription is kept, else the later one; of equal rows the first.
        """
        for rows in self._rows.values():
            kept_row, kept = rows[0]
            for row, record in rows[1:]:
                if record != kept and self._is_active(record) >= self._is_active(kept):
                    kept_row, kept = row, record
            yield kept
            for row, record in rows:
                if row != kept_row:
                    yield self._problem(row, record, kept_row, same=record == kept)

    def _is_active(self, record: bytes) -> bool:
        return self._understand(record).status.active

    def _problem(self, row: int, record: bytes, kept_row: int, *, same: bool) -> Problem:
        reason = f"The row says again what row {kept_row} says."
        if not same:
            reason = f"The row is another one of the person in row {kept_row}, which was kept."
            if self._understand(record).disabled:
                reason += " It says that this person turned e-mail off."
        return Problem(file=self._file, reason=reason, severity=Severity.KEPT, row=row, table=TABLE, raw=record)
