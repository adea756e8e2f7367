"""WordPress: files for its own importer, and the pictures for its uploads folder.

    _wxr.py      the format that the importer reads
    _items.py    from an article to what stands in the file
    _names.py    logins, addresses of terms, dates
    _parts.py    several files where one would be too large
    _steps.py    what to do in WordPress

What a post is over there says `exporters/writers/wordpress_post.py`; why pictures go another way, decision 17.
"""

from exporters._base import Exporter, Options, Place, Report
from exporters.export import Export
from exporters.selection import Entry
from exporters.wordpress._items import Items
from exporters.wordpress._parts import Parts
from exporters.wordpress._steps import UPLOADS, steps
from exporters.writers.wordpress_post import path_of


class WordPress(Exporter):
    """Writes what WordPress's importer takes."""

    refuses = frozenset({"heic", "tiff"})

    def __init__(self, options: Options | None = None) -> None:
        """See `Exporter`."""
        super().__init__(options)
        self._base = self.options.base_url or ""
        self._items = Items(self.options)
        self._files = 0

    def write_all(self, export: Export) -> None:
        """See `Exporter.write_all`."""
        export.target.write(f"{UPLOADS}/index.html", "")  # so that no web server lists what lies there
        parts = Parts(export.target, title=export.title, link=self._base)
        for article in export.articles():
            author = self._items.author(article)
            picture = self._items.picture(article, author)
            parts.add(self._items.post(article, author, picture), author, picture)
        parts.finish()
        self._files = parts.written

    def address(self, entry: Entry, *, here: Entry | None) -> str:  # noqa: ARG002
        """See `Exporter.address`."""
        return f"{self._base}{path_of(entry)}"

    def place(self, name: str, *, here: Entry) -> Place:  # noqa: ARG002
        """See `Exporter.place`."""
        return Place(path=f"{UPLOADS}/{name}", address=f"{self._base}/{UPLOADS}/{name}")

    def page_address(self, page: str, *, here: Entry | None) -> str | None:
        """See `Exporter.page_address`."""
        path = super().page_address(page, here=here)
        return None if path is None else f"{self._base}{path}"

    def steps(self, report: Report) -> tuple[str, ...]:
        """See `Exporter.steps`."""
        return steps(
            report,
            files=self._files,
            fetches=bool(self._items.pictures),
            rooted=not self._base,
            hidden=self._items.hidden,
        )


EXPORTER = WordPress
