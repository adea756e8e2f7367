"""WordPress's import (WXR): its posts as the pages that they will be."""

from contextlib import suppress
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit
from xml.etree import ElementTree

from backup.errors import InputError
from outlast.moved.site.imported import Imported

_CONTENT = "{http://purl.org/rss/1.0/modules/content/}encoded"
_OWN = "{http://wordpress.org/export/1.2/}"
_STARTS = 4096


def files_in(folder: Path) -> list[Path]:
    """Return the files of an import in a folder."""
    return [path for path in sorted(folder.glob("*.xml")) if b"wordpress.org/export/1.2" in path.read_bytes()[:_STARTS]]


def read(files: list[Path], base_url: str | None) -> tuple[list[Imported], list[str]]:
    """Return the posts, and the hosts that they name as theirs.

    Raises:
        InputError: it cannot be read.
    """
    posts: list[Imported] = []
    hosts: set[str] = {urlsplit(base_url).netloc} if base_url else set()
    for file in files:
        root = _tree(file)
        hosts |= {urlsplit(root.findtext(f"channel/{_OWN}base_blog_url") or "").netloc}
        posts += [_post(item) for item in root.iter("item") if item.findtext(f"{_OWN}post_type") in ("post", "page")]
    return posts, sorted(hosts - {""})


def _tree(file: Path) -> ElementTree.Element:
    data = file.read_bytes()
    # What WordPress or we write has no entities of its own; unpacking them could fill the memory.
    if b"<!ENTITY" not in data:
        with suppress(ElementTree.ParseError):
            return ElementTree.fromstring(data)  # noqa: S314 - see above
    raise InputError(f"{file} is no import that can be read.", so_what="Nothing was compared.")


def _post(item: ElementTree.Element) -> Imported:
    said = {name: item.findtext(f"{_OWN}{name}") or "" for name in ("post_name", "status", "post_password")}
    path = urlsplit(item.findtext("link") or "").path.rstrip("/")
    day = item.findtext(f"{_OWN}post_date_gmt") or ""
    return Imported(
        address=f"{path or '/' + said['post_name']}/",
        title=unescape(item.findtext("title") or ""),
        body=item.findtext(_CONTENT) or "",
        day="" if day.startswith("0000") else day,
        public=said["status"] == "publish" and not said["post_password"],
    )
