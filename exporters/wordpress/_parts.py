"""The files of an export: a new one begins before a host would refuse the last one as too large, or take too long."""

from exporters.target import Target
from exporters.wordpress._wxr import FOOT, Author, Term, WxrItem, head, item

LARGEST = 8_000_000
"""Bytes of one file: PHP takes no larger upload unless its host says otherwise (`post_max_size`)."""
MOST_PICTURES = 100
"""Pictures that the importer fetches for one file: it works in one request, which hosts end after minutes."""


class Parts:
    """Collects posts, and writes a file whenever there are enough; no more than one is in memory."""

    def __init__(self, target: Target, *, title: str, link: str) -> None:
        """Take where to write, and the site's title and address."""
        self._target, self._title, self._link = target, title, link
        self.written = 0
        """Files so far."""
        self._begin()

    def _begin(self) -> None:
        self._items: list[str] = []
        self._size = 0
        self.pictures: set[int] = set()
        """The numbers of the attachments in the file that is being filled."""
        self._authors: dict[Author, None] = {}
        self._categories: dict[Term, None] = {}
        self._tags: dict[Term, None] = {}

    def add(self, one: WxrItem, author: Author, picture: WxrItem | None = None) -> None:
        """Add a post, with the picture on top of it: the importer joins the two only within one file."""
        texts = [item(one)]
        new = picture is not None and picture.number not in self.pictures
        if picture is not None:
            texts.insert(0, item(picture))
        size = sum(len(text.encode("utf-8", "replace")) for text in texts)
        if self._items and (self._size + size > LARGEST or (new and len(self.pictures) >= MOST_PICTURES)):
            self._write(f"wordpress-{self.written + 1}.xml")
            new = picture is not None
        if not new:
            texts = texts[-1:]
        if picture is not None:
            self.pictures.add(picture.number)
        self._items += texts
        self._size += size
        self._authors[author] = None
        self._tags |= dict.fromkeys(one.tags)
        if one.category:
            self._categories[one.category] = None

    def finish(self) -> None:
        """Write the last file."""
        self._write(f"wordpress-{self.written + 1}.xml" if self.written else "wordpress.xml")

    def _write(self, name: str) -> None:
        start = head(
            title=self._title, link=self._link, authors=self._authors, categories=self._categories, tags=self._tags
        )
        self._target.write(name, "".join((start, *self._items, FOOT)))
        self.written += 1
        self._begin()
