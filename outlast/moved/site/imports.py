"""An export for an importer, before it is imported: what Ghost or WordPress will make of its posts."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote
from zipfile import BadZipFile, ZipFile

from backup.http.magic import LOOKED_AT, media_type
from outlast.moved.page import Page, read_page
from outlast.moved.site import ghost_import, wordpress_import
from outlast.moved.site._base import Seen, Site
from outlast.moved.site.imported import Imported


class ImportSite(Site):
    """The posts of an import as the pages that they will be; what is held back over there is no page."""

    near = True

    def __init__(self, folder: Path, posts: Iterator[Imported], hosts: Sequence[str] = ()) -> None:
        """Take the folder, and what is in it."""
        super().__init__(hosts)
        self._folder = folder
        self._posts = {post.address: post for post in posts if post.public}
        self._zipped = {name: path for path in sorted(folder.glob("*.zip")) for name in _names(path)}

    def addresses(self) -> Sequence[str]:
        """See `Site.addresses`."""
        return list(self._posts)

    def page(self, address: str) -> Page | None:
        """See `Site.page`."""
        post = self._posts.get(address)
        if post is None:
            return None
        self.read += 1
        return read_page(post.as_page(), address)

    def picture(self, source: str, *, here: str) -> Seen:
        """See `Site.picture`."""
        if source.startswith("data:image/"):
            return Seen.THERE
        path = self.inside(source, here=here)
        if path is None:
            return Seen.NOT_ASKED
        start = self._start_of(unquote(path).strip("/"))
        if start is None:
            return Seen.DEAD
        return Seen.THERE if media_type(start).startswith("image/") else Seen.NO_PICTURE

    def link(self, path: str) -> Seen:
        """See `Site.link`. Only posts are known: lists, feeds and pages of tags are made over there."""
        path = f"{path.partition('?')[0].rstrip('/')}/"
        among_posts = any(path.startswith(f"{start}/") and start for start in self._starts())
        return Seen.DEAD if among_posts and path not in self._posts else Seen.THERE

    def texts(self) -> Iterator[tuple[str, str]]:
        """See `Site.texts`; an importer shows nothing but pages."""
        return iter(())

    def _starts(self) -> set[str]:
        return {address.rstrip("/").rpartition("/")[0] for address in self._posts}

    def _start_of(self, name: str) -> bytes | None:
        """Return the first bytes of a file of the export, whether it lies in the folder or in a ZIP."""
        if ".." in name.split("/") or "\0" in name:
            return None
        if name in self._zipped:
            with ZipFile(self._zipped[name]) as opened, opened.open(name) as file:
                return file.read(LOOKED_AT)
        path = self._folder / name
        if not path.is_file():
            return None
        with path.open("rb") as file:
            return file.read(LOOKED_AT)


def import_in(folder: Path, base_url: str | None) -> ImportSite | None:
    """Return the import that a folder holds, `None` where it holds none.

    Raises:
        InputError: it holds one that cannot be read.
    """
    for kind in (ghost_import, wordpress_import):
        files = kind.files_in(folder)
        if files:
            posts, hosts = kind.read(files, base_url)
            return ImportSite(folder, iter(posts), hosts)
    return None


def _names(path: Path) -> list[str]:
    try:
        with ZipFile(path) as opened:
            return opened.namelist()
    except (BadZipFile, OSError):
        return []
