"""Ghost: an import of all posts, a ZIP of their pictures, and routes that keep old links.

`post.py`, `addresses.py` and `limits.py` say what Ghost wants of a post however it gets there.
"""

from contextlib import ExitStack

from exporters._base import Exporter, Place, Report
from exporters.article import Article
from exporters.export import Export
from exporters.ghost import addresses
from exporters.ghost.import_file import ImportFile
from exporters.ghost.post import ghost_post
from exporters.ghost.steps import PICTURES, POSTS, READ_ME, ROUTES, read_me, steps_of
from exporters.selection import Entry
from exporters.target import Zipped

COMMENTS = "Ghost takes no comments from a file; they go along when the export is sent to the site with --push."


class Ghost(Exporter):
    """Writes what Ghost imports from files."""

    holds_back = True

    def write_all(self, export: Export) -> None:
        """Write posts and pictures side by side, each as it comes: pictures into a ZIP, posts into a JSON file.

        Ghost 6 stores each picture twice, and leads posts to the wrong one, where both are in one ZIP (tried with the
        real one).
        """
        folder = export.target
        dates = [entry.date for entry in export.selection.entries if entry.date]
        with ExitStack() as stack:
            posts = stack.enter_context(folder.open(POSTS))
            zipped = Zipped(lambda: stack.enter_context(folder.open(PICTURES)))
            written = ImportFile(posts, exported_at=max(dates, default=None))
            export.target = zipped
            try:
                for article in export.articles():
                    written.add(ghost_post(article, canonical=self.options.canonical))
                    self._comments(export, article)
            finally:
                export.target = folder
                zipped.finish()
            written.finish()
            folder.size += posts.tell() + zipped.length
        folder.write(ROUTES, addresses.ROUTES)
        folder.write(READ_ME, read_me(export.title, self.steps(export.report())))

    def address(self, entry: Entry, *, here: Entry | None) -> str:  # noqa: ARG002
        """See `Exporter.address`."""
        return addresses.post_address(entry)

    def place(self, name: str, *, here: Entry) -> Place:  # noqa: ARG002
        """See `Exporter.place`."""
        return addresses.place(name)

    def takes(self, extension: str) -> bool:
        """See `Exporter.takes`."""
        return addresses.takes(extension)

    def page_address(self, page: str, *, here: Entry | None) -> str | None:  # noqa: ARG002
        """See `Exporter.page_address`."""
        return addresses.page_address(page)

    def steps(self, report: Report) -> tuple[str, ...]:
        """See `Exporter.steps`."""
        return steps_of(report)

    def _comments(self, export: Export, article: Article) -> None:
        if not self.options.comments:
            return
        count = sum(not comment.deleted for comment in export.selection.comments(article.entry))
        if count:
            article.lose("comment", COMMENTS, f"{count:,} comment{'s' if count > 1 else ''}")


EXPORTER = Ghost
