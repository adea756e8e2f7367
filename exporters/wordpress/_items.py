"""From an article to what stands in the file: numbers, dates, terms, custom fields and comments."""

from datetime import datetime
from typing import Final

from backup.document.urls import split
from exporters._base import Options
from exporters.article import Article
from exporters.selection import Comment, MediaFile
from exporters.wordpress._names import Authors, Dates, Terms
from exporters.wordpress._wxr import Author, WxrComment, WxrItem
from exporters.writers.wordpress_post import DELETED, comment_content, path_of, wordpress_post

NOT_ON_TOP = (
    "The picture lies in the folder, but WordPress puts it on top of the post only from an address on the web; export"
    " again with --base-url."
)
NOT_A_KIND = "WordPress takes no picture of this kind into its library, so that it cannot be on top of a post."
NO_DATE = "The archive does not say when it was published; over there it is dated 1 January 2000."
_LIBRARY: Final = frozenset({"jpg", "jpeg", "png", "gif", "webp", "avif"})
"""Endings of pictures that the library takes from everybody."""
_FIRST_NUMBER = 100_000
"""Far from the numbers of what a site has: a picture that was not fetched must not be another one of the site's."""


class Items:
    """Makes the items of one export."""

    def __init__(self, options: Options) -> None:
        """Take the writer's wishes."""
        self._options = options
        self._authors, self._dates = Authors(), Dates()
        self._categories, self._tags = Terms(), Terms()
        self._number, self._comment = _FIRST_NUMBER, 0
        self.pictures: dict[str, WxrItem] = {}
        """The pictures on top of posts, by their address."""
        self.hidden = False
        """Whether a post is not public."""

    def author(self, article: Article) -> Author:
        """Return who wrote a post; the publication where nobody is named."""
        authors = article.entry.authors
        return self._authors.of(authors[0] if authors else article.export.title)

    def post(self, article: Article, author: Author, picture: WxrItem | None) -> WxrItem:
        """Return a post or page; `picture` is the one on top of it."""
        entry, post = article.entry, wordpress_post(article)
        if entry.date is None and not entry.draft:
            article.lose("post", NO_DATE)
        self.hidden = self.hidden or post.status != "publish"
        at = self._dates.of(post.title, entry.date)
        return WxrItem(
            number=self._next(),
            type=post.type,
            status=post.status,
            title=post.title,
            slug=post.slug,
            link=f"{self._options.base_url or ''}{path_of(entry)}",
            guid=entry.url or "",
            author=author.login,
            at=at,
            updated_at=post.updated_at,
            content=post.content,
            excerpt=post.excerpt,
            discussed=post.discussed and self._options.comments,
            category=self._categories.of(post.category) if post.category else None,
            tags=tuple(dict.fromkeys(map(self._tags.of, post.tags))),
            fields=self._fields(article, picture),
            comments=self._comments(article.export.comments(entry), at),
        )

    def picture(self, article: Article, author: Author) -> WxrItem | None:
        """Return the picture on top of a post as an attachment, where the importer can fetch and keep it."""
        entry = article.entry
        address = article.cover()
        if address is None:
            return None
        name, _, ending = split(address).path.rpartition("/")[2].rpartition(".")
        fetched = address.startswith(("http://", "https://"))
        if not fetched or ending.lower() not in _LIBRARY:
            article.lose("cover", NOT_A_KIND if fetched else NOT_ON_TOP, address)
            return None
        if address not in self.pictures:
            self.pictures[address] = WxrItem(
                number=self._next(),
                type="attachment",
                status="inherit",
                title=name,
                slug=name.lower(),
                link=address,
                guid=address,
                author=author.login,
                at=self._dates.of(name, entry.date),
                file=address,
            )
        return self.pictures[address]

    def _fields(self, article: Article, picture: WxrItem | None) -> list[tuple[str, str]]:
        """Return the custom fields: the old address for plug-ins that name it, the sound for the podcast's feed."""
        entry, fields = article.entry, []
        if self._options.canonical and entry.url:
            fields += [("_yoast_wpseo_canonical", entry.url), ("rank_math_canonical_url", entry.url)]
        sound: MediaFile | None = article.export.selection.media(entry.audio)
        address = article.borrowed(entry.audio)
        if sound is not None and address and address.startswith("http"):
            fields.append(("enclosure", f"{address}\n{sound.size}\n{sound.media_type}\n"))
        if picture is not None:
            fields.append(("_thumbnail_id", str(picture.number)))
        return fields

    def _comments(self, comments: list[Comment], fallback: datetime) -> list[WxrComment]:
        numbers: dict[str, int] = {}
        made = []
        for comment in comments:
            self._comment += 1
            numbers[comment.id] = self._comment
            made.append(
                WxrComment(
                    number=self._comment,
                    parent=numbers.get(comment.parent or "", 0),
                    author=DELETED if comment.deleted else comment.author,
                    at=comment.at or fallback,
                    content=DELETED if comment.deleted else comment_content(comment.text),
                )
            )
        return made

    def _next(self) -> int:
        self._number += 1
        return self._number
