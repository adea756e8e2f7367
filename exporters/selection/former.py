"""The names and addresses that posts had earlier: links in old posts still use them."""

from dataclasses import dataclass, field

import msgspec

from backup.archive import tables
from backup.archive.chain import Snapshot
from backup.archive.reading import ReadableArchive
from backup.archive.state import Tables
from backup.document.urls import split
from backup.errors import DamageError, KeyProblem
from backup.model import PostKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Former:
    """What posts were called in any snapshot."""

    slugs: dict[str, str] = field(default_factory=dict)
    """The post's id, by its name at some time; one that two posts had is the later one's."""
    urls: frozenset[str] = frozenset()
    """One address for each host at which posts, or the publication, ever were."""


class _Named(msgspec.Struct):
    id: str
    kind: str = PostKind.POST
    slug: str | None = None
    url: str | None = None


_decode = msgspec.json.Decoder(_Named).decode


def former_names(archive: ReadableArchive, slug: str) -> Former:
    """Return what the snapshots of a publication say; what is damaged or sealed is passed over."""
    slugs: dict[str, str] = {}
    urls: dict[str, str] = {}
    reader = archive.tables(slug)
    for snapshot in sorted(archive.chain(slug), key=lambda one: one.order):
        if not snapshot.good:
            continue
        if (url := snapshot.manifest.publication.url) is not None:
            urls[split(url).netloc] = url
        for table in (tables.POSTS, tables.PRIVATE_POSTS):
            for named in map(_decode, _lines(reader, snapshot, table)):
                if named.kind == PostKind.DRAFT:
                    continue
                if named.slug:
                    slugs[named.slug] = named.id
                if named.url:
                    urls.setdefault(split(named.url).netloc, named.url)
    return Former(slugs=slugs, urls=frozenset(urls.values()))


def _lines(reader: Tables, snapshot: Snapshot, table: str) -> list[bytes]:
    """Return the lines of a snapshot that the one before it does not have; all of them where that is not told."""
    entry = snapshot.manifest.tables.get(table)
    if entry is None:
        return []
    try:
        if entry.delta is not None:
            return sorted(reader.parse_delta(reader.content(entry.delta)).added)
        return reader.full(table, entry.full).lines if entry.full is not None else []
    except (DamageError, KeyProblem):
        return []
