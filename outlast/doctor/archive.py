"""What `outlast doctor` looks at in the archive: can it be read, by whom, is the key at hand, is anything damaged."""

import sqlite3
from collections.abc import Iterator
from datetime import datetime

from backup.archive import layout, manifest
from backup.archive.reading import ReadableArchive
from backup.archive.trust import Trust
from backup.errors import KeyProblem, OutlastError
from outlast.doctor.check import Check, State
from outlast.errors import SecretProblem
from outlast.keys import archive_key
from outlast.keys.recovery_sheet import printed_on
from outlast.private_file import others_may_read
from outlast.standing.archive import standing
from outlast.standing.gaps import HEADINGS, SERIOUS, GapKind
from outlast.standing.publication import PublicationStanding
from outlast.standing.spoken_time import day, spoken
from outlast.wiring import Wiring

_NAMED = 2
_REBUILD = "outlast index rebuild"


def archive_checks(wiring: Wiring, *, now: datetime) -> Iterator[Check]:
    """Yield one check after the other; none where there is no archive.

    The key is fetched from where it lies, but nobody is asked for it. Nothing that is kept is changed.
    """
    if not wiring.exists:
        return
    try:
        archive = ReadableArchive(wiring.root)
        try:
            yield from _all(archive, wiring, now)
        finally:
            archive.close()
    except OutlastError as error:
        yield Check(name="Archive", state=State.BAD, text=error.what, next=error.advice)
    except OSError as error:
        text = f"{error.filename or wiring.root} cannot be read ({error.strerror})"
        yield Check(name="Archive", state=State.BAD, text=text, next="See who may read it, and that its disk is sound")


def _all(archive: ReadableArchive, wiring: Wiring, now: datetime) -> Iterator[Check]:
    yield _readable(archive)
    yield _folder(archive)
    yield _key(archive, wiring)
    if archive.encrypted:
        yield _sheet(archive, wiring)
    for one in standing(wiring.settings, wiring.places, environ=wiring.environ, now=now).publications:
        yield from _saved(one, now)
    yield _index(archive)
    yield _files(archive)


def _readable(archive: ReadableArchive) -> Check:
    chains = [archive.chain(slug) for slug in archive.slugs()]
    snapshots, damaged = sum(map(len, chains)), [name for chain in chains for name in chain.damaged]
    text = f"{archive.root} holds {snapshots:,} snapshots of {len(chains):,} publications"
    if damaged:
        text += f"; {len(damaged):,} more cannot be read: {_some(damaged)}"
        return Check(name="Archive", state=State.BAD, text=text, next="outlast verify")
    return Check(name="Archive", state=State.OK, text=text)


def _folder(archive: ReadableArchive) -> Check:
    name = "Archive folder"
    if others_may_read(archive.root.stat().st_mode):
        text = f"other people on this computer can look into {archive.root}"
        return Check(name=name, state=State.ATTENTION, text=text, next=f'chmod 700 "{archive.root}"')
    return Check(name=name, state=State.OK, text="only you can look into it")


def _key(archive: ReadableArchive, wiring: Wiring) -> Check:
    if not archive.encrypted:
        text = "none; this archive is not sealed, so whoever gets at the folder can read it"
        return Check(name="Key", state=State.ATTENTION, text=text, next="Keep the folder on an encrypted disk")
    where = archive_key.where_key_lies(archive.info, wiring.settings, wiring.places)
    if where.startswith("prompt:"):
        return Check(name="Key", state=State.OK, text="typed in each time it is needed")
    try:
        key = archive_key.find_key(archive.info, wiring.settings, wiring.places, environ=wiring.environ, ask=None)
    except (KeyProblem, SecretProblem) as error:
        return Check(name="Key", state=State.BAD, text=error.what, next=error.advice)
    where = where.removeprefix("file:")
    if key is not None:
        return Check(name="Key", state=State.OK, text=f"in {where}; it fits")
    if where:
        return Check(name="Key", state=State.OK, text=f"in {where}")
    text = "not on this computer; what is saved stays sealed, and what changed cannot be told"
    return Check(name="Key", state=State.BAD, text=text, next="outlast keys recover")


def _sheet(archive: ReadableArchive, wiring: Wiring) -> Check:
    name = "Recovery sheet"
    if archive_key.sheet_mark(wiring.places, archive.info.id).exists():
        printed = printed_on(wiring.places, archive.info.id)
        return Check(name=name, state=State.OK, text=f"printed{f' on {day(printed)}' if printed else ''}")
    return Check(name=name, state=State.ATTENTION, text="never printed here", next="outlast keys print-sheet")


def _saved(one: PublicationStanding, now: datetime) -> Iterator[Check]:
    gaps = [gap for gap in one.gaps if gap.kind is not GapKind.DAMAGE]  # that is told of the archive as a whole
    if not gaps and one.saved is not None:
        yield Check(name=one.name, state=State.OK, text=f"saved {spoken(one.saved, now)}, and none of it is old")
    for gap in gaps:
        state = State.BAD if gap.kind in SERIOUS else State.ATTENTION
        yield Check(name=f"{one.name}, {HEADINGS[gap.kind]}", state=state, text=gap.text, next=gap.next)


def _index(archive: ReadableArchive) -> Check:
    """Compare the manifests that the index knows with those on the disk."""
    if not layout.index_path(archive.root).exists():
        return Check(name="Index", state=State.ATTENTION, text="there is none, so search finds nothing", next=_REBUILD)
    try:
        known = set(archive.index.connection.execute("SELECT publication, name FROM manifest"))
    except sqlite3.DatabaseError as error:
        return Check(name="Index", state=State.ATTENTION, text=f"cannot be read ({error})", next=_REBUILD)
    there = {
        (slug, name)
        for slug in archive.slugs()
        for name in manifest.names(archive.chain(slug).folder)
        if name not in archive.chain(slug).damaged
    }
    if there <= known:
        return Check(name="Index", state=State.OK, text="up to date")
    text = f"{len(there - known):,} snapshots are not in it, so search misses what they brought"
    return Check(name="Index", state=State.ATTENTION, text=text, next=_REBUILD)


def _files(archive: ReadableArchive) -> Check:
    """Look for files that are missing, or changed since they were last read. See `backup.archive.trust`."""
    sizes = [status.st_size for _, status in archive.store.names()]
    text = f"{len(sizes):,} files, {sum(sizes) / 1_000_000:,.1f} MB"
    if not layout.index_path(archive.root).exists():
        text += "; without the index it is not known whether they are whole"
        return Check(name="Files", state=State.ATTENTION, text=text, next="outlast verify")
    try:
        damaged = sorted(Trust(archive.index, archive.store).condition().damaged)
    except sqlite3.DatabaseError as error:
        text += f"; whether they are whole could not be looked up ({error})"
        return Check(name="Files", state=State.ATTENTION, text=text, next="outlast verify")
    if damaged:
        names = _some([f"{layout.OBJECTS}/{name[:2]}/{name}" for name in damaged])
        text += f"; {len(damaged):,} damaged or missing: {names}"
        return Check(name="Files", state=State.BAD, text=text, next="outlast verify")
    return Check(name="Files", state=State.OK, text=f"{text}, none missing or changed")


def _some(names: list[str]) -> str:
    more = len(names) - _NAMED
    return ", ".join(names[:_NAMED]) + (f" and {more:,} more" if more > 0 else "")
