"""Writes a list of the archive for another service: all of it appears, or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from backup.archive import tables
from backup.archive.archive import Archive
from backup.archive.chain import Chain, Snapshot
from backup.archive.forgotten import Forgotten
from backup.archive.reading import ReadableArchive
from backup.audience.addresses import identity
from backup.audience.cells import split_cells
from backup.audience.saved_list import MailOff, SavedList, Wanted
from backup.errors import KeyProblem, UsageError
from exporters.subscribers import load
from exporters.subscribers._base import ListReport
from exporters.subscribers._export import ListExport
from exporters.subscribers._unwritten import Unwritten
from exporters.target import Folder, Target
from outlast.snapshots.timeline import covering
from outlast.subscribers.columns import header_of
from outlast.subscribers.lists import reader_of, with_list
from outlast.subscribers.mail_off import tells_mail_off
from outlast.subscribers.rows import Rows


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRequest:
    """Which list to write, for what, and where to."""

    service: str
    publication: str
    snapshot: Snapshot | None
    """Whose list; `None`: there is none."""
    wanted: Wanted
    out: Path
    replace: bool = False
    dry_run: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ExportedList:
    """A finished export."""

    report: ListReport
    snapshot: Snapshot
    mail_off: MailOff
    newest: Snapshot
    """The newest good list that there is."""
    where: Path | None
    """What was written; `None` in a dry run."""


def export_list(
    archive: Archive, request: ListRequest, *, progress: Callable[[int], None] | None = None
) -> ExportedList:
    """Write a list; where it fails nothing has appeared. `progress` is told how many rows went by, of twice as many.

    Raises:
        UsageError: there is no such service, or nobody fits what was asked for.
        NotFound: there is no list.
        InputError: it has no column of addresses.
        NeedsConfirmation: something is there already.
        StorageError, KeyProblem, DamageError: nothing has appeared.
    """
    service = load(request.service)
    snapshot = with_list(request.publication, request.snapshot)
    if not archive.vault.can_read:
        raise KeyProblem("The list cannot be written without the archive's key, because it is sealed.")
    saved = saved_list(archive, request.publication, snapshot, progress=progress)
    target: Target = Unwritten() if request.dry_run else _folder(request)
    try:
        report = ListExport(service, saved, request.wanted, target).write()
        if not report.files:
            raise UsageError(
                "Nobody on this list fits what was asked for.",
                so_what=f"Nothing was written. Of its {report.rows:,} rows the platform hides {report.masked:,},"
                f" {report.refused:,} have no address that letters can be sent to, {report.not_asked:,} are others.",
                next="See who is on it: outlast subscribers stats    and ask for others with --segment or --status",
            )
        target.finish()
    finally:
        target.abandon()
    where = None if request.dry_run else request.out
    newest = archive.chain(request.publication).latest(tables.SUBSCRIBERS) or snapshot
    return ExportedList(report=report, snapshot=snapshot, mail_off=saved.mail_off, newest=newest, where=where)


def saved_list(
    archive: ReadableArchive, slug: str, snapshot: Snapshot, *, progress: Callable[[int], None] | None = None
) -> SavedList:
    """Return the list that a snapshot has, with what other lists say.

    Raises:
        InputError: no column of it holds addresses.
        DamageError, KeyProblem: something cannot be read.
    """
    chain = archive.chain(slug)
    header = header_of(archive, slug, snapshot)
    reader_of(header)
    masked = covering(chain, snapshot, tables.MASKED)
    return SavedList(
        header=tuple(split_cells(header)) if header else ("email",),
        records=Rows(archive, slug, snapshot, progress=progress),
        platform=snapshot.manifest.publication.platform,
        as_of=datetime.fromisoformat(snapshot.manifest.as_of),
        mail_off=_mail_off(archive, slug, snapshot, header),
        masked=masked.manifest.tables[tables.MASKED].rows if masked is not None else 0,
        forgotten=Forgotten(archive.root, archive.vault),
    )


def _folder(request: ListRequest) -> Folder:
    return Folder(request.out, replace=request.replace, private=True)


def _mail_off(archive: ReadableArchive, slug: str, snapshot: Snapshot, header: bytes) -> MailOff:
    """Return who turned e-mail off by the newest list that says so, where this list does not, or is an older one.

    Whoever takes an old list along must not write to those who turned it off since.
    """
    told = tells_mail_off(header)
    for other in _newest_first(archive.chain(slug)):
        if told and other.order <= snapshot.order:
            break
        columns = header_of(archive, slug, other)
        if columns and tells_mail_off(columns):
            read = reader_of(columns)
            people = (person for person in map(read, Rows(archive, slug, other)) if person.disabled)
            off = frozenset(identity(person.key) for person in people)
            return MailOff(told=told, since=other.manifest.as_of, people=off)
    return MailOff(told=told)


def _newest_first(chain: Chain) -> list[Snapshot]:
    """Return the good snapshots with a list, by their dates."""
    listed = (one for one in chain if one.good and tables.SUBSCRIBERS in one.manifest.tables)
    return sorted(listed, key=lambda one: one.order, reverse=True)
