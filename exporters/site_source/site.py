"""A site that a generator builds from Markdown: where posts and files lie, and what is the same for all generators."""

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from backup.model import PostKind
from exporters._base import Exporter, Options, Place, Report
from exporters.article import Article
from exporters.selection import Entry
from exporters.site_source.terms import Terms
from exporters.site_source.told import NO_DATE
from exporters.writers.markdown import Dialect, MarkdownWriter

if TYPE_CHECKING:
    from exporters.export import Export


class SiteSource(Exporter):
    """Writes the source of a site. Posts keep their old path: `/p/<slug>/`; links between them are relative to it."""

    dialect: ClassVar[Dialect]
    settings: ClassVar[str]
    """The file in which the site's address stands."""

    def __init__(self, options: Options | None = None) -> None:
        """See `Exporter`."""
        super().__init__(options)
        self.root = urlsplit(self.options.base_url or "").path.rstrip("/")
        """The path under which the site is online, without a slash at the end."""
        self.terms = Terms()
        self.responses = False
        """Whether there are any."""

    def write_all(self, export: "Export") -> None:
        """Write posts, then what stands around them."""
        for article in export.articles():
            self.terms.add(article)
            self.responses = self.responses or article.response
            if article.entry.date is None:
                article.lose("post", NO_DATE)
            self.write_post(export, article, MarkdownWriter(article, self.dialect).body())
        self.write_around(export)

    @abstractmethod
    def write_post(self, export: "Export", article: Article, body: str) -> None:
        """Write one post whose words are Markdown already."""

    @abstractmethod
    def write_around(self, export: "Export") -> None:
        """Write settings, templates, and data of all posts."""

    def path(self, entry: Entry) -> str:
        """Return where a post is on the site, without slashes around it."""
        return f"{self.section(entry)}/{entry.slug}"

    def section(self, entry: Entry) -> str:
        """Return the first part of that."""
        return "responses" if entry.kind is PostKind.RESPONSE else "p"

    def address(self, entry: Entry, *, here: Entry | None) -> str:
        """See `Exporter.address`."""
        if here is None:
            return f"{self.root}/{self.path(entry)}/"
        same = self.section(entry) == self.section(here)
        return f"../{entry.slug}/" if same else f"../../{self.path(entry)}/"

    def page_address(self, page: str, *, here: Entry | None) -> str | None:
        """See `Exporter.page_address`."""
        if page not in ("home", "archive"):
            return None
        return f"{self.root}/" if here is None else "../../"

    def answered(self, export: "Export", entry: Entry) -> dict[str, str] | None:
        """Return the title and address of the post that a response answers, where that is part of the export."""
        post = export.selection.entry(entry.answers) if entry.answers else None
        if post is None or post.draft:
            return None
        return {"title": post.title, "address": self.address(post, here=entry)}

    def place(self, name: str, *, here: Entry) -> Place:
        """See `Exporter.place`: beside the post."""
        return Place(path=f"content/{self.path(here)}/{name}", address=name)

    def without(self, tags: str, responses: str) -> frozenset[str]:
        """Return which of two templates there is nothing for."""
        some = any(self.terms.of(kind) for kind in ("tags", "sections"))
        return frozenset(([] if some else [tags]) + ([] if self.responses else [responses]))

    def address_step(self) -> tuple[str, ...]:
        """Return what to do about the site's address, where the export does not know it."""
        if self.options.base_url:
            return ()
        return (f"Write your site's address into {self.settings}, or export again with --base-url https://your.site",)

    def drafts_step(self, report: Report, how: str) -> tuple[str, ...]:
        """Return how drafts are looked at."""
        return (f"Drafts are not part of the built site; to look at them: {how}",) if report.drafts else ()
