"""One run: a list of the archive, sorted, and written for one service."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from msgspec import structs

from backup.audience.addresses import why_refused
from backup.audience.person import Person, fields_of, reading
from backup.audience.places import Place, Sorter
from backup.audience.saved_list import SEGMENTS, SavedList, Wanted
from backup.audience.subscriber import Status
from backup.audience.twins import Twins
from exporters.spreadsheet import guarded
from exporters.subscribers._base import ListFile, ListReport, ListService, Part, Written
from exporters.subscribers._sheets import Sheet
from exporters.subscribers._steps import all_steps
from exporters.target import Target

PROBLEMS = "problems.csv"
STEPS = "what-to-do.txt"
TWIN = "The same address stands in another row, which says more; that one was taken."
SHORTENED = "It was written, but the name is longer than the service takes, and was cut."
NO_DATE = "It was written, but the date of joining cannot be read or lies after the date of the list."
_COLUMNS = ("address", "name", "kind", "joined", "reason")
_PARTS = {Place.ACTIVE: Part.ACTIVE, Place.SUPPRESSED: Part.SUPPRESSED}


class ListExport:
    """Writes one list for one service. Made for one run."""

    def __init__(self, service: ListService, saved: SavedList, wanted: Wanted, target: Target) -> None:
        """Take for what, which list, whom of it, and where to."""
        self._service = service
        self._saved = saved
        self._wanted = wanted
        self._target = target
        fields = fields_of(saved.header)
        self._sheets = {file.name: self._sheet(file, fields) for file in service.files}
        self._columns = {file.name: service.columns(file, fields) for file in service.files}
        self._problems = Sheet(target, PROBLEMS, _COLUMNS)
        self._counts: Counter[Place] = Counter()
        self._statuses: Counter[Status] = Counter()
        self._undated = self._noted = self._off_elsewhere = self._paying = 0

    def write(self) -> ListReport:
        """Write everything; the target is not finished yet. The same list gives the same bytes.

        Raises:
            ValueError: no column of the list is an address.
            StorageError, DamageError, KeyProblem: nothing has appeared.
        """
        read = reading(self._saved)
        try:
            twins = Twins(self._saved, read, self._why_refused)
            sorter = Sorter(self._saved, self._wanted, twins, self._why_refused)
            rows = 0
            for number, record in enumerate(self._saved.records):
                self._take(read(record), number, sorter, twins)
                rows += 1
            for sheet in (*self._sheets.values(), self._problems):
                sheet.close()
        finally:
            for sheet in (*self._sheets.values(), self._problems):
                sheet.abandon()
        report = self._report(rows)
        if report.files:
            text = "".join(f"{number}. {step}\n\n" for number, step in enumerate(report.steps, 1))
            self._target.write(STEPS, text)
        return replace(report, size=self._target.size)

    def _take(self, person: Person, number: int, sorter: Sorter, twins: Twins) -> None:
        place = sorter.place(person, number)
        self._counts[place] += 1
        if place is Place.REFUSED:
            self._note(person, self._why_refused(person) or "")
        elif place is Place.TWIN:
            self._note(person, TWIN)
        elif place is Place.NOT_ASKED:
            self._undated += sorter.undated(person)
        elif part := _PARTS.get(place):
            off, elsewhere = twins.off(person)
            if off is not person.off or elsewhere is not person.off_elsewhere:
                person = structs.replace(person, off=off, off_elsewhere=elsewhere)
            self._write(person, part)

    def _write(self, person: Person, part: Part) -> None:
        if part is Part.ACTIVE:
            self._statuses[person.status] += 1
        self._off_elsewhere += person.off_elsewhere
        self._paying += person.status in SEGMENTS["paid"]
        name = self._service.fitting(person.name)
        if name != person.name:
            self._note(person, SHORTENED)
            person = structs.replace(person, name=name)
            self._noted += 1
        if not person.dated:
            self._note(person, NO_DATE)
            self._noted += 1
        written = False
        for file in self._service.files:
            if (file.part is Part.AGAIN or (file.part is part and not written)) and file.takes(person):
                self._sheets[file.name].add([column.of(person) for column in self._columns[file.name]])
                written = written or file.part is part

    def _sheet(self, file: ListFile, fields: frozenset[str]) -> Sheet:
        header = [column.name for column in self._service.columns(file, fields)]
        return Sheet(self._target, file.name, header, most_rows=file.most_rows)

    def _why_refused(self, person: Person) -> str | None:
        return why_refused(person.address) or self._service.why_refused(person.address)

    def _note(self, person: Person, reason: str) -> None:
        cells: Sequence[str] = (
            person.address,
            person.name,
            str(person.status),
            person.joined.date().isoformat() if person.joined else "",
            reason,
        )
        self._problems.add([guarded(cell) for cell in cells])  # for people's eyes, so the address is guarded here, too

    def _report(self, rows: int) -> ListReport:
        files = tuple(
            Written(name=name, part=file.part, rows=count)
            for file in self._service.files
            for name, count in self._sheets[file.name].rows.items()
        )
        count = self._counts
        report = ListReport(
            rows=rows + self._saved.masked,
            active=count[Place.ACTIVE],
            suppressed=count[Place.SUPPRESSED],
            masked=count[Place.MASKED] + self._saved.masked,
            refused=count[Place.REFUSED],
            twins=count[Place.TWIN],
            deleted=count[Place.DELETED],
            forgotten=count[Place.FORGOTTEN],
            not_asked=count[Place.NOT_ASKED],
            undated=self._undated,
            noted=self._noted,
            off_elsewhere=self._off_elsewhere,
            paying=self._paying,
            statuses={status: self._statuses[status] for status in Status if self._statuses[status]},
            files=files,
        )
        return replace(report, steps=all_steps(self._service, report, problems=bool(self._problems.rows)))
