"""Writes the evidence of an incident out, opened, so that it can be shown to somebody."""

import re
from dataclasses import dataclass
from pathlib import Path

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.errors import DamageError, UsageError
from backup.watch.incident import Evidence, Incident
from outlast.private_file import make_private_folder, write_private

_UNFIT = re.compile(r"[^A-Za-z0-9._-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class WrittenOut:
    """What was written, and what could not be."""

    files: dict[str, Path]
    """By the names of the sealed objects."""
    damaged: tuple[str, ...]
    """Names of evidence that is damaged or missing in the archive."""


def write_evidence(archive: Archive, incident: Incident, folder: Path) -> WrittenOut:
    """Write every file of the evidence into a new or empty folder, readable by its owner only.

    Each is called by the number of its entry and its own name; `sha256sum` compares it with the timeline.

    Raises:
        UsageError: the folder holds something, or lies in the archive.
        KeyProblem: the key is not there.
    """
    if folder.resolve().is_relative_to(archive.root.resolve()):
        raise UsageError("Evidence must not be written open into the archive.", next="Name a folder elsewhere.")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UsageError(f"{folder} is there and not empty.", next="Name a new folder.")
    incidents = Incidents(archive)
    files: dict[str, Path] = {}
    damaged: list[str] = []
    for number, entry in enumerate(incident.entries, start=1):
        for kept in entry.kept:
            try:
                content = incidents.read(kept)
            except DamageError:
                damaged.append(kept.name)
                continue
            make_private_folder(folder)
            path = _free(folder / f"{number:04d}-{_file_name(kept)}")
            write_private(path, content)
            files[kept.object] = path
    return WrittenOut(files=files, damaged=tuple(damaged))


def _file_name(kept: Evidence) -> str:
    # The name came from outside; on every system this is a plain file.
    return _UNFIT.sub("-", kept.name).strip(".-")[-80:] or "file"


def _free(path: Path) -> Path:
    number = 2
    free = path
    while free.exists():
        free = path.with_name(f"{path.stem}-{number}{path.suffix}")
        number += 1
    return free
