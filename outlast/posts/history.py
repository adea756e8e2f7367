"""All that the snapshots of one publication say of its posts: those of today, those that went, and how each changed."""

from collections.abc import Iterable
from dataclasses import dataclass

import msgspec

from backup.archive import posts, tables
from backup.archive.chain import Snapshot
from backup.archive.posts import StoredPost
from backup.archive.reading import ReadableArchive
from backup.errors import DamageError


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """How a post was for some time."""

    post: StoredPost
    first: Snapshot
    """The first snapshot that has it so."""
    last: Snapshot


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The versions of one post, oldest first."""

    versions: tuple[Version, ...]
    gone: bool
    """It is not in the last of the snapshots that were looked at."""
    gone_since: Snapshot | None = None
    """The first snapshot without it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What a snapshot did to a table of posts."""

    removed: Iterable[bytes]
    added: Iterable[bytes]
    whole: bool
    """`added` is the whole table."""


class PostHistory:
    """Reads the posts of a publication through all its snapshots; what is damaged is left out and counted."""

    def __init__(self, archive: ReadableArchive, slug: str) -> None:
        """Take the archive and the publication; drafts and paid posts are only seen with the key."""
        self.archive = archive
        self.slug = slug
        self.damaged: set[str] = set()
        """What could not be read, by the sentence of its error."""
        self._chain = archive.chain(slug)
        self._reader = archive.tables(slug)
        self._names = [tables.POSTS, *([tables.PRIVATE_POSTS] if archive.vault.can_read else [])]
        self._decoded: dict[bytes, StoredPost] = {}

    @property
    def sealed(self) -> bool:
        """Tell whether there are posts that cannot be seen, because the key is away."""
        return tables.PRIVATE_POSTS not in self._names and tables.PRIVATE_POSTS in self._chain.tables()

    def current(self) -> dict[str, StoredPost]:
        """Return the posts of the latest good snapshots, by id."""
        latest = [(snapshot, name) for name in self._names if (snapshot := self._chain.latest(name))]
        found: dict[str, StoredPost] = {}
        for snapshot, name in sorted(latest, key=lambda one: one[0].order):
            try:
                lines = self._reader.state(snapshot.number, name).lines
            except DamageError as error:
                self.damaged.add(error.what)
                continue
            found |= {post.id: post for post in map(self._decode, lines)}
        return found

    def ever(self) -> dict[str, StoredPost]:
        """Return every post that any snapshot has, by id, each as it was last seen; good snapshots count first."""
        found: dict[str, StoredPost] = {}
        for snapshot in sorted(self._chain, key=lambda one: (one.good, one.order)):
            for name in self._names:
                step = self._step(snapshot, name)
                if step is not None:
                    found |= {post.id: post for post in map(self._decode, step.added)}
        return found

    def timeline(self, identity: str, *, until: str | None = None) -> Timeline:
        """Return how a post changed, up to a date; where no good snapshot has it, by those that were kept apart."""
        lines = self._lines_of(identity)
        snapshots = [s for s in self._chain if until is None or s.manifest.as_of <= until]
        good = self._follow([s for s in snapshots if s.good], lines)
        return good if good.versions else self._follow(snapshots, lines)

    def _follow(self, snapshots: list[Snapshot], lines: dict[tuple[int, str], bytes | None]) -> Timeline:
        versions: list[Version] = []
        now: dict[str, bytes | None] = {}
        gone_since: Snapshot | None = None
        for snapshot in sorted(snapshots, key=lambda one: one.order):
            told = {name: lines[snapshot.number, name] for name in self._names if (snapshot.number, name) in lines}
            if not told:
                continue
            now |= told
            line = next(filter(None, (*told.values(), *now.values())), None)
            if line is None:
                gone_since = gone_since or (snapshot if versions else None)
                continue
            gone_since = None
            post = self._decode(line)
            if versions and _content(versions[-1].post) == _content(post):
                versions[-1] = Version(post=post, first=versions[-1].first, last=snapshot)
            else:
                versions.append(Version(post=post, first=snapshot, last=snapshot))
        return Timeline(versions=tuple(versions), gone=gone_since is not None, gone_since=gone_since)

    def _lines_of(self, identity: str) -> dict[tuple[int, str], bytes | None]:
        """Return the line of a post in every table of every snapshot, `None` where it is not in it.

        Lines start with the id (`backup.archive.tables`), so that they need not be decoded to be told apart. Reads
        each change once, never a state for each snapshot.
        """
        start = b'{"id":' + msgspec.json.encode(identity)
        known: dict[tuple[int, str], bytes | None] = {}
        for snapshot in self._chain:
            for name in self._names:
                step = self._step(snapshot, name)
                if step is None:
                    continue
                base = (snapshot.manifest.tables[name].base or 0, name)
                mine = next((line for line in step.added if line.startswith(start)), None)
                if mine is not None or step.whole:
                    known[snapshot.number, name] = mine
                elif any(line.startswith(start) for line in step.removed):
                    known[snapshot.number, name] = None
                elif base in known:
                    known[snapshot.number, name] = known[base]
        return known

    def _step(self, snapshot: Snapshot, name: str) -> _Step | None:
        """Return what a snapshot did to a table; `None` if it says nothing of it, or that is damaged."""
        entry = snapshot.manifest.tables.get(name)
        if entry is None:
            return None
        try:
            if entry.delta is not None:
                delta = self._reader.parse_delta(self._reader.content(entry.delta))
                return _Step(removed=delta.removed, added=delta.added, whole=False)
            if entry.full is not None:
                lines = self._reader.full(name, entry.full).lines
                return _Step(removed=(), added=lines, whole=True)
        except DamageError as error:
            self.damaged.add(error.what)
            return None
        return _Step(removed=(), added=(), whole=False)

    def _decode(self, line: bytes) -> StoredPost:
        post = self._decoded.get(line)
        if post is None:
            post = self._decoded[line] = posts.decode(line)
        return post


def _content(post: StoredPost) -> tuple[object, ...]:
    """Return what makes a version: what a reader would see. The platform's own counters change all the time."""
    return (post.kind, post.audience, post.title, post.subtitle, post.digest or post.body)
