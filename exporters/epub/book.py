"""A book of posts: by year, then the responses and the pages, with a cover and contents."""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import files
from importlib.util import find_spec
from io import SEEK_END

from backup.model import PostKind
from exporters._base import Exporter, Place, Report
from exporters.epub.article import PICTURES, SOUNDS, BookArticle, Sounds
from exporters.epub.chapter import Chapter, chapter
from exporters.epub.contents import NAV, NCX, Part, contents_page, old_contents
from exporters.epub.cover import cover
from exporters.epub.front import COVER, COVER_PAGE, TITLE_PAGE, cover_page, part_page, title_page
from exporters.epub.language import UNKNOWN
from exporters.epub.package import CONTAINER, FIRST, FOLDER, MEDIA_TYPE, PACKAGE, About, container, is_packed, package
from exporters.epub.page import STYLES
from exporters.export import Export
from exporters.selection import Entry, Selection
from exporters.target import Target, Zipped

_OLDEST = datetime(2000, 1, 1, tzinfo=UTC)
_NO_DATE, _DRAFTS, _RESPONSES, _PAGES = "Without a date", "Drafts", "Responses", "Pages"
_LAST = (_NO_DATE, _DRAFTS, _RESPONSES, _PAGES)
_YOUNG = "webp"
"""In the standard since 2023, and unknown to older readers; as it is, it is better than none."""

_OPEN_IT = (
    "Open the file in a reading program (Apple Books, Thorium, calibre, Google Play Books), or send it to a reading"
    " device."
)


class Epub(Exporter):
    """Writes a book."""

    single = "epub"
    remote = False

    def write(self, selection: Selection, target: Target) -> Report:
        """See `Exporter.write`. All goes into one file of the target, as it comes."""
        with target.open(f"{selection.publication.slug}.epub") as file:
            inside = Zipped(lambda: file, packs=is_packed)
            inside.write(FIRST, MEDIA_TYPE)
            export = Export(self, selection, inside)
            self.write_all(export)
            inside.finish()
            target.size += file.seek(0, SEEK_END)
        return replace(export.report(), files=target.files, size=target.size)

    def write_all(self, export: Export) -> None:
        """See `Exporter.write_all`."""
        target, entries = export.target, export.selection.entries
        target.write(CONTAINER, container())
        target.write(f"{FOLDER}/{STYLES}", (files("templates") / "book" / STYLES).read_bytes())
        authors = _authors(entries)
        chapters = self._chapters(export, authors[0] if authors else None)
        parts = _parts(chapters)
        for part in parts:
            target.write(f"{FOLDER}/{part.path}", part_page(part.name))
        about = _about(export, authors, chapters)
        target.write(f"{FOLDER}/{COVER}", cover(about.title, ", ".join(authors[:3]), _years(entries), about.title))
        target.write(f"{FOLDER}/{COVER_PAGE}", cover_page(about.title))
        target.write(f"{FOLDER}/{TITLE_PAGE}", title_page(about.title, authors, about.description, about.language))
        target.write(f"{FOLDER}/{NAV}", contents_page(about.title, parts, about.language))
        target.write(f"{FOLDER}/{NCX}", old_contents(about.title, parts, about.identifier))
        order = [COVER_PAGE, TITLE_PAGE, NAV]
        for part in parts:
            order += [part.path, *(one.path for one in part.chapters)]
        paths = (path.removeprefix(f"{FOLDER}/") for path in target.paths if path.startswith(f"{FOLDER}/"))
        target.write(PACKAGE, package(about, paths, order))

    def address(self, entry: Entry, *, here: Entry | None) -> str:
        """See `Exporter.address`."""
        return f"{'' if here else 'text/'}{entry.slug}.xhtml"

    def place(self, name: str, *, here: Entry) -> Place:  # noqa: ARG002
        """See `Exporter.place`."""
        return Place(path=f"{FOLDER}/media/{name}", address=f"../media/{name}")

    def takes(self, extension: str) -> bool:
        """See `Exporter.takes`."""
        if extension == _YOUNG:
            return find_spec("PIL") is None
        return extension in PICTURES | SOUNDS

    def page_address(self, page: str, *, here: Entry | None) -> str | None:
        """See `Exporter.page_address`."""
        return f"{'../' if here else ''}{NAV}" if page in ("home", "archive") else None

    def steps(self, report: Report) -> tuple[str, ...]:  # noqa: ARG002
        """See `Exporter.steps`."""
        return (_OPEN_IT,)

    def _chapters(self, export: Export, author: str | None) -> list[Chapter]:
        written, sounds = [], Sounds()
        for article in export.articles():
            path = self.address(article.entry, here=None)
            one, page = chapter(BookArticle(article, sounds), export.comments(article.entry), author=author, path=path)
            export.target.write(f"{FOLDER}/{path}", page)
            written.append(one)
        return written


def _parts(chapters: Sequence[Chapter]) -> list[Part]:
    """Return the chapters by year, then what belongs to none."""
    found: dict[str, list[Chapter]] = {}
    for one in chapters:
        found.setdefault(_part_of(one.entry), []).append(one)
    names = [*sorted(set(found) - set(_LAST)), *(name for name in _LAST if name in found)]
    return [
        Part(name=name, path=f"parts/{name.lower().replace(' ', '-')}.xhtml", chapters=tuple(found[name]))
        for name in names
    ]


def _part_of(entry: Entry) -> str:
    if entry.page:
        return _PAGES
    if entry.draft:
        return _DRAFTS
    if entry.kind is PostKind.RESPONSE:
        return _RESPONSES
    return f"{entry.date.year:04}" if entry.date else _NO_DATE


def _authors(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Return who wrote it, who wrote most first."""
    wrote = Counter(name for entry in entries for name in entry.authors)
    return tuple(sorted(wrote, key=lambda name: (-wrote[name], name)))


def _years(entries: Sequence[Entry]) -> str:
    years = sorted({entry.date.year for entry in entries if entry.date and not entry.page})
    if not years:
        return ""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _about(export: Export, authors: tuple[str, ...], chapters: Sequence[Chapter]) -> About:
    publication, entries = export.selection.publication, export.selection.entries
    languages: Counter[str] = Counter()
    for one in chapters:
        languages[one.language] += one.length
    del languages[UNKNOWN]
    moments = [moment for entry in entries for moment in (entry.published_at, entry.updated_at) if moment]
    ids = " ".join(sorted(f"{entry.kind.value}:{entry.id}" for entry in entries))
    name = f"{publication.platform} {publication.url or publication.slug} {ids}"
    count = f"{len(entries):,} {'post' if len(entries) == 1 else 'posts'}"
    years = _years(entries)
    return About(
        identifier=f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, name)}",
        title=export.title,
        authors=authors,
        language=min(languages, key=lambda one: (-languages[one], one), default=UNKNOWN),
        description=f"{count}, {years}" if years else count,
        modified=max(moments, default=_OLDEST),
        published=min((entry.published_at for entry in entries if entry.published_at), default=None),
        source=publication.url,
    )
