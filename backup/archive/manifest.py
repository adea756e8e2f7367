"""Manifests: one small JSON file for each snapshot, never changed, each naming the SHA-256 of the one before it."""

import hashlib
from pathlib import Path

import msgspec

from backup.archive import atomic, layout
from backup.errors import DamageError


class TableEntry(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a snapshot says of one table. A table that its source does not cover has no entry."""

    rows: int
    new: int | None = None
    """`None` where it could not be told: the run had no key, or what it compares with is damaged."""
    changed: int | None = None
    gone: int | None = None
    base: int | None = None
    """The number of the snapshot that the delta starts from, or, with neither object, that has the same state."""
    full: str | None = None
    delta: str | None = None
    digest: str | None = None
    """Of the state's canonical bytes: keyed for private tables, SHA-256 for public ones; `None` without the key."""
    size: int = 0
    """Stored bytes of the objects named here."""
    kinds: dict[str, int] = {}
    """How many posts of each kind, or problems of each severity, so that a status needs no key."""


class PublicationInfo(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The publication as it is noted in each of its manifests; see `backup.model.Publication`."""

    slug: str
    platform: str
    name: str
    url: str | None = None
    platform_id: str | None = None


class Manifest(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The state of a publication at one point in time."""

    format: int
    archive: str
    publication: PublicationInfo
    number: int
    source: str
    as_of: str
    """When the platform made what was saved; an export's date is not the import's."""
    created: str
    parent: str | None
    """SHA-256 of the manifest before it in the chain."""
    tool: str
    tables: dict[str, TableEntry]
    suspect: str | None = None
    """Why this snapshot is kept apart: the source suddenly gave much less than before."""
    rewritten: tuple[str, ...] = ()
    """When and why the chain was written anew (a person was erased, old snapshots were folded)."""


class Stored(msgspec.Struct, frozen=True, kw_only=True):
    """A manifest with the digest of the file it was read from."""

    manifest: Manifest
    digest: str


def encode(manifest: Manifest) -> bytes:
    """Return the bytes of a manifest's file."""
    return msgspec.json.format(msgspec.json.encode(manifest), indent=1) + b"\n"


def write(folder: Path, manifest: Manifest) -> Stored:
    """Write a manifest into the chain's folder, durably; this rename is the commit of a snapshot."""
    data = encode(manifest)
    digest = hashlib.sha256(data).hexdigest()
    atomic.write(folder / layout.manifest_name(manifest.number, digest), data)
    return Stored(manifest=manifest, digest=digest)


def names(folder: Path) -> list[str]:
    """Return the file names of a chain, oldest first."""
    if not folder.is_dir():
        return []
    return sorted(path.name for path in folder.glob("[0-9]*-*.json"))


def read(path: Path) -> Stored:
    """Read one manifest.

    Raises:
        DamageError: its bytes are not those of its name, or it is not a manifest.
    """
    return decode(path.name, path.read_bytes())


def decode(name: str, data: bytes) -> Stored:
    """Read one manifest from its file name and bytes. See `read`."""
    digest = hashlib.sha256(data).hexdigest()
    if name[7:19] != digest[:12]:
        raise DamageError(f"A manifest of the archive is damaged: {name}")
    try:
        return Stored(manifest=msgspec.json.decode(data, type=Manifest), digest=digest)
    except msgspec.DecodeError as error:
        raise DamageError(f"A manifest of the archive cannot be read: {name} ({error})") from error
