"""What the snapshots of a publication say over time: which one tells of a table at a date, and how many there were."""

from dataclasses import dataclass

from backup.archive import tables
from backup.archive.chain import Chain, Snapshot
from backup.model import PostKind

_POSTS = (tables.POSTS, tables.PRIVATE_POSTS)


def covering(chain: Chain, snapshot: Snapshot, table: str) -> Snapshot | None:
    """Return the snapshot that tells how a table was at the date of `snapshot`: that one, or the last good one before.

    A subscriber list alone says nothing of the posts, so the posts of its date are those of an earlier export.
    """
    if table in snapshot.manifest.tables:
        return snapshot
    return chain.latest(table, until=snapshot.manifest.as_of)


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many of what a snapshot holds; `None` where its source said nothing of them."""

    posts: int | None
    drafts: int | None
    responses: int | None
    subscribers: int | None
    pictures: int | None


def counts_of(snapshot: Snapshot) -> Counts:
    """Return the counts of a snapshot; its manifest is enough, so no key is needed."""
    said = snapshot.manifest.tables
    entries = [said[name] for name in _POSTS if name in said]

    def kind(which: PostKind) -> int | None:
        return sum(entry.kinds.get(which, 0) for entry in entries) if entries else None

    def rows(table: str) -> int | None:
        return said[table].rows if table in said else None

    return Counts(
        posts=kind(PostKind.POST),
        drafts=kind(PostKind.DRAFT),
        responses=kind(PostKind.RESPONSE),
        subscribers=rows(tables.SUBSCRIBERS),
        pictures=rows(tables.MEDIA),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How the subscribers changed with one snapshot; `None` where the run that made it could not tell."""

    snapshot: Snapshot
    rows: int
    joined: int | None
    left: int | None
    changed: int | None


def growth(chain: Chain) -> list[Step]:
    """Return how the number of subscribers went, oldest first, by the good snapshots that have a list."""
    listed = [snapshot for snapshot in chain if snapshot.good and tables.SUBSCRIBERS in snapshot.manifest.tables]
    steps = []
    for snapshot in sorted(listed, key=lambda one: one.order):
        entry = snapshot.manifest.tables[tables.SUBSCRIBERS]
        steps.append(Step(snapshot=snapshot, rows=entry.rows, joined=entry.new, left=entry.gone, changed=entry.changed))
    return steps
