"""Reads a Medium export for a test and sorts what comes out."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from pathlib import Path

from backup.model import Attachment, Complete, Json, Post, Problem, Record, Remark, Row, Severity
from backup.sources.medium_export import MediumExport

FIXTURES = Path(__file__).parent.parent / "fixtures" / "medium" / "exports"


@dataclass(slots=True, kw_only=True)
class Reading:
    """The records of an export by kind."""

    records: list[Record]
    posts: dict[str, Post] = field(default_factory=dict)
    rows: defaultdict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    files: dict[str, bytes] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    complete: set[str] = field(default_factory=set)

    def counts(self) -> dict[str, int]:
        """Return how many rows each table of activity has."""
        return {
            table.removeprefix("activity/"): len(rows) for table, rows in self.rows.items() if "/" in table and rows
        }

    def data(self, table: str) -> list[dict[str, Json]]:
        """Return the fields of a table's rows, without the markup they came from."""
        rows = self.rows[f"activity/{table}"]
        return [{name: value for name, value in row.data.items() if name not in ("raw", "page")} for row in rows]

    def bad(self) -> list[Problem]:
        """Return the problems that are more than a note."""
        return [problem for problem in self.problems if problem.severity is not Severity.KEPT]

    def problems_of(self, table: str) -> int:
        """Return how many rows of a table were not kept."""
        return Counter(problem.table for problem in self.problems)[table]


def read(path: Path) -> Reading:
    """Return everything that the source yields for `path`."""
    reading = Reading(records=list(MediumExport(path).fetch()))
    for record in reading.records:
        if isinstance(record, Post):
            assert record.id not in reading.posts, "a post was given twice"
            reading.posts[record.id] = record
        elif isinstance(record, Row):
            reading.rows[record.table].append(record)
        elif isinstance(record, Attachment):
            assert record.table == "files"
            reading.files[record.id] = record.data
        elif isinstance(record, Problem):
            reading.problems.append(record)
        elif isinstance(record, Remark):
            reading.remarks.append(record)
        else:
            assert isinstance(record, Complete), f"a Medium export has no {type(record).__name__}"
            reading.complete.add(record.table)
    return reading


def folder(path: Path, pages: dict[str, str | bytes]) -> Path:
    """Write pages as an unpacked export and return its path."""
    for name, page in pages.items():
        target = path / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(page.encode() if isinstance(page, str) else page)
    return path
