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
        self._items: list[bytes] = []
        self._size = 0
        self._pictures: set[int] = set()
        """The numbers of the attachments in the file that is being filled."""
        self._authors: dict[Author, None] = {}
        self._categories: dict[Term, None] = {}
        self._tags: dict[Term, None] = {}

    def add(self, one: WxrItem, author: Author, picture: WxrItem | None = None) -> None:
        """Add a post, with the picture on top of it: the importer joins the two only within one file."""
        post = _encoded(one)
        on_top = b"" if picture is None or picture.number in self._pictures else _encoded(picture)
        full = picture is not None and on_top and len(self._pictures) >= MOST_PICTURES
        if self._items and (full or self._size + len(on_top) + len(post) > LARGEST):
            self._write(f"wordpress-{self.written + 1}.xml")
            on_top = b"" if picture is None else _encoded(picture)
        if picture is not None:
            self._pictures.add(picture.number)
        self._items += (on_top, post)
        self._size += len(on_top) + len(post)
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
        pieces = (start.encode("utf-8", "replace"), *self._items, FOOT.encode())
        with self._target.open(name) as file:
            file.writelines(pieces)
        self._target.size += sum(map(len, pieces))
        self.written += 1
        self._begin()


def _encoded(one: WxrItem) -> bytes:
    return item(one).encode("utf-8", "replace")
