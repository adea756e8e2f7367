"""Books of the made-up publication and of single posts, taken apart again."""

import io
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from backup.archive.archive import Archive
from backup.model import Complete, Media, Post
from exporters._base import Options, Report
from exporters.epub.book import Epub
from exporters.selection import Criteria, Selection, choose
from exporters.target import Folder
from tests.exporters.made_up import STORE, SUBSTACK

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"


@dataclass(frozen=True, slots=True)
class Book:
    """A book that was written."""

    path: Path
    report: Report

    def zip(self) -> zipfile.ZipFile:
        """Return it as a ZIP."""
        return zipfile.ZipFile(io.BytesIO(self.path.read_bytes()))

    def read(self, name: str) -> str:
        """Return a file of the book's folder."""
        return self.zip().read(f"EPUB/{name}").decode()

    def page(self, name: str) -> etree._Element:
        """Return a page as a tree; it must be XML."""
        return etree.fromstring(self.read(name).encode())

    def losses(self) -> list[tuple[str, str]]:
        """Return block and reason of each loss."""
        return [(loss.block, loss.reason) for loss in self.report.losses]


def bound(selection: Selection, folder: Path, options: Options | None = None) -> Book:
    """Write a book."""
    target = Folder(folder)
    report = Epub(options).write(selection, target)
    target.finish()
    return Book(folder / f"{selection.publication.slug}.epub", report)


def of_posts(folder: Path, *posts: Post, media: Iterable[tuple[str, bytes, str]] = ()) -> Book:
    """Write a book of some posts; `media` are address (or name in the store), content and type."""
    archive = Archive.create(folder / "archive", key=None)
    files = [
        Media(url=name if "://" in name else STORE + name, content=content, media_type=kind)
        for name, content, kind in media
    ]
    archive.snapshot(
        [*posts, *files, Complete(table="posts")],
        SUBSTACK,
        source="substack_web",
        as_of=datetime(2024, 6, 1, tzinfo=UTC),
    )
    try:
        return bound(choose(archive, SUBSTACK, Criteria()), folder / "book")
    finally:
        archive.close()
