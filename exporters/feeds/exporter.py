"""What the exporters of feeds have in common: one file with every post, newest first, and the media beside it."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, ClassVar

from exporters._base import Exporter, Place, Report
from exporters.article import Article
from exporters.cover import cover_to_show
from exporters.feeds.item import FeedItem, content_of, identity_of, item_of
from exporters.feeds.newest_first import NewestFirst, pour
from exporters.selection import Entry
from exporters.writers.html import HtmlStyle, HtmlWriter

if TYPE_CHECKING:
    from exporters.export import Export

NO_COMMENTS = "A feed has no place for comments under a post."
ONLINE = (
    "This feed names pictures by their place beside it, and posts by their old address. To put it online, write it"
    " again with --base-url https://your.site and --replace"
)


class FeedExporter(Exporter):
    """Writes one file with every post, and their pictures."""

    as_it_is = True
    file: ClassVar[str]
    """The feed's name in the folder."""

    def write_all(self, export: "Export") -> None:
        """See `Exporter.write_all`."""
        self._publication = export.selection.publication
        with NewestFirst() as pieces:
            for article in export.articles():
                pieces.add(self.piece(self._item(article)), article.entry.date)
            pour(export.target, self.file, self.framed(export, pieces))

    @abstractmethod
    def piece(self, item: FeedItem) -> str:
        """Return one post as it stands in the feed."""

    @abstractmethod
    def framed(self, export: "Export", pieces: Iterable[bytes]) -> Iterator[bytes]:
        """Yield the whole feed."""

    def address(self, entry: Entry, *, here: Entry | None) -> str:  # noqa: ARG002
        """See `Exporter.address`; without a site over there a post is where it was."""
        if self.options.base_url:
            return f"{self.options.base_url}/p/{entry.slug}/"
        return entry.url or identity_of(entry, self._publication)

    def place(self, name: str, *, here: Entry) -> Place:  # noqa: ARG002
        """See `Exporter.place`."""
        path = f"media/{name}"
        return Place(path=path, address=f"{self.options.base_url}/{path}" if self.options.base_url else path)

    def page_address(self, page: str, *, here: Entry | None) -> str | None:  # noqa: ARG002
        """See `Exporter.page_address`."""
        return f"{self.options.base_url}/" if self.options.base_url and page == "home" else None

    def steps(self, report: Report) -> tuple[str, ...]:  # noqa: ARG002
        """See `Exporter.steps`."""
        if self.options.base_url:
            return (
                f"Put what is in the folder online so that the feed answers at {self.options.base_url}/{self.file}.",
                f"Posts are named as pages below {self.options.base_url}/p/: outlast export html writes them there.",
            )
        return (ONLINE,)

    def home(self) -> str | None:
        """Return the address of the site that the feed belongs to."""
        return f"{self.options.base_url}/" if self.options.base_url else self._publication.url

    def itself(self) -> str | None:
        """Return the address of the feed, where it is known."""
        return f"{self.options.base_url}/{self.file}" if self.options.base_url else None

    def _item(self, article: Article) -> FeedItem:
        entry = article.entry
        comments = article.export.selection.comments(entry) if self.options.comments else []
        said = sum(not comment.deleted for comment in comments)
        if said:
            article.lose("comment", NO_COMMENTS, f"{said} of them")
        body = HtmlWriter(article, HtmlStyle(prefix=f"{entry.slug}-")).body()
        return item_of(
            article,
            url=None if entry.url is None and not self.options.base_url else self.address(entry, here=None),
            content=content_of(article, body, cover=cover_to_show(article)),
            picture=article.cover(),
            sound=article.audio(),
        )
