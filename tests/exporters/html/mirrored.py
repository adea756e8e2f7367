"""Writes mirrors for tests, and reads their pages again."""

from pathlib import Path

from lxml import html

import exporters
from backup.archive.archive import Archive
from backup.model import Publication
from exporters._base import Options, Report
from exporters.selection import Criteria, choose
from exporters.target import Folder


def mirrored(
    archive: Archive, which: Publication, out: Path, *, criteria: Criteria | None = None, options: Options | None = None
) -> Report:
    """Write a mirror."""
    target = Folder(out)
    chosen = choose(archive, which, criteria or Criteria())
    report = exporters.load("html")(options or Options()).write(chosen, target)
    target.finish()
    return report


def pages(out: Path) -> list[Path]:
    """Return all pages of a mirror but the one for addresses that lead nowhere, whose links are not relative."""
    return sorted(path for path in out.rglob("*.html") if path.name != "404.html")


def page(path: Path) -> html.HtmlElement:
    """Return a page to look for something in it."""
    return html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))


def words(element: html.HtmlElement) -> str:
    """Return the words of an element on one line."""
    return " ".join(element.text_content().split())


def dead_links(out: Path) -> list[str]:
    """Return every link of a mirror that leads to no file of it, or to no place in that file."""
    ids = {path: set(page(path).xpath("//@id")) for path in pages(out)}
    dead = []
    for path in ids:
        for address in page(path).xpath("//@href | //@src"):
            if address.startswith(("https://", "http://", "mailto:", "data:")):
                continue
            name, _, fragment = address.partition("#")
            there = (path.parent / name).resolve() if name else path
            if not there.is_file() or (fragment and not name and fragment not in ids[path]):
                dead.append(f"{path.relative_to(out)}: {address}")
    return dead
