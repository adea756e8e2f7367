"""To whom each post was sent and who opened it: `delivers` and `opens`. Formats: substack.md, section 1.4.

There are millions of these rows in a big export, and those of one post hardly change any more, so each file is kept
whole; its rows are only looked at, and counted.
"""

import io
from collections.abc import Iterator

from backup.errors import UnreadableEntry
from backup.model import Attachment, Problem, Remark
from backup.sources._csv_table import CsvTable, TableRow
from backup.sources._files import ExportFiles
from backup.sources.substack_export.layout import ExportLayout

KEY = "email"


class Activity:
    """All rows of one kind of activity, read once."""

    def __init__(self, files: ExportFiles, layout: ExportLayout, kind: str) -> None:
        """Take the export, and `delivers` or `opens`."""
        self._files = files
        self._layout = layout
        self._kind = kind
        self.table = f"activity/{kind}"
        self.whole = True
        """Every row of every file could be read."""

    def __iter__(self) -> Iterator[Attachment | Problem | Remark]:
        """Yield the files in their order, and a problem for each row that cannot be read."""
        for post_id, name in self._layout.activity[self._kind]:
            yield from self._file(post_id, name)

    def _file(self, post_id: str, name: str) -> Iterator[Attachment | Problem | Remark]:
        local = self._layout.local(name)
        try:
            data = self._files.read(name)
            table = CsvTable(
                local, lambda: io.BytesIO(data), table=self.table, key=KEY, is_key=lambda cell: "@" in cell
            )
            if not table.fits:
                self.whole = False
                yield Problem(file=local, reason="The file has no column of addresses.", raw=data)
                return
        except UnreadableEntry as error:
            self.whole = False
            yield Problem(file=local, reason=f"The file {error.reason}.")
            return
        rows = 0
        for found in table:
            if isinstance(found, TableRow):
                rows += 1
            else:
                yield found
        self.whole = self.whole and table.whole
        yield Attachment(table=self.table, id=post_id, data=data, extension="csv", rows=rows)
