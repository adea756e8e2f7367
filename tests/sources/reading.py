"""Everything that a source yields, sorted, for tests that ask for one part of it."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from backup.audience.cells import split_cells
from backup.model import Attachment, Complete, Post, Problem, Record, Remark, Row, Severity, SubscriberRows
from backup.sources._base import Source

FIXTURES = Path(__file__).parent.parent / "fixtures" / "substack"


@dataclass
class Reading:
    """What a source gave."""

    posts: list[Post] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    files: list[Attachment] = field(default_factory=list)
    lists: list[SubscriberRows] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    complete: set[str] = field(default_factory=set)

    @property
    def records(self) -> list[bytes]:
        return [record for batch in self.lists for record in batch.records]

    @property
    def people(self) -> list[list[str]]:
        return [split_cells(record) for record in self.records]

    def table(self, name: str) -> list[Row]:
        return [row for row in self.rows if row.table == name]

    def kept(self, name: str) -> dict[str, bytes]:
        """Return the files that were kept whole in a table, by id."""
        return {file.id: file.data for file in self.files if file.table == name}

    def lost(self, table: str) -> list[Problem]:
        return [problem for problem in self.problems if problem.table == table]

    def of(self, severity: Severity) -> list[Problem]:
        return [problem for problem in self.problems if problem.severity is severity]

    def post(self, post_id: str) -> Post:
        [post] = [post for post in self.posts if post.id == post_id]
        return post

    def counts(self) -> dict[str, int]:
        tables = Counter(row.table for row in self.rows)
        for file in self.files:
            tables[file.table] += file.rows
        return {"posts": len(self.posts), "subscribers": len(self.records), **tables}


def read(source: Source) -> Reading:
    """Return all that `source` yields."""
    reading = Reading()
    for record in source.fetch():
        _add(reading, record)
    return reading


def _add(reading: Reading, record: Record) -> None:
    match record:
        case Post():
            reading.posts.append(record)
        case Row():
            reading.rows.append(record)
        case Attachment():
            reading.files.append(record)
        case SubscriberRows():
            reading.lists.append(record)
        case Problem():
            reading.problems.append(record)
        case Remark():
            reading.remarks.append(record.text)
        case Complete():
            reading.complete.add(record.table)
        case _:
            raise AssertionError(record)
