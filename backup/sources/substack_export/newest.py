"""The dates in the content of an export: it cannot have been made before the newest of them."""

import re
from collections.abc import Iterator, MutableMapping
from datetime import datetime

from backup.errors import UnreadableEntry
from backup.sources._csv_table import TableRow
from backup.sources._files import ExportFiles
from backup.sources._subscriber_list import Survey
from backup.sources._times import parse_time
from backup.sources.substack_export.all_posts import posts_table
from backup.sources.substack_export.layout import ExportLayout
from backup.sources.substack_export.lists import ExportLists
from backup.sources.substack_export.posts import post_row

_TIME = re.compile(rb",(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z),")
_PIECE = 1 << 20
_LONGEST_TIME = 40


def times_in(files: ExportFiles, layout: ExportLayout, surveys: MutableMapping[str, Survey]) -> Iterator[datetime]:
    """Yield the times at which something in the export happened, of lists and events the newest.

    Dates that are meant to lie ahead, of scheduled posts and of subscriptions that end, are left out.
    """
    yield from (time for text in _post_dates(files, layout) if (time := parse_time(text)))
    yield from (survey.newest for survey in ExportLists(files, layout, surveys).surveys() if survey.newest)
    for found in layout.activity.values():
        for _, name in found:
            if time := parse_time(_newest_event(files, name)):
                yield time


def _post_dates(files: ExportFiles, layout: ExportLayout) -> Iterator[str]:
    name = layout.posts
    if name is None:
        return
    try:
        table = posts_table(files, name)
    except UnreadableEntry:
        return
    if table.fits:
        for found in table:
            if isinstance(found, TableRow) and (row := post_row(found.cells, row=found.row, record=found.record)):
                yield from row.dates


def _newest_event(files: ExportFiles, name: str) -> str:
    """Return the newest timestamp of a `delivers` or `opens` file, looked for without cutting it into rows."""
    newest, rest = b"", b""
    try:
        with files.open_stream(name) as stream:
            while piece := stream.read(_PIECE):
                text = rest + piece
                newest = max(newest, max(_TIME.findall(text), default=b""))
                rest = text[-_LONGEST_TIME:]
    except UnreadableEntry:
        pass  # said when the file is fetched
    return newest.decode()
