"""Save an export (ZIP or folder) or a subscriber list.

Reads what the platform gave you, a ZIP or the folder it unpacks to, and saves it as a snapshot: posts, drafts,
subscribers, claps and all else that is in it. Importing the same file again changes nothing; an older export takes its
place by its own date. Makes the archive if there is none yet.

Examples:
    outlast import ~/Downloads/nightletters-export.zip
    outlast import medium-export.zip email_list.nightletters.csv
    outlast import --dry-run export.zip
"""

from datetime import UTC, datetime
from pathlib import Path

import click

from backup.archive.archive import Archive
from backup.archive.suspect import LossLimit
from backup.errors import InputError, OutlastError, UsageError
from backup.model import Problem
from outlast import jobs
from outlast.cli._frame.command import Command
from outlast.cli._frame.opening import wiring_of
from outlast.cli._frame.session import Session, pass_session
from outlast.cli._reports.held import warn_of_incidents
from outlast.cli._reports.imported import count_fields, report, report_counts
from outlast.cli.output import Danger
from outlast.errors import SecretProblem
from outlast.exit_codes import ExitCode
from outlast.keys import archive_key

SECTION = "KEEP"
ORDER = 10


@click.command(cls=Command, help=__doc__)
@click.argument("files", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path))
@click.option("--kind", metavar="KIND", help="Read it as this kind (substack_export …) instead of looking.")
@click.option("--publication", metavar="NAME", help="Save it under this publication.")
@click.option("--as-of", metavar="DATE", help="The date it was made, where it does not tell rightly.")
@click.option("--no-encryption", is_flag=True, help="Make a new archive without sealing private data.")
@click.option("--dry-run", is_flag=True, help="Only say what is in it.")
@pass_session
def import_(
    session: Session,
    files: tuple[Path, ...],
    kind: str | None,
    publication: str | None,
    as_of: str | None,
    no_encryption: bool,
    dry_run: bool,
) -> int:
    """Read the words of the command and save each file."""
    try:
        date = jobs.parse_date(as_of) if as_of else None
    except ValueError:
        raise UsageError(f"{as_of!r} is not a date.", next="Write it like 2026-03-01") from None
    requests = [jobs.ImportRequest(path=path, kind=kind, publication=publication, as_of=date) for path in files]
    if dry_run:
        return _look(session, requests)
    if not wiring_of(session).exists:
        _must_know_one(requests)
    archive, created = _open_or_create(session, encrypted=not no_encryption)
    try:
        return _save(session, archive, requests, created=created)
    finally:
        archive.close()


def _must_know_one(requests: list[jobs.ImportRequest]) -> None:
    """Return if one of the files at least can be read, so that no archive is made for nothing.

    Raises:
        UnknownFile, UnsafeFile: none can.
    """
    unknown: list[InputError] = []
    for request in requests:
        try:
            jobs.must_be_known(request)
        except InputError as error:
            unknown.append(error)
    if len(unknown) == len(requests):
        raise unknown[0]


def _open_or_create(session: Session, *, encrypted: bool) -> tuple[Archive, bool]:
    wiring = wiring_of(session)
    output = session.output
    if wiring.exists:
        locked: list[SecretProblem] = []
        archive = wiring.open_archive(without_key=locked.append)
        if not encrypted and archive.encrypted:
            output.warn("This archive is sealed already and stays so; --no-encryption is only for a new one.")
        if not archive.vault.can_read:
            why = locked[0].what if locked else "The archive's key was not found."
            output.warn(f"{why} Everything is saved all the same, sealed; what changed cannot be told.")
        return archive, False
    archive = wiring.create_archive(encrypted=encrypted)
    if encrypted:
        lies = archive_key.where_key_lies(archive.info, wiring.settings, wiring.places)
        output.note(f"Made a new archive in {archive.root}. Its key lies in {lies.removeprefix('file:')}.")
    else:
        output.warn(
            f"Made a new archive in {archive.root} WITHOUT ENCRYPTION: whoever gets at the folder can read your "
            "subscribers' addresses, your drafts and your chats."
        )
    return archive, True


