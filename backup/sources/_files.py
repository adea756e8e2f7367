"""The files of an export, whether it comes as a ZIP or as an unpacked folder, read safely."""

from collections import Counter
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from backup.errors import UnknownFile, UnreadableEntry
from backup.model import Problem
from backup.sources._entries import Limits, composed
from backup.sources._folder_files import FolderFiles
from backup.sources._zip_files import ZipFiles

__all__ = ["ExportFiles", "Limits", "UnreadableEntry"]


class ExportFiles:
    """The files of an export, whether it comes as a ZIP or as an unpacked folder, read safely."""

    problems: list[Problem]
    """What was left out: unsafe names, links, bombs, encrypted entries; and files that are there twice."""
    newest: datetime | None
    """The newest modification time of the entries (a ZIP has no time zone: taken as UTC), `None` for a folder."""

    def __init__(self, files: ZipFiles | FolderFiles, limits: Limits) -> None:
        """Take the files; use `open`."""
        self._files = files
        self._limits = limits
        self._sizes = files.sizes()
        self._composed = {composed(name): name for name in self._sizes}
        self.problems = files.problems
        self.newest = files.newest

    @classmethod
    def open(cls, path: Path, *, limit: Limits = Limits()) -> Self:  # noqa: B008 (frozen)
        """Return the files of the ZIP or folder at `path`.

        Raises:
            UnknownFile: there is no such file, or it cannot be opened.
            UnsafeFile: it is no ZIP, is cut short, encrypted as a whole, or holds more than any export.
        """
        try:
            if path.is_dir():
                return cls(FolderFiles(path, limit), limit)
            if not path.is_file():
                raise UnknownFile(f"There is no file or folder {path.name}.")
        except OSError as error:
            raise UnknownFile(f"{path.name} cannot be opened: {error.strerror}.") from error
        return cls(ZipFiles(path, limit), limit)

    def names(self) -> list[str]:
        """Return the names of all files, sorted, `/` between folders, without what operating systems add."""
        return sorted(self._sizes)

    def root(self, *markers: str) -> str:
        """Return the prefix (`""`, `"medium-export/"` …) of the folder that holds the most of `markers`.

        A marker is the name of a file, or of a folder when it ends in `/`. The shallowest folder wins on a tie.
        """
        wanted = set(markers)
        held: dict[str, set[str]] = {"": set()}
        for name in self._sizes:
            parts = name.split("/")
            prefix = ""
            for i, part in enumerate(parts):
                child = part if i == len(parts) - 1 else f"{part}/"
                if child in wanted:
                    held.setdefault(prefix, set()).add(child)
                prefix += child
        score = Counter({prefix: len(children) for prefix, children in held.items()})
        return min(score, key=lambda prefix: (-score[prefix], prefix.count("/"), prefix))

    def size(self, name: str) -> int:
        """Return how many bytes a file has, unpacked, as the ZIP or the file system says.

        Raises:
            UnreadableEntry: there is no such file.
        """
        return self._sizes[self._find(name)]

    def read(self, name: str) -> bytes:
        """Return the bytes of a file.

        Raises:
            UnreadableEntry: it is damaged, encrypted or too large, or there is no such file.
        """
        limit = self._limits.read_size
        if self.size(name) > limit:
            raise UnreadableEntry(name, f"has more than {limit >> 20} MiB")
        data = self._files.read(self._find(name), limit + 1)
        if len(data) > limit:  # a folder's file may have grown since it was listed
            raise UnreadableEntry(name, f"has more than {limit >> 20} MiB")
        return data

    def open_stream(self, name: str) -> BinaryIO:
        """Return a file as a stream, for what may be large.

        Raises:
            UnreadableEntry: as `read`; reading the stream may raise it too.
        """
        return self._files.open_stream(self._find(name))

    def fingerprint(self) -> bytes:
        """Return bytes that change whenever the export does."""
        return self._files.fingerprint()

    def close(self) -> None:
        """Close the ZIP."""
        self._files.close()

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the ZIP."""
        self.close()

    def _find(self, name: str) -> str:
        if name in self._sizes:
            return name
        found = self._composed.get(composed(name))
        if found is None:
            raise UnreadableEntry(name, "is not in the export")
        return found
