"""Reading an archive: its publications, snapshots, posts and lists."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec

from backup.archive import info, layout, posts, tables
from backup.archive.catching_up import CatchingUp
from backup.archive.chain import Chain, Snapshot
from backup.archive.index import Index
from backup.archive.keys import Key, Vault
from backup.archive.objects import ObjectStore
from backup.archive.posts import StoredPost
from backup.archive.state import Delta, Tables, difference
from backup.errors import KeyProblem, NotFound
from backup.model import Json, Publication

Progress = Callable[[int], None]


class ReadableArchive:
    """The whole local store: several publications, each with its chain of snapshots."""

    def __init__(self, root: Path, *, key: Key | None = None) -> None:
        """Open the archive in `root`; without the key what is private cannot be read, but still be saved.

        Raises:
            NoArchive: there is none.
            KeyProblem: the key is that of another archive.
        """
        self.root = root
        self.info = info.read(root)
        if key is not None and self.info.recipient is not None and key.recipient != self.info.recipient:
            raise KeyProblem(f"This key belongs to another archive, not to the one in {root}.")
        digest_key = bytes.fromhex(self.info.digest_key) if self.info.digest_key else None
        self.vault = Vault(recipient=self.info.recipient, key=key, plain_digest_key=digest_key)
        self.store = ObjectStore(root)
        self._index: Index | None = None
        self._chains: dict[str, Chain] = {}

    @property
    def encrypted(self) -> bool:
        """Tell whether private data is sealed."""
        return self.vault.encrypted

    @property
    def index(self) -> Index:
        """Return the index, opened on first use."""
        if self._index is None:
            self._index = Index(self.root)
        return self._index

    def close(self) -> None:
        """Close the index."""
        if self._index is not None:
            self._index.close()
            self._index = None

    def slugs(self) -> list[str]:
        """Return the folder names of all publications."""
        folder = self.root / layout.PUBLICATIONS
        return sorted(path.name for path in folder.iterdir() if path.is_dir()) if folder.is_dir() else []

    def chain(self, slug: str) -> Chain:
        """Return the snapshots of a publication.

        Raises:
            NotFound: there is no such publication.
        """
        if slug not in self._chains:
            if slug not in self.slugs():
                raise NotFound(f"There is no publication called {slug!r} in this archive.")
            self._chains[slug] = Chain(self.root, slug)
        return self._chains[slug]

    def publications(self) -> list[Publication]:
        """Return all publications, as their newest snapshots name them."""
        found = []
        for slug in self.slugs():
            newest = self.chain(slug).newest
            if newest is not None:
                said = newest.manifest.publication
                found.append(
                    Publication(
                        slug=slug, platform=said.platform, name=said.name, url=said.url, platform_id=said.platform_id
                    )
                )
        return found

    def tables(self, slug: str) -> Tables:
        """Return what reads the tables of a publication's snapshots."""
        return Tables(self.chain(slug), self.store, self.vault)

    def posts(self, slug: str, *, at: Snapshot | None = None, private: bool = True) -> Iterator[StoredPost]:
        """Yield the posts of a publication as of now, or as of the date of a snapshot.

        Private ones are left out where the key is not there.
        """
        until = at.manifest.as_of if at else None
        names = [tables.POSTS, tables.PRIVATE_POSTS] if private and self.vault.can_read else [tables.POSTS]
        for name in names:
            snapshot = at if at and name in at.manifest.tables else self.chain(slug).latest(name, until=until)
            if snapshot is not None:
                for line in self.tables(slug).state(snapshot.number, name).lines:
                    yield posts.decode(line)

    def body(self, slug: str, post: StoredPost) -> bytes:
        """Return the body of a post as the platform sent it; empty where it was never seen.

        Raises:
            DamageError, KeyProblem: it cannot be read.
        """
        return self.tables(slug).content(post.body) if post.body else b""

    def media(self, slug: str) -> dict[str, str]:
        """Return the objects of the files that posts use, by the address they came from: what need not be fetched."""
        names = (tables.MEDIA, tables.PRIVATE_MEDIA) if self.vault.can_read else (tables.MEDIA,)
        return {str(row["id"]): str(row["body"]) for name in names for row in self.rows(slug, name)}

    def rows(self, slug: str, table: str) -> Iterator[dict[str, Json]]:
        """Yield the rows of a table as of now; none where it was never saved. Not for subscriber lists.

        Raises:
            DamageError, KeyProblem: it cannot be read.
        """
        latest = self.chain(slug).latest(table) if slug in self.slugs() else None
        if latest is not None:
            for line in self.tables(slug).state(latest.number, table).lines:
                yield msgspec.json.decode(line)

    def difference(self, slug: str, table: str, first: Snapshot, last: Snapshot) -> Delta:
        """Return what leads from the state of a table at one snapshot to that at another.

        Raises:
            NotFound: one of them does not cover the table.
        """
        reader = self.tables(slug)
        direct = reader.between(table, first.number, last.number) if first.number <= last.number else None
        if direct is not None:
            return direct
        return difference(reader.state(first.number, table), reader.state(last.number, table))

    def catch_up(self, slug: str | None = None, progress: Progress | None = None) -> None:
        """Bring the index up to the archive."""
        for name in [slug] if slug else self.slugs():
            CatchingUp(self.index, progress).catch_up(self.chain(name), self.tables(name))
