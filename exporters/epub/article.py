"""A post as a book takes it: pictures and some sound go in; nothing is shown or played that is not in the file."""

from urllib.parse import urljoin

from backup.document.urls import safe_url, web_url
from exporters.article import Article
from exporters.selection import MediaFile

PICTURES = frozenset({"gif", "jpg", "png", "webp"})
SOUNDS = frozenset({"mp3", "m4a"})
"""EPUB 3.3, section 3.2, core media types: what every reader shows or plays."""
_SCHEMES = frozenset({"http", "https", "mailto", "tel"})
_MOST_SOUND = 200_000_000
"""Bytes; Amazon's “Send to Kindle” takes no larger books, and many devices none that are much larger."""
TOO_MUCH_SOUND = (
    "The sound would make the book too large for reading devices; a link leads to the old platform. It stays in the"
    " archive."
)
NOT_IN_A_BOOK = "A book cannot hold a file of this kind; a link leads to the old platform. It stays in the archive."
NO_SUCH_PICTURE = "A book cannot show a picture of this kind; it stays in the archive."
NOWHERE = "The address is incomplete and leads nowhere; its words are kept."
INTO_ANOTHER = "It leads to a place inside another post; in the book it leads to the beginning of that."


class Sounds:
    """Which sounds go into a book: the first ones that are not too much together."""

    def __init__(self) -> None:
        """Start with none."""
        self._taken: dict[str, bool] = {}
        self._left = _MOST_SOUND

    def take(self, file: MediaFile) -> bool:
        """Tell whether it goes in; the answer for a file does not change."""
        if file.digest not in self._taken:
            self._taken[file.digest] = fits = file.size <= self._left
            self._left -= file.size if fits else 0
        return self._taken[file.digest]


class BookArticle(Article):
    """An article of a book."""

    def __init__(self, article: Article, sounds: Sounds) -> None:
        """Take the article as every target gets it, and the sounds of the whole book."""
        super().__init__(article.export, article.entry, article.document)
        self._sounds = sounds

    def link(self, url: str | None, *, block: str = "link") -> str | None:
        """See `Article.link`. An incomplete address is completed, since a reader would look for it in the book."""
        safe = safe_url(url)
        if safe is None or safe.startswith("#"):
            return super().link(url, block=block)
        if not is_whole(safe):
            whole = urljoin(self.entry.url or "", safe)
            if not is_whole(whole):
                self.lose(block, NOWHERE, safe)
                return None
            safe = whole
        address = super().link(safe, block=block)
        if address is None or "#" not in address or is_whole(address):
            return address
        page, mark, place = address.partition("#")
        if page == self.export.exporter.address(self.entry, here=self.entry):
            return mark + place
        self.lose(block, INTO_ANOTHER, safe)
        return page

    def picture_at(self, *urls: str | None, block: str = "figure") -> str | None:
        """See `Article.picture_at`."""
        for url in urls:
            if self._why_not(url) is not None:
                self.lose(block, NO_SUCH_PICTURE, url or "")
                return None
        return super().picture_at(*urls, block=block)

    def file(self, *urls: str | None, block: str) -> str | None:
        """See `Article.file`."""
        for url in urls:
            reason = self._why_not(url)
            if reason is not None:
                self.lose(block, reason, url or "")
                return web_url(url)
        return super().file(*urls, block=block)

    def _shelved(self, *urls: str | None) -> str | None:
        return super()._shelved(*(url for url in urls if self._why_not(url) is None))

    def _why_not(self, url: str | None) -> str | None:
        """Return why the archive's file for an address does not go into the book; `None` where it does, or is not."""
        file = self.export.selection.media(url)
        if file is None or file.picture:
            return None  # another kind of picture is made into one that a book takes
        if file.extension not in SOUNDS:
            return NOT_IN_A_BOOK
        return None if self._sounds.take(file) else TOO_MUCH_SOUND


def is_whole(address: str) -> bool:
    """Tell whether an address that may stand in a link says all of where it leads, and not from here on."""
    return address.partition(":")[0].lower() in _SCHEMES
