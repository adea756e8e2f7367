"""Hugo: a site that is ready to build, with templates, tags, feed and comments."""

from typing import TYPE_CHECKING, ClassVar

from exporters._base import Report
from exporters.article import Article
from exporters.front_matter import Value, as_yaml, front_matter
from exporters.site_source import SiteSource, as_json, comment_rows, player, told, write_theme
from exporters.writers.markdown import Dialect

if TYPE_CHECKING:
    from exporters.export import Export


class Hugo(SiteSource):
    """Writes a post as a leaf bundle, `content/p/<slug>/index.md`; Hugo itself keeps drafts and their files back."""

    dialect: ClassVar[Dialect] = Dialect(templates=("{{<", "{{%"))
    settings: ClassVar[str] = "config.yaml"

    def write_post(self, export: "Export", article: Article, body: str) -> None:
        """See `SiteSource.write_post`."""
        entry = article.entry
        fields = told(article, canonical=self.options.canonical)
        section, cover = fields.pop("section"), fields.pop("cover")
        audio = article.audio()
        fields |= {
            "type": "page" if entry.page else None,
            "categories": [str(section)] if section else None,
            "images": [str(cover)] if cover else None,
            "audio": audio,
            "canonicalURL": fields.pop("canonical"),
            "answers": self.answered(export, entry),
        }
        path = self.path(entry)
        export.target.write(f"content/{path}/index.md", f"{front_matter(fields)}\n{player(audio)}{body}\n")
        if comments := export.comments(entry):
            export.target.write(f"data/comments/{entry.slug}.json", as_json(comment_rows(comments)))

    def write_around(self, export: "Export") -> None:
        """See `SiteSource.write_around`."""
        export.target.write(self.settings, as_yaml(_settings(export.title, self.options.base_url)))
        export.target.write("content/p/_index.md", front_matter({"title": "All posts"}))
        if self.responses:
            export.target.write("content/responses/_index.md", front_matter({"title": "Responses"}))
        write_theme(export.target, "hugo", style="static/style.css")

    def steps(self, report: Report) -> tuple[str, ...]:
        """See `Exporter.steps`."""
        return (
            "Look at it: run hugo server in the folder",
            *self.drafts_step(report, "hugo server --buildDrafts"),
            *self.address_step(),
            "Build it: run hugo there; what is to be put online is then in public/",
        )


def _settings(title: str, base_url: str | None) -> dict[str, Value]:
    """Return Hugo's settings, in the file that versions before 0.110 read, too."""
    return {
        "baseURL": f"{base_url}/" if base_url else "/",
        "title": title,
        "timeZone": "UTC",
        "outputs": {
            "home": ["HTML", "RSS"],
            "section": ["HTML"],
            "taxonomy": ["HTML"],
            "term": ["HTML"],
        },
        "pluralizeListTitles": False,
        "markup": {
            "goldmark": {
                "renderer": {"unsafe": True},
                "extensions": {"typographer": False, "linkify": False, "definitionList": False, "taskList": False},
            }
        },
    }


EXPORTER = Hugo
