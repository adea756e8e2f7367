"""Takes subscriber lists, a million rows within some hundred megabytes: only what differs from before is looked at."""

from collections.abc import Callable
from itertools import filterfalse

from backup.archive import tables
from backup.archive.forgotten import Forgotten
from backup.archive.state import Delta, Lines
from backup.audience.cells import join_cells, split_cells
from backup.model import SubscriberRows


class SubscriberIntake:
    """Compares a list with the last good one as it comes in."""

    def __init__(self, before: Callable[[], Lines | None], forgotten: Forgotten) -> None:
        """Take what reads the rows of the last good list, if there is one that can be read.

        They are read when the first row comes, not before: by then the source is through with what it had to remember
        of the list, so that the two are not in memory together.
        """
        self.forgotten = forgotten
        self._read_before = before
        self._before: Lines | None = None
        self.header = b""
        self.columns: tuple[str, ...] = ()
        self.read = 0
        self.left_out = 0
        """Rows of people who were erased and are not taken in again."""
        self._order: list[int] | None = None
        self._not_seen: set[bytes] | None = None
        self._added: list[bytes] = []
        self._same_columns = False

    def take(self, batch: SubscriberRows) -> None:
        """Take one batch; all batches of a run have one header."""
        if not self.header:
            self._start(batch.header)
        records = batch.records
        self.read += len(records)
        if self._order is not None:
            records = [_reordered(record, self._order) for record in records]
        if self.forgotten:
            kept = self.forgotten.without(records)
            self.left_out += len(records) - len(kept)
            records = kept
        if self._not_seen is None:
            self._added.extend(records)
            return
        missing = self._not_seen
        self._added.extend(filterfalse(missing.__contains__, records))
        missing.difference_update(records)

    def _start(self, columns: tuple[str, ...]) -> None:
        """Begin: the platform chooses the order of columns anew each time (formats: variant F), so follow the last."""
        self._before = self._read_before()
        self.columns = columns
        self.header = join_cells(columns)
        if self._before is None:
            return
        before = tuple(split_cells(self._before.header))
        if before != columns and sorted(before) == sorted(columns) and len(set(columns)) == len(columns):
            self._order = [columns.index(name) for name in before]
            self.columns, self.header = before, self._before.header
        self._same_columns = self.header == self._before.header
        if self._same_columns:
            self._not_seen = set(self._before.lines)

    def finish(self, *, complete: bool) -> tuple[Lines, Delta | None]:
        """Return the new state and what leads to it from the last one (`None`: there is none to compare with).

        Not `complete`: rows that did not come by are kept, unless a new row of the same person did.
        """
        before = self._before if self.header else self._read_before()
        if not self.header and before is not None:
            self.header, self._same_columns, self._not_seen = before.header, True, set(before.lines)
        if before is None or not self._same_columns:
            self._added.sort()
            return Lines(header=self.header, lines=self._added), None
        removed = self._not_seen or set()
        if not complete:
            key = tables.key_of(tables.SUBSCRIBERS, self.header)
            renewed = {key(line) for line in self._added}
            removed = {line for line in removed if key(line) in renewed}
        delta = Delta(removed=removed, added=set(self._added))
        if not removed and not delta.added:
            return before, delta
        lines = [line for line in before.lines if line not in removed] if removed else before.lines
        lines = lines + self._added
        lines.sort()
        return Lines(header=self.header, lines=lines), delta


def _reordered(record: bytes, order: list[int]) -> bytes:
    cells = split_cells(record)
    return join_cells([cells[index] for index in order]) if len(cells) == len(order) else record
