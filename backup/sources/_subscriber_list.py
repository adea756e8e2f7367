"""A subscriber list as records of the archive; read twice, so that a million rows never stand in memory.

The first reading finds the addresses that come more than once (with one 64-bit hash for each row); the second yields.
"""

import re
from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, repeat
from typing import BinaryIO

from backup.audience.columns import key_function, key_of
from backup.audience.records import Records
from backup.model import Problem, Remark, Row, SubscriberRows
from backup.sources._csv_file import CsvFile
from backup.sources._list_layout import ListLayout, is_surely_list, list_layout, marked_off, suits
from backup.sources._list_names import names_people_off
from backup.sources._list_notes import ListNotes
from backup.sources._list_rows import RowSorter
from backup.sources._repeated_rows import RepeatedRows
from backup.sources._times import has_passed, parse_time

BATCH = 10_000
_TIME = re.compile(r"\d{4}-\d\d-\d\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the first reading of a list found."""

    hashes: "array[int]"
    """A hash of each row's address, packed: 8 bytes each, where a set takes 70. Good within one process only."""
    repeated: frozenset[int]
    """The hashes of those that come more than once."""
    rows: int
    """How many rows are subscribers, repetitions included."""
    seen: int
    """All rows, whatever they are."""
    masked: int
    newest: datetime | None
    """When the last of them joined; dates that lie ahead do not count."""
    flawless: list[int]
    """For each piece of the file, how many rows it has when all are subscribers, else 0."""
    notes: ListNotes
    whole: bool
    """The file could be read to its end, and was not cut."""

    @property
    def people(self) -> set[int]:
        """Return the hashes of the addresses as a set, to compare two lists by."""
        return set(self.hashes)


class SubscriberList:
    """A subscriber list in CSV or text, of any kind."""

    def __init__(self, file: CsvFile, layout: ListLayout) -> None:
        """Take the file and its columns; use `open`."""
        self._file = file
        self._survey: Survey | None = None
        self.layout = layout
        self.name = file.name

    @classmethod
    def open(cls, name: str, open_stream: Callable[[], BinaryIO], *, surely: bool = False) -> "SubscriberList | None":
        """Return the list in this file, or `None` when it holds no addresses, or, if `surely`, too few of them.

        Raises:
            UnreadableEntry: nothing of the file can be read.
        """
        file = CsvFile(name, open_stream, suits=suits)
        layout = list_layout(file)
        if layout is None or (surely and not is_surely_list(layout)):
            return None
        return cls(file, marked_off(layout) if names_people_off(name) else layout)

    def survey(self) -> Survey:
        """Return what a first reading finds; the file is read once for it."""
        if self._survey is None:
            self._survey = self._take_survey()
        return self._survey

    def use(self, survey: Survey) -> None:
        """Take what an earlier first reading of the same file has found."""
        self._survey = survey

    def fetch(self) -> Iterator[SubscriberRows | Problem | Row | Remark]:
        """Yield the subscribers in batches, masked rows one by one, and everything else as `Problem`s."""
        survey = self.survey()
        doubles = RepeatedRows(self.layout.header, self.name)
        batch: list[bytes] = []
        masked = 0
        reading = self._file.read(skip=int(self.layout.headed))
        sorter = RowSorter(self.layout, self.name, reading.lines_of)
        for item, flawless in zip(reading, chain(survey.flawless, repeat(0)), strict=False):
            if flawless and not survey.repeated and isinstance(item, Records) and len(item.records) == flawless:
                sorter.skip(flawless)
                batch += item.records
            else:
                found = sorter.sort(item)
                yield from found.problems
                for cells in found.masked:
                    masked += 1
                    data = dict(zip(self.layout.header, cells, strict=True))
                    yield Row(table="masked", id=f"masked-{masked}", data={**data})
                for address, row, record in zip(found.addresses, found.rows, found.records, strict=True):
                    key = key_of(address)
                    if hash(key) in survey.repeated:
                        doubles.add(key, row, record)
                    else:
                        batch.append(record)
            while len(batch) >= BATCH:
                yield self._rows(batch[:BATCH])
                del batch[:BATCH]
        for decided in doubles.decide():
            if isinstance(decided, Problem):
                yield decided
            else:
                batch.append(decided)
        for start in range(0, len(batch), BATCH):
            yield self._rows(batch[start : start + BATCH])
        if reading.damage:
            yield reading.damage
        yield from reading.remarks()

    def notes(self) -> Iterator[Problem | Remark]:
        """Yield what there is to say of the list besides its rows."""
        survey = self.survey()
        if survey.seen:
            yield from survey.notes.tell(self.layout, self.name)

    def newcomers(self, people: AbstractSet[int]) -> Iterator[SubscriberRows]:
        """Yield the subscribers who are not among `people`, the hashes of another list's survey."""
        key = key_function(self.layout.header)
        for item in self.fetch():
            if isinstance(item, SubscriberRows) and (new := [r for r in item.records if hash(key(r)) not in people]):
                yield self._rows(new)

    def _rows(self, records: list[bytes]) -> SubscriberRows:
        return SubscriberRows(header=self.layout.header, records=records, file=self.name)

    def _take_survey(self) -> Survey:
        hashes = array("q")
        rows = masked = 0
        newest = ""
        flawless: list[int] = []
        reading = self._file.read(skip=int(self.layout.headed))
        sorter = RowSorter(self.layout, self.name, reading.lines_of)
        cut = False
        notes = ListNotes()
        for item in reading:
            found = sorter.sort(item)
            notes.look(found)
            masked += len(found.masked)
            rows += len(found.records)
            as_it_came = not (found.problems or found.masked or self.layout.spread)
            flawless.append(len(found.records) if as_it_came else 0)
            newest = max(newest, _newest(found.dates))
            if found.addresses:
                # As `key_of`, but one call for the whole batch is four times as fast; no address holds a line end.
                keys = "\n".join(map(str.strip, found.addresses)).lower().split("\n")
                hashes.extend(map(hash, keys))
            cut = item.cut and sorter.last_is_bad
        return Survey(
            hashes=hashes,
            repeated=_repeated(hashes),
            rows=rows,
            seen=sorter.rows_seen,
            masked=masked,
            newest=parse_time(newest),
            flawless=flawless,
            notes=notes,
            whole=reading.whole and not cut,
        )


def _repeated(hashes: "array[int]") -> frozenset[int]:
    """Return the hashes that come more than once. One set at the end: grown batch by batch it left memory in pieces."""
    if len(set(hashes)) == len(hashes):
        return frozenset()
    return frozenset(person for person, times in Counter(hashes).items() if times > 1)


def _newest(dates: list[str]) -> str:
    newest = max(dates, default="")
    return newest if _counts(newest) else max(filter(_counts, dates), default="")


def _counts(date: str) -> bool:
    if not _TIME.match(date):
        return False
    time = parse_time(date)
    return time is None or has_passed(time)
