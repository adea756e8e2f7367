"""The contract of a target: files are put into it by their path, and `finish` makes all of them appear at once."""

from abc import ABC, abstractmethod
from contextlib import AbstractContextManager
from pathlib import PurePosixPath
from typing import IO


class Target(ABC):
    """Where an export is written."""

    def __init__(self) -> None:
        """Start empty."""
        self.files = 0
        self.size = 0
        """Bytes."""
        self._names: dict[str, str] = {}

    def write(self, path: str, content: bytes | str) -> None:
        """Put a file there; `path` is relative, with `/`.

        Raises:
            StorageError: the disk refuses.
            ValueError: the path leads out of the target, or there is such a file already.
        """
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        with self.open(path) as file:
            file.write(data)
        self.size += len(data)

    @abstractmethod
    def open(self, path: str) -> AbstractContextManager[IO[bytes]]:
        """Return a new file to write to, for what is too large to be held (`size` does not count it); see `write`."""

    @abstractmethod
    def finish(self) -> None:
        """Make everything appear.

        Raises:
            StorageError: the disk refuses; nothing has appeared.
        """

    @abstractmethod
    def abandon(self) -> None:
        """Throw away what was written; a no-op after `finish`."""

    def __contains__(self, path: str) -> bool:
        """Tell whether there is such a file, on a disk that does not tell `A` from `a`."""
        return path.casefold() in self._names

    @property
    def paths(self) -> tuple[str, ...]:
        """Return the paths of all files, in the order in which they were begun."""
        return tuple(self._names.values())

    def _new(self, path: str) -> str:
        parts = PurePosixPath(path).parts
        if not parts or path.startswith("/") or ".." in parts or "\\" in path or "\0" in path:
            raise ValueError(f"not a path inside an export: {path!r}")
        if path in self:
            raise ValueError(f"written twice: {path!r}")
        self._names[path.casefold()] = path
        self.files += 1
        return path
