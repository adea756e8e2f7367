"""A folder of pages: what a generator built, or a mirror."""

import html
import json
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote, urlsplit

from backup.document.tree import decode
from backup.http.magic import LOOKED_AT, media_type
from outlast.moved.page import Page, read_page
from outlast.moved.site._base import Seen, Site

PAGES = frozenset({".html", ".htm", ".xhtml"})
_TEXTS = frozenset({".xml", ".json", ".js", ".txt", ".md", ".csv", ".rss", ".atom"})
_LARGEST = 64 << 20
"""Bytes of a file that is read as text."""
_MARKUP = re.compile(r"<[^>]*>")
_OLD_PLACE = re.compile(r"""<meta[^>]+http-equiv=["']?refresh""", re.IGNORECASE)


class FolderSite(Site):
    """The pages of a folder; nothing is asked of the web."""

    near = True

    def __init__(self, folder: Path, *, base_url: str | None = None) -> None:
        """Take the folder, and where it is or will be online, if that is known."""
        parts = urlsplit(base_url or _said_base(folder) or "")
        super().__init__([parts.netloc] if parts.netloc else [])
        self._folder, self._start = folder, parts.path.rstrip("/")
        self._pages = {self._address(path): path for path in sorted(folder.rglob("*")) if _is_page(path)}

    def addresses(self) -> Sequence[str]:
        """See `Site.addresses`."""
        return list(self._pages)

    def page(self, address: str) -> Page | None:
        """See `Site.page`. A page that only sends on to another one is none."""
        path = self._pages.get(address)
        if path is None:
            return None
        data = decode(path.read_bytes())
        self.read += 1
        return None if _OLD_PLACE.search(data[:4096]) else read_page(data, address)

    def picture(self, source: str, *, here: str) -> Seen:
        """See `Site.picture`."""
        if source.startswith("data:image/"):
            return Seen.THERE
        path = self.inside(source, here=here)
        if path is None:
            return Seen.NOT_ASKED
        file = self._file(path)
        if file is None or not file.is_file():
            return Seen.DEAD
        with file.open("rb") as opened:
            kind = media_type(opened.read(LOOKED_AT))
        return Seen.THERE if kind.startswith("image/") else Seen.NO_PICTURE

    def link(self, path: str) -> Seen:
        """See `Site.link`."""
        file = self._file(path)
        there = file is not None and (file.is_file() or file.with_name(f"{file.name}.html").is_file())
        return Seen.THERE if there else Seen.DEAD

    def texts(self) -> Iterator[tuple[str, str]]:
        """See `Site.texts`."""
        for path in sorted(self._folder.rglob("*")):
            if path.suffix.lower() in _TEXTS and path.is_file() and path.stat().st_size <= _LARGEST:
                yield path.relative_to(self._folder).as_posix(), readable(path.name, path.read_bytes())

    def files(self) -> Iterator[tuple[str, bytes]]:
        """See `Site.files`."""
        for path in sorted(self._folder.rglob("*")):
            if path.is_file() and path.suffix.lower() not in PAGES | _TEXTS:
                yield path.relative_to(self._folder).as_posix(), path.read_bytes()

    def _address(self, path: Path) -> str:
        inside = path.relative_to(self._folder).as_posix()
        return f"{self._start}/{inside.removesuffix('index.html') if path.name == 'index.html' else inside}"

    def _file(self, path: str) -> Path | None:
        """Return the file of a path on the site; nothing outside of the folder."""
        inside = unquote(path.partition("?")[0].removeprefix(self._start)).strip("/")
        if "\0" in inside or ".." in inside.split("/"):
            return None
        file = self._folder / inside
        return file / "index.html" if file.is_dir() else file


def readable(name: str, data: bytes) -> str:
    """Return a file's text as a person reads it: markup left out, entities and JSON's escapes resolved."""
    text = decode(data)
    if name.endswith(".json"):
        with suppress(ValueError, RecursionError):
            text = "\n".join(_strings(json.loads(text)))
    elif name.endswith(".js"):
        text = re.sub(r"\\u([0-9a-fA-F]{4})", lambda found: chr(int(found[1], 16)), text)
    once = html.unescape(_MARKUP.sub(" ", text.replace("<![CDATA[", " ")))
    return html.unescape(_MARKUP.sub(" ", once))  # feeds hold their markup once more escaped


def _strings(value: object) -> Iterator[str]:
    stack = [value]
    while stack:
        one = stack.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            stack += reversed(one)
        elif isinstance(one, dict):
            stack += reversed(list(one.values()))


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in PAGES and path.is_file()


def _said_base(folder: Path) -> str | None:
    """Return the address that the folder's own list of pages names for its first page."""
    try:
        text = (folder / "sitemap.xml").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    found = [html.unescape(one).strip() for one in re.findall(r"<loc>([^<]+)</loc>", text)]
    shortest = min(found, key=len, default=None)
    if shortest is None or not urlsplit(shortest).netloc:
        return None
    return (
        shortest
        if all(one.startswith(shortest) for one in found)
        else "{0.scheme}://{0.netloc}".format(urlsplit(shortest))
    )
