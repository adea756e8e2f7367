"""What Outlast does, as plain functions; the command line, the schedule and the dashboard only call them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from backup.archive.archive import Archive
from backup.archive.counting import POST_COUNTS
from backup.archive.result import Count, SnapshotResult
from backup.archive.suspect import LossLimit
from backup.archive.tables import count_name
from backup.model import Attachment, Media, Post, Problem, Publication, Record, Row, SubscriberRows
from backup.sources._base import FileSource, find_source
from outlast.settings import Account
from outlast.whose import decide


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What to import, and how."""

    path: Path
    kind: str | None = None
    publication: str | None = None
    as_of: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """A file that was imported."""

    path: Path
    kind: str
    publication: Publication
    result: SnapshotResult


def run_import(
    archive: Archive,
    request: ImportRequest,
    *,
    accounts: Iterable[Account] = (),
    limit: LossLimit,
    confirm: Callable[[str], None],
    now: datetime,
    progress: Callable[[int], None] | None = None,
) -> Imported:
    """Save what a file holds as a snapshot of the publication it belongs to.

    Raises:
        UnknownFile, UnsafeFile: the file cannot be used.
        NeedsConfirmation: it cannot be told whose it is.
        Locked, StorageError: the archive is as it was.
    """
    source = find_source(request.path, kind=request.kind)

    def again() -> FileSource:
        return find_source(request.path, kind=request.kind)

    publication = decide(source, archive, accounts=accounts, said=request.publication, again=again, confirm=confirm)
    as_of = request.as_of or source.as_of() or now
    result = archive.snapshot(
        _watched(source.fetch(), progress),
        publication,
        source=source.kind,
        as_of=min(as_of, now),
        limit=limit,
        fingerprint=source.fingerprint(),
    )
    return Imported(path=request.path, kind=source.kind, publication=publication, result=result)


def must_be_known(request: ImportRequest) -> None:
    """Return if a source knows the file; only its beginning, or its list of contents, is read.

    Raises:
        UnknownFile, UnsafeFile: the file cannot be used.
    """
    find_source(request.path, kind=request.kind).identity()


def _watched(records: Iterator[Record], progress: Callable[[int], None] | None) -> Iterator[Record]:
    """Yield the records, telling `progress` of each."""
    for record in records:
        yield record
        if progress:
            progress(len(record.records) if isinstance(record, SubscriberRows) else 1)


def look_into(request: ImportRequest) -> tuple[str, dict[str, Count], list[Problem]]:
    """Read a file without saving anything: return its kind, how many rows of what are in it, and the problems.

    Raises:
        UnknownFile, UnsafeFile: the file cannot be used.
    """
    source = find_source(request.path, kind=request.kind)
    read: Counter[str] = Counter()
    problems: list[Problem] = []
    for record in source.fetch():
        match record:
            case Post():
                read[POST_COUNTS[record.kind]] += 1
            case SubscriberRows():
                read["subscribers"] += len(record.records)
            case Row():
                read[count_name(record.table)] += 1
            case Attachment():
                read[count_name(record.table)] += record.rows
            case Media():
                read["media"] += 1
            case Problem():
                problems.append(record)
                if record.table:
                    read[record.table] += 1
            case _:
                pass
    read["problems"] = len(problems)
    return source.kind, {name: Count(read=count) for name, count in read.items()}, problems


def added_up(counts: Iterable[dict[str, Count]]) -> dict[str, Count]:
    """Return the counts of several files as one; what could not be told for one cannot be told for all."""
    total: dict[str, Count] = {}
    for one in counts:
        for name, count in one.items():
            total[name] = total.get(name, Count()).plus(count)
    return total


def parse_date(text: str) -> datetime:
    """Return the moment a person means: a day (its end) or a day and a time, UTC unless it says otherwise.

    Raises:
        ValueError: it is none.
    """
    moment = datetime.fromisoformat(text)
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}|\d{8}", text):
        moment = moment.replace(hour=23, minute=59, second=59)
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
