"""Saves the export files that a live run fetched, each in its own date, and removes them: they are not sealed."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from backup.archive.archive import Archive
from backup.archive.result import SnapshotResult
from backup.archive.suspect import LossLimit
from outlast.jobs import ImportRequest, run_import


def take_exports(
    archive: Archive,
    folder: Path | None,
    publication: str,
    *,
    limit: LossLimit,
    now: datetime,
    add: Callable[[SnapshotResult], None],
) -> None:
    """Save and remove each file in the folder, those of a run that was killed too; `add` hears what each brought.

    Raises:
        InputError: a file cannot be used; it stays, to be looked at.
        Locked, StorageError: the archive is as it was.
    """
    for left in folder.glob(".*.part") if folder is not None and folder.is_dir() else ():
        left.unlink()  # half of a file: a run was killed while it fetched it
    for path in sorted(folder.glob("*.zip")) if folder is not None and folder.is_dir() else ():
        request = ImportRequest(path=path, publication=publication)
        add(run_import(archive, request, limit=limit, confirm=lambda _: None, now=now).result)
        path.unlink()
