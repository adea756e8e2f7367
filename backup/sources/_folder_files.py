"""An unpacked export as a set of files; links are not followed."""

import hashlib
import os
import stat
from pathlib import Path
from typing import BinaryIO

from backup.errors import UnreadableEntry, UnsafeFile
from backup.model import Problem
from backup.sources._entries import Limits, is_junk
from backup.sources._zip_entry import checked

_PIECE = 1 << 20


class FolderFiles:
    """The files under a folder by their name relative to it."""

    newest = None
    """Files of an unpacked ZIP carry the time of unpacking as often as their own."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """List the folder.

        Raises:
            UnsafeFile: it holds more than any export.
        """
        self._path = path
        self._limits = limits
        self.problems: list[Problem] = []
        self._facts: dict[str, tuple[int, int, int, int]] = {}
        """Size, time of the content, time of the entry, and inode, by name."""
        self._list()

    def sizes(self) -> dict[str, int]:
        """Return each file's name with its size."""
        return {name: size for name, (size, *_) in self._facts.items()}

    def read(self, name: str, most: int) -> bytes:
        """Return the first bytes of a file, without a stream around it: an export may hold ten thousand small ones."""
        handle = self._open(name)
        try:
            pieces = []
            while most > 0 and (piece := os.read(handle, min(most, _PIECE))):
                pieces.append(piece)
                most -= len(piece)
        except OSError as error:
            raise UnreadableEntry(name, f"is damaged ({error.strerror})") from error
        finally:
            os.close(handle)
        return b"".join(pieces)

    def open_stream(self, name: str) -> BinaryIO:
        """Return the bytes of a file; see `ExportFiles.open_stream`."""
        return checked(os.fdopen(self._open(name), "rb", buffering=0), name)

    def _open(self, name: str) -> int:
        try:
            # Not through a link that took the file's place since the folder was listed.
            flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
            return os.open(os.path.join(self._path, name), flags)  # noqa: PTH118  # text is faster than `Path`
        except OSError as error:
            raise UnreadableEntry(name, f"cannot be opened ({error.strerror})") from error

    def fingerprint(self) -> bytes:
        """Return a SHA-256 over what the file system says of each file: name, size, times and inode."""
        digest = hashlib.sha256()
        for name, facts in sorted(self._facts.items()):
            digest.update(name.encode("utf-8", "surrogateescape") + b"\0" + repr(facts).encode() + b"\0")
        return digest.digest()

    def close(self) -> None:
        """Do nothing: each file is opened for itself."""

    def _list(self) -> None:
        total = 0
        # os.scandir, and names as text: with `Path` the listing of 10,000 posts took longer than reading them.
        waiting = [("", str(self._path))]
        while waiting:
            prefix, folder = waiting.pop()
            folders = []
            for entry in self._entries(prefix, folder):
                name = prefix + entry.name
                if entry.is_dir(follow_symlinks=False):
                    folders.append((f"{name}/", entry.path))
                elif not is_junk(name) and (status := self._status(name, entry)):
                    self._facts[name] = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
                    total += status.st_size
            waiting += sorted(folders, reverse=True)
            if len(self._facts) > self._limits.entries or total > self._limits.total:
                raise UnsafeFile(f"The folder {self._path.name} holds far more than an export does.")

    def _entries(self, prefix: str, folder: str) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(folder) as entries:
                return list(entries)
        except OSError as error:
            self._report(prefix.removesuffix("/"), f"cannot be opened ({error.strerror})")
            return []

    def _status(self, name: str, entry: os.DirEntry[str]) -> os.stat_result | None:
        """Return what the file system says of a file, or `None` after reporting why it is left out."""
        if entry.is_symlink():
            self._report(name, "is a link to another file")
            return None
        try:
            status = entry.stat(follow_symlinks=False)
        except OSError as error:
            self._report(name, f"cannot be opened ({error.strerror})")
            return None
        if reason := self._why_closed(name, status):
            self._report(name, reason)
            return None
        return status

    def _why_closed(self, name: str, status: os.stat_result) -> str | None:
        if not stat.S_ISREG(status.st_mode):
            return "is not a file but a device or a pipe"
        if status.st_size > self._limits.stream_size:
            return "is larger than any file of an export"
        if not name.isascii() and any("\ud800" <= letter <= "\udfff" for letter in name):
            return "has a name that is not text"
        return None

    def _report(self, name: str, reason: str) -> None:
        shown = name.encode("utf-8", "replace").decode()
        self.problems.append(Problem(file=shown, reason=f"The file {reason}."))
