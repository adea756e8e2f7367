"""Reads the whole archive again, mends it from a copy, and removes what nothing refers to."""

from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from backup.archive import layout, timelines
from backup.archive.archive import Archive
from backup.archive.collect import remove_unreferenced
from backup.archive.references import References
from backup.archive.trust import Trust
from backup.archive.verify import Damage, Verifier, VerifyReport, repair
from backup.errors import DamageError, UsageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Mended:
    """What a copy could do about the damage."""

    report: VerifyReport
    """How the archive is now."""
    repaired: tuple[Damage, ...]
    """What was damaged and is whole again."""


def check(
    archive: Archive,
    *,
    publications: Collection[str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> VerifyReport:
    """Read all of the archive and return what was found.

    With `publications` only their damage is told; `progress` hears of each object that was read.
    """
    return _only_of(archive, Verifier(archive, progress).verify(), publications)


def mend(
    archive: Archive,
    report: VerifyReport,
    copy: Path,
    *,
    publications: Collection[str] | None = None,
    progress: Callable[[int], None] | None = None,
) -> Mended:
    """Take from a copy what `report` says is damaged, and read everything once more. See `check`.

    Raises:
        Locked, StorageError: it could not be mended.
    """
    repair(archive, report, copy)
    after = check(archive, publications=publications, progress=progress)
    left = {damage.file for damage in after.damages}
    return Mended(report=after, repaired=tuple(damage for damage in report.damages if damage.file not in left))


def must_be_copy(archive: Archive, folder: Path) -> Path:
    """Return the folder if it can be a copy of this archive.

    Raises:
        UsageError: it is the archive itself, or holds no objects.
    """
    if folder.resolve() == archive.root.resolve():
        raise UsageError(f"{folder} is the archive itself.", next="Name the folder of a copy of it")
    if not (folder / layout.OBJECTS).is_dir():
        raise UsageError(f"{folder} is not a copy of an archive: it has no folder “{layout.OBJECTS}”.")
    return folder


def clean(archive: Archive) -> list[str]:
    """Remove the objects that nothing refers to, and unfinished files; return the names of the objects.

    Raises:
        KeyProblem, DamageError: it cannot be told what is in use; nothing was removed.
        Locked, StorageError: nothing more was removed.
    """
    with archive.writing():
        removed = remove_unreferenced(archive.root, archive.slugs(), archive.store, archive.vault)
        trust = Trust(archive.index, archive.store)
        trust.note_new(trust.condition())  # they are not missing: they were removed on purpose
    return removed


def _only_of(archive: Archive, report: VerifyReport, publications: Collection[str] | None) -> VerifyReport:
    """Return the report with only the damage to these publications."""
    if publications is None or set(publications) == set(archive.slugs()) or not report.damages:
        return report
    theirs = set()
    for slug in publications:
        references = References(archive.chain(slug), archive.tables(slug))
        theirs |= {archive.store.resolve(reference.name) for reference in references}
    for timeline in _readable(archive):
        if timeline.head.publication in publications:
            theirs |= {archive.store.resolve(name) for name, _ in timelines.evidence_objects(timeline)}
    folders = (*(f"{layout.PUBLICATIONS}/{slug}/" for slug in publications), f"{layout.INCIDENTS}/")
    return replace(
        report,
        damages=tuple(
            damage
            for damage in report.damages
            if damage.file.startswith(folders) or damage.file.rpartition("/")[2] in theirs
        ),
    )


def _readable(archive: Archive) -> Iterator[timelines.Timeline]:
    for incident in timelines.names(archive.root):
        with suppress(DamageError):  # told as damage itself
            yield timelines.read(archive.root, incident)
