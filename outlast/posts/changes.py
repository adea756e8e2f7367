"""Which posts came, went or changed between two snapshots, and how many rows of all other tables did."""

from dataclasses import dataclass
from enum import StrEnum

from backup.archive import posts, tables
from backup.archive.chain import Snapshot
from backup.archive.counting import weight
from backup.archive.posts import StoredPost
from backup.archive.reading import ReadableArchive
from backup.archive.state import Delta
from backup.model import PostKind
from outlast.snapshots.timeline import covering


class News(StrEnum):
    """What became of something between two snapshots."""

    NEW = "new"
    CHANGED = "changed"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class PostChange:
    """What became of one post."""

    news: News
    post: StoredPost
    """As it is now; as it was, where it is gone."""
    what: tuple[str, ...] = ()
    """What changed, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RowCounts:
    """What became of the rows of one table."""

    table: str
    new: int
    changed: int
    gone: int


def post_changes(archive: ReadableArchive, slug: str, first: Snapshot, last: Snapshot) -> list[PostChange]:
    """Return what became of the posts, new ones first; drafts and paid posts are told of only with the key.

    Raises:
        DamageError: something cannot be read.
    """
    before: dict[str, StoredPost] = {}
    after: dict[str, StoredPost] = {}
    for name in (tables.POSTS, tables.PRIVATE_POSTS):
        if tables.is_private(name) and not archive.vault.can_read:
            continue
        delta = _delta(archive, slug, name, first, last)
        before |= {post.id: post for post in map(posts.decode, delta.removed)}
        after |= {post.id: post for post in map(posts.decode, delta.added)}
    changes = [PostChange(news=News.NEW, post=post) for identity, post in after.items() if identity not in before]
    changes += [
        PostChange(news=News.CHANGED, post=post, what=_what(before[identity], post))
        for identity, post in after.items()
        if identity in before
    ]
    changes += [PostChange(news=News.GONE, post=post) for identity, post in before.items() if identity not in after]
    order = list(News)
    return sorted(changes, key=lambda one: (order.index(one.news), one.post.published_at or "~", one.post.id))


def row_counts(archive: ReadableArchive, slug: str, table: str, first: Snapshot, last: Snapshot) -> RowCounts:
    """Return how many rows of a table came, went or changed; a file that is kept whole counts its rows.

    Raises:
        DamageError, KeyProblem: something cannot be read.
    """
    delta = _delta(archive, slug, table, first, last)
    key = tables.key_of(table, b"")
    before, after = ({key(line): line for line in lines} for lines in (delta.removed, delta.added))

    def rows(lines: dict[str, bytes], keys: set[str]) -> int:
        return sum(weight(lines[one]) for one in keys) if table in tables.WITH_FILES else len(keys)

    return RowCounts(
        table=table,
        new=rows(after, after.keys() - before.keys()),
        changed=rows(after, after.keys() & before.keys()),
        gone=rows(before, before.keys() - after.keys()),
    )


def _delta(archive: ReadableArchive, slug: str, table: str, first: Snapshot, last: Snapshot) -> Delta:
    """Return what leads from a table at the date of one snapshot to that at another; nothing where neither has it."""
    chain = archive.chain(slug)
    start, end = covering(chain, first, table), covering(chain, last, table)
    if start is not None and end is not None:
        return archive.difference(slug, table, start, end)
    reader = archive.tables(slug)
    removed = reader.state(start.number, table).lines if start is not None else []
    added = reader.state(end.number, table).lines if end is not None else []
    return Delta(removed=set(removed), added=set(added))


def _what(before: StoredPost, after: StoredPost) -> tuple[str, ...]:
    """Return in words what differs between two rows of a post."""
    said = []
    if before.kind is not after.kind:
        said.append("published" if before.kind is PostKind.DRAFT else f"now a {after.kind}")
    # The digest of a sealed body is keyed, so it cannot be compared with that of one that is not.
    if before.private is after.private and (before.digest or before.body) != (after.digest or after.body):
        said.append("text")
    said += [name for name in ("title", "subtitle", "audience", "url", "tags") if _differs(name, before, after)]
    return tuple(said) or ("details",)


def _differs(name: str, before: StoredPost, after: StoredPost) -> bool:
    return bool(getattr(before, name) != getattr(after, name))
