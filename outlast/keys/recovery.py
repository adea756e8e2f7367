"""Brings the key of an archive back to this computer, and shows that it opens what is sealed."""

from dataclasses import dataclass

from backup.archive import tables
from backup.archive.chain import Chain
from backup.archive.info import ArchiveInfo
from backup.archive.keys import Key
from backup.archive.reading import ReadableArchive
from backup.errors import DamageError, KeyProblem
from outlast.keys.text import read_key


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """What a key opens of one publication."""

    publication: str
    subscribers: int
    private_posts: int
    """Drafts, and posts that are not open to everyone."""
    damage: str | None = None
    """Why nothing sealed of it could be opened."""


def fitting_key(text: str, info: ArchiveInfo) -> Key:
    """Return the key in `text`, if it is that of the archive.

    Raises:
        KeyProblem: there is no key in it, or it belongs to another archive.
    """
    try:
        key = read_key(text)
    except KeyProblem as error:
        raise KeyProblem(error.what, so_what="Nothing was stored or changed.", next=error.advice) from error
    if key.recipient != info.recipient:
        raise KeyProblem(
            "This is a key, but of another archive.",
            so_what="Nothing was stored or changed.",
            next=f"Take the recovery sheet of archive {info.id}, or name the right folder with --archive",
        )
    return key


def open_sealed(archive: ReadableArchive) -> list[Opened]:
    """Open the smallest sealed file of each publication, and return what the key makes readable."""
    return [_open(archive, slug) for slug in archive.slugs() if len(archive.chain(slug))]


def _open(archive: ReadableArchive, slug: str) -> Opened:
    chain = archive.chain(slug)
    damage = None
    sealed = [name for table in chain.tables() if tables.is_private(table) for name in _objects(chain, table)]
    if sealed:
        _, smallest = min(sealed)
        try:
            archive.tables(slug).content(smallest)
        except (DamageError, KeyProblem) as error:
            damage = error.what
    return Opened(
        publication=slug,
        subscribers=_rows(chain, tables.SUBSCRIBERS),
        private_posts=_rows(chain, tables.PRIVATE_POSTS),
        damage=damage,
    )


def _objects(chain: Chain, table: str) -> list[tuple[int, str]]:
    latest = chain.latest(table)
    entry = latest.manifest.tables[table] if latest else None
    return [(entry.size, name) for name in (entry.full, entry.delta) if name] if entry else []


def _rows(chain: Chain, table: str) -> int:
    latest = chain.latest(table)
    return latest.manifest.tables[table].rows if latest else 0
