"""A new site of the made-up publication, written as any generator would, and what can be spoilt in it."""

from pathlib import Path
from typing import ClassVar

from backup.model import Publication
from exporters._base import Exporter, Options, Place
from exporters.export import Export
from exporters.selection import Criteria, Entry, Selection, choose
from exporters.target import Folder
from exporters.writers.html import HtmlWriter
from outlast.moved.checking import check_move
from outlast.moved.gaps import Outcome
from outlast.moved.site.tree import FolderSite
from tests.exporters.made_up import SUBSTACK, Made

HOST = "https://new.example"


class SmallSite(Exporter):
    """Pages at `/p/<slug>/`, pictures beside them, a front page, a list of pages, a feed."""

    as_it_is: ClassVar[bool] = True

    def write_all(self, export: Export) -> None:
        links, items = [], []
        for article in export.articles():
            entry, body = article.entry, HtmlWriter(article).body()
            day = f'<time datetime="{entry.published_at:%Y-%m-%dT%H:%M:%SZ}">a day</time>' if entry.published_at else ""
            page = (
                f"<!doctype html><html><head><title>{_text(article.title)} | Night Letters</title></head><body>"
                f'<nav><a href="/">Home</a> <a href="/gone-from-the-menu/">x</a></nav>'
                f"<main><h1>{_text(article.title)}</h1>{day}{body}</main><footer>Made by hand</footer></body></html>"
            )
            export.target.write(f"p/{entry.slug}/index.html", page)
            links.append(f'<a href="/p/{entry.slug}/">{_text(article.title)}</a>')
            items.append(f"<item><title>{_text(article.title)}</title><description>{_text(body)}</description></item>")
        export.target.write("index.html", f"<main><h1>Night Letters</h1>{' '.join(links)}</main>")
        listed = "".join(f"<url><loc>{HOST}/p/{entry.slug}/</loc></url>" for entry in export.selection.entries)
        export.target.write("sitemap.xml", f"<urlset><url><loc>{HOST}/</loc></url>{listed}</urlset>")
        export.target.write("feed.xml", f"<rss><channel>{''.join(items)}</channel></rss>")

    def address(self, entry: Entry, *, here: Entry | None) -> str:
        return f"/p/{entry.slug}/"

    def place(self, name: str, *, here: Entry) -> Place:
        return Place(path=f"p/{here.slug}/{name}", address=name)


def chosen(publication: Made, which: Publication = SUBSTACK, **criteria: object) -> Selection:
    return choose(publication.archive, which, Criteria(**criteria))  # type: ignore[arg-type]


def written(selection: Selection, folder: Path) -> Path:
    """Write the site."""
    target = Folder(folder)
    SmallSite(Options(base_url=HOST)).write(selection, target)
    target.finish()
    return folder


def change(file: Path, old: str, new: str) -> None:
    """Replace words of a page; they must be there."""
    text = file.read_text(encoding="utf-8")
    assert old in text, (file, old)
    file.write_text(text.replace(old, new), encoding="utf-8")


def checked(selection: Selection, folder: Path) -> Outcome:
    """Compare a folder."""
    return check_move(selection, FolderSite(folder))


def gaps_of(outcome: Outcome) -> list[tuple[str, str]]:
    """Return what is wrong, as kinds and posts."""
    return [(gap.kind.value, gap.post) for gap in outcome.gaps]


def _text(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
