"""Eleventy: a site that is ready to build, with templates, tags, feed and comments."""

from typing import TYPE_CHECKING, ClassVar

from exporters._base import Report
from exporters.article import Article
from exporters.front_matter import front_matter
from exporters.selection import Entry
from exporters.site_source import SiteSource, as_json, comment_rows, player, told, write_theme
from exporters.writers.markdown import Dialect

if TYPE_CHECKING:
    from exporters.export import Export

_NO_DAY = "1970-01-01T00:00:00Z"
"""Eleventy takes the day on which the file was written where there is none."""


class Eleventy(SiteSource):
    """Writes a post as `content/p/<slug>/index.md`; drafts into a folder of their own, which only the preview shows."""

    dialect: ClassVar[Dialect] = Dialect(notes=False)
    settings: ClassVar[str] = "_data/site.json"

    def section(self, entry: Entry) -> str:
        """See `SiteSource.section`: Eleventy copies files that no page uses, so those of drafts lie apart."""
        return "drafts" if entry.draft else super().section(entry)

    def write_post(self, export: "Export", article: Article, body: str) -> None:
        """See `SiteSource.write_post`."""
        entry, path = article.entry, f"content/{self.path(article.entry)}"
        audio = article.audio()
        fields = told(article, canonical=self.options.canonical) | {
            "layout": "post.njk",
            "part": "pages" if entry.page else "responses" if article.response else "posts",
            "audio": audio,
            "answers": self.answered(export, entry),
            "templateEngineOverride": "md",
        }
        if entry.date is None:
            fields |= {"undated": True, "date": _NO_DAY}
        export.target.write(f"{path}/index.md", f"{front_matter(fields)}\n{player(audio)}{body}\n")
        if comments := export.comments(entry):
            export.target.write(f"{path}/index.11tydata.json", as_json({"comments": comment_rows(comments)}))

    def write_around(self, export: "Export") -> None:
        """See `SiteSource.write_around`."""
        site = {"title": export.title, "url": self.options.base_url or "", "path": f"{self.root}/"}
        terms = [
            {"kind": kind, "name": name, "slug": slug}
            for kind in ("sections", "tags")
            for name, slug in self.terms.of(kind).items()
        ]
        export.target.write(self.settings, as_json(site))
        export.target.write("_data/terms.json", as_json(terms))
        without = self.without("content/tags.njk", "content/responses.njk")
        write_theme(export.target, "eleventy", style="static/style.css", without=without)

    def steps(self, report: Report) -> tuple[str, ...]:
        """See `Exporter.steps`."""
        return (
            "In the folder, run npm install once, then npm start to look at it",
            *self.drafts_step(report, "npm start"),
            *self.address_step(),
            "Build it: run npm run build there; what is to be put online is then in _site/",
        )


EXPORTER = Eleventy