def _save(session: Session, archive: Archive, requests: list[jobs.ImportRequest], *, created: bool) -> int:
    output = session.output
    settings = session.settings
    limit = LossLimit(share=settings.suspect_share, rows=settings.suspect_rows)
    done: list[jobs.Imported] = []
    failed: list[tuple[Path, InputError]] = []
    for request in requests:
        try:
            with output.progress(f"Reading {request.path.name}") as progress:
                imported = jobs.run_import(
                    archive,
                    request,
                    accounts=settings.accounts,
                    limit=limit,
                    confirm=lambda question: output.confirm(question, danger=Danger.MILD),
                    now=datetime.now(UTC),
                    progress=progress.advance,
                )
        except InputError as error:
            if len(requests) == 1:
                raise
            failed.append((request.path, error))
            continue
        done.append(imported)
        report(output, imported, alone=len(archive.slugs()) == 1)
    if not done:
        raise failed[0][1]
    for path, reason in failed:
        output.bad(f"{path.name} was not imported: {reason.what}")
    warn_of_incidents(output, archive, {one.publication.slug for one in done}, "This import")
    problems = [problem for imported in done for problem in imported.result.problems]
    problems += [Problem(file=path.name, reason=reason.what) for path, reason in failed]
    _advise(session, archive, created=created)
    output.summary(
        counts=count_fields(jobs.added_up(imported.result.counts for imported in done), problems),
        problems=[{"file": p.file, "reason": p.reason, "row": p.row, "severity": str(p.severity)} for p in problems],
        remarks=[remark.text for imported in done for remark in imported.result.remarks],
        suspect=next((imported.result.suspect for imported in done if imported.result.suspect), None),
        files=[
            {
                "file": str(one.path),
                "kind": one.kind,
                "publication": one.publication.slug,
                "snapshot": one.result.number,
                "as_of": one.result.as_of,
                "older": one.result.older,
                "suspect": one.result.suspect,
                "counts": count_fields(one.result.counts, list(one.result.problems)),
            }
            for one in done
        ],
        archive=str(archive.root),
        created=created,
        encrypted=archive.encrypted,
        **_key_fields(session, archive),
    )
    partly = bool(failed) or any(one.result.suspect or one.result.partly for one in done)
    return ExitCode.PARTLY if partly else ExitCode.DONE


def _key_fields(session: Session, archive: Archive) -> dict[str, object]:
    if not archive.encrypted:
        return {}
    wiring = wiring_of(session)
    return {
        "key": archive_key.where_key_lies(archive.info, wiring.settings, wiring.places) or None,
        "recovery_sheet_printed": archive_key.sheet_mark(wiring.places, archive.info.id).exists(),
    }


def _advise(session: Session, archive: Archive, *, created: bool) -> None:
    """Say what to do next: without the recovery sheet, a broken computer takes the key with it."""
    if archive.encrypted and not archive_key.sheet_mark(session.places, archive.info.id).exists():
        session.output.text(
            "→ Print the recovery sheet, so that this archive opens elsewhere: outlast keys print-sheet"
        )
    if created:
        session.output.text("→ See what is saved: outlast status")


def _look(session: Session, requests: list[jobs.ImportRequest]) -> int:
    """Say what is in the files without saving anything."""
    looks = []
    problems: list[Problem] = []
    for request in requests:
        try:
            kind, counts, found = jobs.look_into(request)
        except OutlastError as error:
            if len(requests) == 1:
                raise
            found, kind, counts = [Problem(file=request.path.name, reason=error.what)], "unknown", {}
        looks.append(counts)
        problems += found
        session.output.text(f"{request.path.name} ({kind}) holds:")
        report_counts(session.output, counts, found)
    session.output.text("Nothing was saved (--dry-run).")
    session.output.summary(
        counts=count_fields(jobs.added_up(looks), problems),
        problems=[{"file": p.file, "reason": p.reason, "row": p.row, "severity": str(p.severity)} for p in problems],
        dry_run=True,
    )
    return ExitCode.DONE


COMMAND = import_
