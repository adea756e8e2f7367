"""When each subscriber last opened a letter, as far as the exports in the archive tell. Formats: substack.md, 1.4, 1.5.

An open is what a mail program says by fetching a picture: many programs do so unasked, many people's never do. It is
good enough to write to those first who are likely to want the letter, and for nothing else.
"""

from array import array
from bisect import bisect_left
from collections.abc import Callable, Iterator
from datetime import date

from backup.archive import streaming
from backup.archive.reading import ReadableArchive
from backup.audience.addresses import identity
from backup.audience.cells import split_cells
from backup.audience.columns import address_column, key_of, plain_name
from backup.audience.records import Records, split_records
from backup.platform_text import moment

OPENS = "activity/opens"
ENGAGEMENT = "activity/engagement"
_MOMENTS = ("timestamp", "last email open", "last_opened_at")
"""The column that says when: of a post's opens, and of the dashboard's list."""
_PARTS = 64
_DAY_BITS, _HASH_BITS = 16, 48
_DAY = (1 << _DAY_BITS) - 1
_FIRST_DAY = date(1970, 1, 1).toordinal()
_ROOM = 4096
"""Notes of a part before those of one person are folded into the newest for the first time."""


class LastOpened:
    """The last day on which each person opened something: 8 to 16 bytes a person, so that a million need 16 MB."""

    def __init__(self, as_of: str) -> None:
        """Take the date of the export that tells."""
        self.as_of = as_of
        self._parts = [array("Q") for _ in range(_PARTS)]
        self._full = [_ROOM] * _PARTS

    def note(self, who: str, day: int) -> None:
        """Note that a person (by identity) opened something on a day (an ordinal of `datetime.date`)."""
        number = hash(who)
        place = number % _PARTS
        part = self._parts[place]
        part.append((number & ((1 << _HASH_BITS) - 1)) << _DAY_BITS | min(max(day - _FIRST_DAY, 0), _DAY))
        if len(part) >= self._full[place]:
            self._fold(place)

    def finish(self) -> "LastOpened":
        """Make it ready to be asked."""
        for place in range(_PARTS):
            self._fold(place)
        return self

    def of(self, who: str) -> int | None:
        """Return the last day (an ordinal) on which a person opened something, or `None` where none is known."""
        number = hash(who)
        part = self._parts[number % _PARTS]
        wanted = (number & ((1 << _HASH_BITS) - 1)) << _DAY_BITS
        at = bisect_left(part, wanted)
        if at == len(part) or part[at] >> _DAY_BITS != wanted >> _DAY_BITS:
            return None
        return (part[at] & _DAY) + _FIRST_DAY

    def __bool__(self) -> bool:
        """Tell whether anything is known of anybody."""
        return any(self._parts)

    def _fold(self, place: int) -> None:
        """Sort the notes of a part and keep the newest of each person."""
        newest = array("Q")
        for note in sorted(self._parts[place]):
            if newest and newest[-1] >> _DAY_BITS == note >> _DAY_BITS:
                newest[-1] = note
            else:
                newest.append(note)
        self._parts[place] = newest
        self._full[place] = max(_ROOM, 2 * len(newest))


def last_opened(
    archive: ReadableArchive, slug: str, *, progress: Callable[[int], None] | None = None
) -> LastOpened | None:
    """Return what the newest good exports tell of opens, or `None` where none of them tells anything.

    `progress` is told how many rows went by.

    Raises:
        DamageError, KeyProblem: an export cannot be read.
    """
    chain = archive.chain(slug)
    sources = [(table, found) for table in (OPENS, ENGAGEMENT) if (found := chain.latest(table)) is not None]
    if not sources:
        return None
    opened = LastOpened(max(found.manifest.as_of for _, found in sources))
    for table, _ in sources:
        for parts in _files(archive, slug, table):
            count = _note_all(opened, parts)
            if progress is not None:
                progress(count)
    return opened.finish() or None


def _files(archive: ReadableArchive, slug: str, table: str) -> Iterator[Iterator[Records]]:
    """Yield the records of each file of a table, the names of its columns first; no file is in memory whole."""
    for row in archive.rows(slug, table):
        if isinstance(name := row.get("body"), str):
            pieces = streaming.pieces_of(archive.store, name, archive.vault)
            yield (part for part in split_records(pieces) if isinstance(part, Records))


def _note_all(opened: LastOpened, parts: Iterator[Records]) -> int:
    """Note each row of a file; return how many there were. What is no row of its kind is passed over."""
    find: Callable[[bytes], tuple[str, str]] | None = None
    days: dict[str, int | None] = {}
    count = 0
    for part in parts:
        records = part.records
        if find is None:
            find, records = _finder(records[0]), records[1:]
            if find is None:
                return 0
        for record in records:
            address, when = find(record)
            day = days.get(when[:10], 0)
            if day == 0:
                day = days[when[:10]] = _day_of(when)
            if day is not None and "@" in address:
                opened.note(identity(key_of(address)), day)
        count += len(records)
    return count


def _finder(header: bytes) -> Callable[[bytes], tuple[str, str]] | None:
    """Return a function from a row to its address and moment, or `None` where the file has no columns for them."""
    columns = split_cells(header)
    names = [plain_name(name) for name in columns]
    who = address_column(columns)
    when = next((names.index(name) for name in _MOMENTS if name in names), None)
    if who is None or when is None:
        return None
    last = max(who, when)

    def find(record: bytes) -> tuple[str, str]:
        cells = record.split(b",", last + 1)[: last + 1]
        if len(cells) <= last or any(b'"' in cell for cell in cells):
            texts = split_cells(record)
            return (texts[who], texts[when].strip()) if len(texts) > last else ("", "")
        return cells[who].decode("utf-8", "replace"), cells[when].decode("utf-8", "replace").strip()

    return find


def _day_of(text: str) -> int | None:
    found = moment(text) or moment(text[:10])
    return found.date().toordinal() if found is not None else None
