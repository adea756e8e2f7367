"""A sealed archive of the made-up Night Letters, with its key where the application looks for it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from backup.archive.archive import Archive
from backup.archive.keys import Key
from backup.model import Problem, Record, Severity
from outlast.keys import archive_key
from outlast.keys.recovery_sheet import note_printed
from outlast.places import Places
from tests.archive.night_letters import PUBLICATION, day, records

KEY = Key("AGE-SECRET-KEY-1TZNDRTML578K8X856G9V97EJRC6VYU76ZR0PE97GRWAYJMQH4ZDQ9ZC2WF")  # made for the tests
ARCHIVE_ID = "0123456789abcdef"


def make(places: Places, *, sealed: bool = True, sheet: bool = False, with_key: bool = True) -> Archive:
    """Return a new, empty archive in the usual place."""
    archive = Archive.create(places.archive, key=KEY if sealed else None, archive_id=ARCHIVE_ID)
    if sealed and with_key:
        archive_key.keep_in_file(places, ARCHIVE_ID, KEY)
    if sheet:
        note_printed(places, ARCHIVE_ID, day(1))
    return archive


def readable_records(*given: Any, extra: Iterable[Record] = (), **more: Any) -> Iterator[Record]:
    """Yield the records of an export in which everything could be read, and `extra`; see `night_letters.records`."""
    for one in records(*given, **more):
        yield replace(one, severity=Severity.KEPT) if isinstance(one, Problem) else one
    yield from extra


def make_saved(places: Places, *, number: int = 1, **how: bool) -> None:
    """Make an archive in the usual place that holds one export without a gap, as of that day of January 2026."""
    archive = make(places, **how)
    archive.snapshot(readable_records(), PUBLICATION, source="substack_export", as_of=day(number))
    archive.close()
