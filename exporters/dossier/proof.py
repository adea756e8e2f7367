"""A fact, and the files of the archive that show it: each can be checked without a key, by its digest."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from backup.archive import layout
from backup.archive.chain import Snapshot

Value = TypeVar("Value", covariant=True)


class ProofKind(StrEnum):
    """What a file of the archive is."""

    OBJECT = "object"
    MANIFEST = "manifest"
    TIMELINE = "timeline"


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """A file of the archive that shows a fact."""

    kind: ProofKind
    path: str
    """In the archive's folder, with `/`."""
    sha256: str
    """Of that file as it lies there: `sha256sum` tells without a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact(Generic[Value]):
    """Something that is known, and from where."""

    value: Value
    proofs: tuple[Proof, ...]


def object_proof(name: str) -> Proof:
    """Return the proof that an object is; its name is its digest."""
    return Proof(kind=ProofKind.OBJECT, path=f"{layout.OBJECTS}/{name[:2]}/{name}", sha256=name.partition(".")[0])


def manifest_proof(slug: str, snapshot: Snapshot) -> Proof:
    """Return the proof that the manifest of a snapshot is."""
    name = layout.manifest_name(snapshot.number, snapshot.digest)
    path = f"{layout.PUBLICATIONS}/{slug}/{layout.SNAPSHOTS}/{name}"
    return Proof(kind=ProofKind.MANIFEST, path=path, sha256=snapshot.digest)
