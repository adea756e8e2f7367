"""Which of several rows of one address is kept: a list has one row for each person."""

from collections.abc import Iterator, Sequence

from backup.audience.cells import join_cells, split_cells
from backup.audience.columns import plain_name
from backup.audience.subscriber import understanding
from backup.model import Problem, Severity
from backup.sources._list_layout import MAIL_OFF
from backup.sources._list_rows import TABLE


def with_mail_off(record: bytes, column: int) -> bytes:
    """Return the row, saying in that column that e-mail is off."""
    cells = split_cells(record)
    cells[column] = "true"
    return join_cells(cells)


class RepeatedRows:
    """Collects the rows of addresses that come more than once, and then decides."""

    def __init__(self, header: Sequence[str], file: str) -> None:
        """Take the columns and the name of the file."""
        self._understand = understanding(header)
        self._file = file
        names = [plain_name(name) for name in header]
        self._mail_off = names.index(MAIL_OFF) if MAIL_OFF in names else None
        self._rows: dict[str, list[tuple[int, bytes]]] = {}

    def add(self, key: str, row: int, record: bytes) -> None:
        """Take a row of an address that comes more than once."""
        self._rows.setdefault(key, []).append((row, record))

    def decide(self) -> Iterator[bytes | Problem]:
        """Yield, for each address, the row that is kept, and a `Problem` for each other one.

        The row of an active subscription is kept, else the later one; of equal rows the first. Who turned e-mail off in
        one of them has turned it off: then the row that is kept says so, or, where it has no place for it, the last one
        that does is kept.
        """
        for rows in self._rows.values():
            kept_row, kept = rows[0]
            for row, record in rows[1:]:
                if record != kept and self._is_active(record) >= self._is_active(kept):
                    kept_row, kept = row, record
            off = [row for row, record in rows if self._is_off(record)]
            if off and not self._is_off(kept):
                if self._mail_off is None:
                    kept_row, kept = next((row, record) for row, record in rows if row == off[-1])
                    yield kept
                else:
                    yield with_mail_off(kept, self._mail_off)
            else:
                yield kept
            for row, record in rows:
                if row != kept_row:
                    yield self._problem(row, record, kept_row, same=record == kept)

    def _is_active(self, record: bytes) -> bool:
        return self._understand(record).status.active

    def _is_off(self, record: bytes) -> bool:
        return self._understand(record).disabled

    def _problem(self, row: int, record: bytes, kept_row: int, *, same: bool) -> Problem:
        reason = f"The row says again what row {kept_row} says."
        if not same:
            reason = f"The row is another one of the person in row {kept_row}, which was kept."
            if self._is_off(record):
                reason += " It says that this person turned e-mail off; so does the one that was kept now."
        return Problem(file=self._file, reason=reason, severity=Severity.KEPT, row=row, table=TABLE, raw=record)
