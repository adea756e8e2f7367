"""Searches the words of all posts: published ones through the index, drafts and paid ones by opening them."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from backup.archive import posts, tables
from backup.archive.archive import Archive
from backup.archive.posts import StoredPost
from backup.archive.search import Hit, search_private, search_published
from backup.errors import DamageError, Locked, StorageError
from backup.model import PostKind

_ALL = -1
"""SQLite's LIMIT for no limit (sqlite.org/lang_select.html)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found, and what was not looked through."""

    hits: tuple[Hit, ...]
    more: bool
    """There is more than was asked for."""
    sealed: bool
    """There are drafts or paid posts that were not looked through, because the key is away."""
    damaged: tuple[str, ...] = ()
    """Why some sealed posts were not looked through."""


def freshen(archive: Archive) -> bool:
    """Bring the index up to the archive; return whether that was possible.

    While another run is saving, or on a disk that may not be written to, what the index has is what there is.
    """
    try:
        with archive.writing():
            archive.catch_up()
    except (Locked, StorageError):
        return False
    return True


def find_words(
    archive: Archive, slugs: Collection[str], words: str, *, kinds: Collection[PostKind] = (), limit: int
) -> Findings:
    """Return the posts that have all the words, at most `limit`; published ones come first, best first.

    `kinds`: only posts of these kinds, or of all if there is none.
    """
    damaged: list[str] = []
    hits: list[Hit] = []
    for hit in _every_hit(archive, slugs, words, damaged):
        if not kinds or hit.kind in kinds:
            hits.append(hit)
        if len(hits) > limit:
            break
    sealed = not archive.vault.can_read and any(tables.PRIVATE_POSTS in archive.chain(slug).tables() for slug in slugs)
    return Findings(hits=tuple(hits[:limit]), more=len(hits) > limit, sealed=sealed, damaged=tuple(damaged))


def _every_hit(archive: Archive, slugs: Collection[str], words: str, damaged: list[str]) -> Iterator[Hit]:
    readers = {slug: archive.tables(slug) for slug in slugs}
    private = {slug: _private_posts(archive, slug, damaged) for slug in slugs}
    for hit in search_published(archive.index, readers, words, limit=_ALL):
        # One that is behind the paywall by now is not gone; it is looked at below.
        if hit.publication in readers and hit.id not in private[hit.publication]:
            yield hit
    for slug, posts_by_id in private.items():
        yield from search_private(slug, iter(posts_by_id.values()), readers[slug], words)


def _private_posts(archive: Archive, slug: str, damaged: list[str]) -> dict[str, StoredPost]:
    """Return the drafts and paid posts of today by id; none without the key."""
    snapshot = archive.chain(slug).latest(tables.PRIVATE_POSTS)
    if snapshot is None or not archive.vault.can_read:
        return {}
    try:
        lines = archive.tables(slug).state(snapshot.number, tables.PRIVATE_POSTS).lines
    except DamageError as error:
        damaged.append(error.what)
        return {}
    return {post.id: post for post in map(posts.decode, lines)}
