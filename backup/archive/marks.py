"""What people say of snapshots after the fact, kept beside the manifests because those never change."""

from pathlib import Path

import msgspec

from backup.archive import atomic, layout


class Marks(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The content of a publication's `marks.json`; snapshots are named by number."""

    accepted: tuple[int, ...] = ()
    """Suspect snapshots that the writer said are right."""
    pinned: tuple[int, ...] = ()
    """Snapshots that never age out."""
    labels: dict[str, str] = {}


def read(root: Path, slug: str) -> Marks:
    """Return the marks of a publication; none at all if the file cannot be read (they are a convenience)."""
    try:
        return msgspec.json.decode(_path(root, slug).read_bytes(), type=Marks)
    except (FileNotFoundError, msgspec.DecodeError, UnicodeDecodeError):
        return Marks()


def write(root: Path, slug: str, marks: Marks) -> None:
    """Write the marks of a publication."""
    atomic.write(_path(root, slug), msgspec.json.format(msgspec.json.encode(marks)) + b"\n")


def _path(root: Path, slug: str) -> Path:
    return layout.publication_folder(root, slug) / layout.MARKS
