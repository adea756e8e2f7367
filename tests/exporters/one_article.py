"""One article of the made-up publication with any body, as a block writer sees it."""

from backup.document.blocks import Block, Document
from exporters._base import Exporter, Options, Place
from exporters.article import Article
from exporters.export import Export
from exporters.selection import Criteria, Entry, choose
from exporters.target import Nowhere
from tests.exporters.made_up import SUBSTACK, Made


class Pages(Exporter):
    """An exporter that puts posts under `/p/` and files under `/files/`."""

    remote = False

    def write_all(self, export: Export) -> None:
        """Write nothing: only writers are asked."""

    def address(self, entry: Entry, *, here: Entry | None) -> str:
        """See `Exporter.address`."""
        return f"/p/{entry.slug}/"

    def place(self, name: str, *, here: Entry) -> Place:
        """See `Exporter.place`."""
        return Place(path=f"files/{name}", address=f"/files/{name}")


def article_of(
    publication: Made, *blocks: Block, document: Document | None = None, kind: type[Exporter] = Pages
) -> Article:
    """Return the first letter with these blocks as its body."""
    selection = choose(publication.archive, SUBSTACK, Criteria())
    export = Export(kind(Options()), selection, Nowhere())
    entry = next(one for one in selection.entries if one.id == "1001")
    return Article(export, entry, document or Document(blocks=blocks))


def losses_of(article: Article) -> list[tuple[str, str]]:
    """Return block and reason of each loss."""
    return [(loss.block, loss.reason) for loss in article.export.losses]
