"""What all pages of the mirror share: templates, the way to the top, what stands in the header and the footer."""

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import templates
from backup.document.urls import host
from backup.model import PostKind
from exporters.html.card import page_of
from exporters.selection import Entry

if TYPE_CHECKING:
    from jinja2 import Environment

    from exporters.export import Export

_MOST_PAGES = 4
"""Pages of the publication that the header names; all of them stand in the archive page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """A link of the header."""

    name: str
    path: str


class Site:
    """The mirror while it is written."""

    def __init__(self, export: "Export") -> None:
        """Take the export."""
        self.export = export
        self.title = export.title
        self.base_url = export.exporter.options.base_url
        entries = export.selection.entries
        self.posts = [one for one in entries if one.kind is PostKind.POST and not one.page]
        self.pages = [one for one in entries if one.kind is PostKind.POST and one.page]
        self.responses = [one for one in entries if one.kind is PostKind.RESPONSE]
        self.drafts = [one for one in entries if one.draft]
        self._titles: dict[str, str] = {}
        self._environment: Environment = templates.environment("site")

    def title_of(self, entry: Entry) -> str:
        """Return the title of a post, from its body where only that has it."""
        if entry.titled:
            return entry.title
        if entry.id not in self._titles:
            self._titles[entry.id] = self.export.selection.read(entry).document.title or entry.title
        return self._titles[entry.id]

    def write(self, path: str, template: str, *, root: str | None = None, **said: Any) -> None:
        """Fill a template and put it at `path`; `root` leads to the top, by default from that place.

        Raises:
            StorageError: the disk refuses.
        """
        if root is None:
            root = "../" * path.count("/")
        self.export.target.write(path, self._template(template).render(site=self, root=root, path=path, **said))

    def copy(self, name: str) -> None:
        """Put a file at the top that stands among the templates and is none."""
        loader = self._environment.loader
        if loader is None:
            raise LookupError(name)
        self.export.target.write(name, loader.get_source(self._environment, name)[0])

    def absolute(self, path: str) -> str | None:
        """Return the address of a file online; `None` where it is not known. An `index.html` is its folder."""
        return f"{self.base_url}/{path.removesuffix('index.html')}" if self.base_url else None

    @cached_property
    def ways(self) -> list[Way]:
        """Return the links of the header."""
        named = [Way(name=self.title_of(one), path=page_of(one.slug)) for one in self.pages[:_MOST_PAGES]]
        if self.responses:
            named.append(Way(name="Responses", path="responses/index.html"))
        if self.drafts:
            named.append(Way(name="Drafts", path="drafts/index.html"))
        return [Way(name="Archive", path="archive/index.html"), *named, Way(name="Search", path="search/index.html")]

    @cached_property
    def old_home(self) -> tuple[str, str] | None:
        """Return the address of the publication where it was, and the words for it."""
        url = self.export.selection.publication.url
        return (url, host(url) + urlsplit(url).path.rstrip("/")) if url else None

    def _template(self, name: str) -> Any:
        return self._environment.get_template(name)
