"""Imports what lies in the inbox: to `done` what worked, a note beside what did not."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from backup.archive import layout
from backup.errors import InputError, NeedsConfirmation, OutlastError
from outlast.inbox import looking
from outlast.inbox.looking import Dropped
from outlast.inbox.notes import InboxNotes
from outlast.private_file import make_private_folder, write_private
from outlast.schedule.job import Ending, Job, Outcome

if TYPE_CHECKING:
    from backup.archive.archive import Archive
    from outlast.errors import SecretProblem
    from outlast.schedule.work import Workshop

# Each tick looks here: what reads exports is imported when there is one.


def take_in(shop: Workshop, job: Job) -> Outcome:  # noqa: ARG001 - the signature of all work
    """Import every file that has arrived since the last look.

    Raises:
        Locked, StorageError, DamageError, KeyProblem: the archive cannot be written to; the files stay as they are.
    """
    folder = shop.settings.archive / layout.INBOX
    if not folder.is_dir() or not (shop.settings.archive / layout.INFO).exists():
        return Outcome(ending=Ending.DONE)
    notes = InboxNotes(shop.database, str(folder))
    known = notes.all()
    there = looking.look_into(folder, now=shop.clock().timestamp())
    for name in known.keys() - {dropped.path.name for dropped in there}:
        notes.forget(name)
    arrived = []
    for dropped in there:
        if looking.was_refused(dropped, known):
            continue
        if looking.has_arrived(dropped, known.get(dropped.path.name)):
            arrived.append(dropped)
        notes.remember(dropped)
    return _import_all(shop, notes, arrived) if arrived else Outcome(ending=Ending.DONE)


def _import_all(shop: Workshop, notes: InboxNotes, arrived: list[Dropped]) -> Outcome:
    counts: Counter[str] = Counter()
    # Without its key an archive takes everything in, sealed; what changed cannot be told then.
    locked: list[SecretProblem] = []
    archive = shop.wiring.open_archive(without_key=locked.append)
    stopped = False
    try:
        for dropped in arrived:
            if stopped := shop.stop():
                break
            try:
                counts[_import(shop, archive, dropped)] += 1
            except (InputError, NeedsConfirmation) as error:
                _leave_note(dropped.path, error, shop.clock())
                notes.remember(dropped, problem=True)
                counts["refused"] += 1
            else:
                _put_away(dropped.path, shop.clock())
                notes.forget(dropped.path.name)
    finally:
        archive.close()
    partly = counts["refused"] or counts["kept_apart"] or counts["partly"]
    ending = Ending.STOPPED if stopped else Ending.PARTLY if partly else Ending.DONE
    return Outcome(ending=ending, counts=counts, text=_sentence(counts))


def _import(shop: Workshop, archive: Archive, dropped: Dropped) -> str:
    """Import one file and return what it counts as."""
    from backup.archive.suspect import LossLimit
    from outlast.jobs import ImportRequest, run_import

    settings = shop.settings
    imported = run_import(
        archive,
        ImportRequest(path=dropped.path),
        accounts=settings.accounts,
        limit=LossLimit(share=settings.suspect_share, rows=settings.suspect_rows),
        confirm=_nobody_there,
        now=shop.clock(),
    )
    if imported.result.suspect:
        return "kept_apart"
    return "partly" if imported.result.partly else "imported"


def _nobody_there(question: str) -> None:
    raise NeedsConfirmation(question, so_what="Nothing was saved: nobody was there to answer.")


def _put_away(path: Path, now: datetime) -> None:
    """Move an imported file to `done`, under a name with its day that nothing has there."""
    done = path.parent / looking.DONE
    make_private_folder(done)
    stem = f"{now:%Y-%m-%d}-{path.stem}"
    target, number = done / f"{stem}{path.suffix}", 1
    while target.exists():
        number += 1
        target = done / f"{stem}-{number}{path.suffix}"
    path.rename(target)
    looking.problem_path(path).unlink(missing_ok=True)


def _leave_note(path: Path, error: OutlastError, now: datetime) -> None:
    which = " --publication NAME" if isinstance(error, NeedsConfirmation) else ""
    lines = [
        f"Outlast could not import {path.name} ({now:%Y-%m-%d %H:%M}).",
        "",
        f"What happened: {error.what}  [{error.code}]",
        f"What it means: {error.meaning}",
        f"What to do:    {error.advice}",
        "",
        f'By hand:       outlast import "{path}"{which}',
        "",
        "Outlast tries again when the file changes, or when you delete this note.",
        "",
    ]
    write_private(looking.problem_path(path), "\n".join(lines).encode())


def _sentence(counts: Counter[str]) -> str:
    words = {
        "imported": "imported",
        "partly": "imported in part",
        "kept_apart": "kept apart, because too much was gone",
        "refused": "not imported; a note lies beside it",
    }
    return "; ".join(f"{counts[kind]} {text}" for kind, text in words.items() if counts[kind])
