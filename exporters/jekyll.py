"""Jekyll: a site that is ready to build, with layouts, tags, feed and comments."""

from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from backup.model import PostKind
from exporters._base import Place, Report
from exporters.article import Article
from exporters.front_matter import Value, as_yaml, front_matter
from exporters.selection import Entry
from exporters.site_source import SiteSource, as_json, comment_rows, player, told, write_theme
from exporters.writers.markdown import Dialect

if TYPE_CHECKING:
    from exporters.export import Export

_DRAFT_PICTURES = "_drafts_pictures"
"""Jekyll copies every folder but those with a line in front, also where no post uses what is in it."""
_DRAFT_SETTINGS = "_config.drafts.yml"
_NO_DAY = "1970-01-01"
"""A post without a date in its file's name is a draft to Jekyll."""


class Jekyll(SiteSource):
    """Writes posts into `_posts`, drafts into `_drafts`, and pictures to where they are on the finished site."""

    dialect: ClassVar[Dialect] = Dialect(kramdown=True, templates=("{{", "{%"))
    settings: ClassVar[str] = "_config.yml"

    def write_post(self, export: "Export", article: Article, body: str) -> None:
        """See `SiteSource.write_post`."""
        entry = article.entry
        fields = told(article, canonical=self.options.canonical)
        section, audio = fields.pop("section"), article.audio()
        fields.pop("draft")
        fields |= {
            "layout": "post",
            "undated": True if entry.date is None else None,
            "last_modified_at": fields.pop("lastmod"),
            "categories": [str(section)] if section else None,
            "image": fields.pop("cover"),
            "audio": audio,
            "canonical_url": fields.pop("canonical"),
            "answers": self.answered(export, entry),
            "render_with_liquid": False,
            "permalink": f"/{self.path(entry)}/",
        }
        export.target.write(_file(entry), f"{front_matter(fields)}\n{player(audio)}{body}\n")
        if comments := export.comments(entry):
            export.target.write(f"_data/comments/{entry.slug}.json", as_json(comment_rows(comments)))

    def place(self, name: str, *, here: Entry) -> Place:
        """See `Exporter.place`: pictures of drafts lie where a build does not take them."""
        if here.draft:
            return Place(
                path=f"{_DRAFT_PICTURES}/{here.slug}/{name}", address=f"../../{_DRAFT_PICTURES}/{here.slug}/{name}"
            )
        return Place(path=f"{self.path(here)}/{name}", address=name)

    def write_around(self, export: "Export") -> None:
        """See `SiteSource.write_around`."""
        target = export.target
        target.write(self.settings, as_yaml(_settings(export.title, self.options.base_url, self.root)))
        if any(entry.draft for entry in export.selection.entries):
            target.write(_DRAFT_SETTINGS, as_yaml({"show_drafts": True, "include": [_DRAFT_PICTURES]}))
        terms = {kind: self.terms.of(kind) for kind in ("tags", "sections")}
        target.write("_data/terms.json", as_json(terms))
        for kind, found in terms.items():
            for name, slug in found.items():
                fields: dict[str, Value] = {"layout": "term", "title": name, "permalink": f"/{kind}/{slug}/"}
                target.write(f"{kind}/{slug}.html", front_matter(fields | {"kind": kind}))
        write_theme(target, "jekyll", style="style.css", without=self.without("tags.html", "responses.html"))

    def steps(self, report: Report) -> tuple[str, ...]:
        """See `Exporter.steps`."""
        return (
            "Look at it: run jekyll serve in the folder",
            *self.drafts_step(report, f"jekyll serve --config {self.settings},{_DRAFT_SETTINGS}"),
            *self.address_step(),
            "Build it: run jekyll build there; what is to be put online is then in _site/",
        )


def _file(entry: Entry) -> str:
    if entry.draft:
        return f"_drafts/{entry.slug}.md"
    if entry.page:
        return f"_about/{entry.slug}.md"
    if entry.kind is PostKind.RESPONSE:
        return f"_responses/{entry.slug}.md"
    day = entry.date.strftime("%Y-%m-%d").rjust(10, "0") if entry.date else _NO_DAY
    return f"_posts/{day}-{entry.slug}.md"


def _settings(title: str, base_url: str | None, root: str) -> dict[str, Value]:
    parts = urlsplit(base_url or "")
    return {
        "title": title,
        "url": f"{parts.scheme}://{parts.netloc}" if base_url else "",
        "baseurl": root,
        "timezone": "UTC",
        "permalink": "/p/:slug/",
        "excerpt_separator": "<!-- there is none -->",
        "collections": {"about": {"output": True}, "responses": {"output": True}},
        "kramdown": {
            "smart_quotes": "apos,apos,quot,quot",
            "typographic_symbols": {
                "hellip": "...",
                "mdash": "---",
                "ndash": "--",
                "laquo": "<<",
                "raquo": ">>",
                "laquo_space": "<< ",
                "raquo_space": " >>",
            },
            "math_engine": "",
        },
    }


EXPORTER = Jekyll
