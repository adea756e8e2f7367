"""The records of an export, table by table."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from backup.document.decoding import decode
from backup.errors import UnreadableEntry
from backup.model import Problem, Record, Remark, Row, Severity
from backup.sources._files import ExportFiles
from backup.sources._leftovers import TABLE as FILES
from backup.sources._leftovers import keep_file
from backup.sources.medium_export.activity import PAGES, read_page
from backup.sources.medium_export.all_posts import all_posts
from backup.sources.medium_export.names import POSTS, README, Place, place_of
from backup.sources.medium_export.pages import missing_pages
from backup.sources.medium_export.survey import Survey

_CLAPS_ON_A_PAGE = 100
_UNKNOWN = "is not one of the pages of a Medium export that Outlast knows"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The records of one table."""

    table: str
    records: Iterable[Record]
    whole: bool
    """Nothing of it was left out before it could be read."""


def groups(files: ExportFiles, found: Survey) -> Iterator[Group]:
    """Yield the posts, then each table of which the export has a page, then the files that are no pages."""
    left_out = [problem for problem in files.problems if problem.severity is not Severity.KEPT]
    broken = {_table_of(place_of(problem.file)) for problem in left_out}
    if found.posts:
        yield Group(table=POSTS, records=all_posts(files, found), whole=POSTS not in broken)
    pages: defaultdict[str, list[str]] = defaultdict(list)
    for name, place in found.places.items():
        pages[_table_of(place)].append(name)
    lost = [problem.file for problem in left_out]
    for table in sorted(pages.keys() - {POSTS, FILES}):
        yield Group(table=table, records=_activity(files, found, pages[table], lost), whole=table not in broken)
    yield Group(
        table=FILES,
        records=_leftovers(files, found, pages[FILES]),
        whole=FILES not in broken,
    )


def _table_of(place: Place | None) -> str:
    if place is None or place.kind == README:
        return FILES
    return POSTS if place.kind == POSTS else f"activity/{PAGES[place.kind].table}"


def _activity(files: ExportFiles, found: Survey, names: list[str], lost: list[str]) -> Iterator[Record]:
    """Yield the rows of a table, page by page."""
    for name in missing_pages(names, also_there=lost):
        yield Problem(
            file=found.local(name),
            reason="This page is missing from the export, and maybe others between the pages that are there.",
            severity=Severity.MISSING,
        )
    claps = 0
    for name in names:
        local, place = found.local(name), found.places[name]
        try:
            data = files.read(name)
        except UnreadableEntry as error:
            yield Problem(file=local, reason=f"The page {error.reason}.")
            continue
        decoded = decode(data)
        for record in read_page(decoded, data, name=local, place=place):
            claps += isinstance(record, Row) and place.kind == "claps"
            yield record
        if decoded.encoding != "utf-8":
            yield Remark(text=f"The page was not in UTF-8; it was read as {decoded.encoding}.", file=local)
    yield from _coverage(claps, [found.places[name] for name in names])


def _coverage(claps: int, places: list[Place]) -> Iterator[Remark]:
    """Say how much of the claps Medium left out: of every 100, those for posts that are gone (formats: 1.7)."""
    numbers = {place.page for place in places if place.kind == "claps" and place.page is not None}
    given = _CLAPS_ON_A_PAGE * (len(numbers) - 1)
    if claps < given:
        yield Remark(
            text=f"Medium's list holds {claps:,} claps on {len(numbers):,} pages that were made for "
            f"more than {given:,}: it leaves out claps for posts that are gone."
        )


def _leftovers(files: ExportFiles, found: Survey, known: list[str]) -> Iterator[Record]:
    for name in known:
        yield from keep_file(files, name, local=found.local(name), what=_UNKNOWN, known=True)
    for name in found.rest:
        yield from keep_file(files, name, local=found.local(name), what=_UNKNOWN)
