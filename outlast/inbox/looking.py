"""What lies in the inbox, and whether it has arrived as a whole."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

DONE = "done"
PROBLEM = ".problem.txt"
_UNFINISHED = (".part", ".partial", ".crdownload", ".download", ".opdownload", ".tmp", ".filepart")
"""What browsers and copying programs call a file that is still coming: Firefox, Chromium, Safari, Opera, WinSCP."""
_OF_THE_SYSTEM = frozenset({"thumbs.db", "desktop.ini", "icon\r"})
_SETTLED = 30
"""Seconds that a file must have lain still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """What changes when a file does."""

    size: int
    """Bytes; of a folder, of all that is in it."""
    stamp: int
    """When it was last written to, in nanoseconds since 1970; of a folder, of the newest in it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """A file as it was at the last look."""

    mark: Mark
    problem: bool
    """It could not be imported, and a note beside it says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """A file or folder in the inbox."""

    path: Path
    mark: Mark
    age: float
    """Seconds since anything of it changed; below zero if its date lies in the future."""


def look_into(folder: Path, *, now: float) -> list[Dropped]:
    """Return what lies in the inbox, the oldest first; `now` is in seconds since 1970."""
    found = [dropped for path in _candidates(folder) if (dropped := _look_at(path, now))]
    return sorted(found, key=lambda one: (one.mark.stamp, one.path.name))


def has_arrived(dropped: Dropped, before: Remembered | None) -> bool:
    """Tell whether a file is whole, as far as can be seen: it has not changed since the last look, nor just now."""
    if before is not None and before.mark != dropped.mark:
        return False
    if dropped.age < 0:
        # A date in the future says nothing; that it lay still from one look to the next does.
        return before is not None
    return dropped.age >= _SETTLED


def was_refused(dropped: Dropped, known: Mapping[str, Remembered]) -> bool:
    """Tell whether this very file could not be imported before, and the note about it is still there."""
    before = known.get(dropped.path.name)
    if before is None or not before.problem or before.mark != dropped.mark:
        return False
    return problem_path(dropped.path).exists()


def problem_path(path: Path) -> Path:
    """Return where the note about a file lies."""
    return path.with_name(path.name + PROBLEM)


def _candidates(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        name = path.name.lower()
        if name.startswith((".", "~")) or name.endswith((PROBLEM, *_UNFINISHED)) or name in _OF_THE_SYSTEM:
            continue
        if name == DONE or path.is_symlink():
            continue
        yield path


def _look_at(path: Path, now: float) -> Dropped | None:
    """Return a file with its marks, or `None` if it has just gone, or something in it is still coming."""
    size, stamp, changed = 0, 0, 0.0
    try:
        for one in [path, *path.rglob("*")] if path.is_dir() else [path]:
            if one.name.lower().endswith(_UNFINISHED):
                return None
            status = one.lstat()
            size += 0 if one.is_dir() else status.st_size
            stamp = max(stamp, status.st_mtime_ns)
            # A copy with its old date (`cp -p`) has a new change time, where there is such a thing.
            changed = max(changed, status.st_mtime, status.st_ctime)
    except FileNotFoundError:
        return None
    return Dropped(path=path, mark=Mark(size=size, stamp=stamp), age=now - changed)
