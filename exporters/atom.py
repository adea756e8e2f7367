"""An Atom feed with every post in full, and the pictures beside it.

For programs that read feeds, and for any service that imports one. Ids are the old addresses, so that a reader's
program does not show again what it showed before. All posts are in one file, newest first.
"""

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from exporters.feeds import atom
from exporters.feeds.exporter import FeedExporter
from exporters.feeds.item import FeedItem, latest

if TYPE_CHECKING:
    from exporters.export import Export


class AtomFeed(FeedExporter):
    """Writes `feed.xml` and `media/`."""

    file = "feed.xml"

    def piece(self, item: FeedItem) -> str:
        """See `FeedExporter.piece`."""
        return atom.entry(item)

    def framed(self, export: "Export", pieces: Iterable[bytes]) -> Iterator[bytes]:
        """See `FeedExporter.framed`."""
        yield atom.start(
            export.selection.publication,
            title=export.title,
            updated=latest(export.selection.entries),
            home=self.home(),
            itself=self.itself(),
        )
        yield from pieces
        yield atom.END


EXPORTER = AtomFeed
