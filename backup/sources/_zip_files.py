"""A ZIP as a set of files. Opens a ZIP that is the only file of a ZIP, as some mail programs send it."""

import hashlib
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from backup.errors import UnknownFile, UnreadableEntry, UnsafeFile
from backup.model import Problem
from backup.sources._entries import MEBIBYTE, Limits
from backup.sources._zip_directory import entries_at_most
from backup.sources._zip_entry import ZIP_DAMAGE, open_entry
from backup.sources._zip_listing import Listing, list_entries

_NESTING = 3
_MAGIC = b"PK\x03\x04"
_IN_MEMORY = 32 * MEBIBYTE

_PIECE = 1 << 20


class ZipFiles:
    """The files of a ZIP by name."""

    def __init__(self, path: Path, limits: Limits) -> None:
        """Open the ZIP and list it.

        Raises:
            UnknownFile: the file cannot be opened.
            UnsafeFile: it is no ZIP, is cut short, encrypted as a whole, or holds more than any export.
        """
        self._path = path
        self._limits = limits
        self._open: list[BinaryIO | zipfile.ZipFile] = []
        self.problems: list[Problem] = []
        try:
            stream: BinaryIO = path.open("rb")
        except OSError as error:
            raise UnknownFile(f"{path.name} cannot be opened: {error.strerror}.") from error
        try:
            self._open.append(stream)
            self._listing = self._list(stream, depth=0)
        except BaseException:
            self.close()
            raise

    @property
    def newest(self) -> datetime | None:
        """Return the newest modification time of an entry."""
        return self._listing.newest

    def sizes(self) -> dict[str, int]:
        """Return each file's name with its unpacked size."""
        return {name: info.file_size for name, info in self._listing.entries.items()}

    def read(self, name: str, most: int) -> bytes:
        """Return the first bytes of an entry."""
        data = bytearray()
        with self.open_stream(name) as stream:
            while len(data) < most and (block := stream.read(min(most - len(data), _PIECE))):
                data += block
        return bytes(data)

    def open_stream(self, name: str) -> BinaryIO:
        """Return the unpacked bytes of a file; see `ExportFiles.open_stream`."""
        return open_entry(self._archive, self._listing.entries[name], name)

    def fingerprint(self) -> bytes:
        """Return the SHA-256 of the whole ZIP."""
        with self._path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").digest()

    def close(self) -> None:
        """Close the ZIP, and what it was unpacked to."""
        while self._open:
            self._open.pop().close()

    def _list(self, stream: BinaryIO, depth: int) -> Listing:
        name = self._path.name
        try:
            if entries_at_most(stream) > self._limits.entries:
                raise UnsafeFile(f"{name} lists more than {self._limits.entries:,} files; no export holds so many.")
            stream.seek(0)
            self._archive = zipfile.ZipFile(stream)
        except ZIP_DAMAGE as error:
            raise UnsafeFile(f"{name} is not a ZIP, or its end is missing.") from error
        self._open.append(self._archive)
        listing = list_entries(self._archive, self._limits)
        self.problems += listing.problems
        if listing.encrypted and not listing.entries:
            raise UnsafeFile(
                f"{name} is encrypted.", next="Unpack it with its password, then import the folder it unpacks to."
            )
        if sum(info.file_size for info in listing.entries.values()) > self._limits.total:
            raise UnsafeFile(f"{name} would unpack to more than {self._limits.total >> 30} GiB.")
        inner = self._only_zip(listing)
        if inner is None:
            return listing
        if depth == _NESTING:
            raise UnsafeFile(f"{name} is a ZIP in a ZIP in a ZIP, without end.")
        return self._list(inner, depth + 1)

    def _only_zip(self, listing: Listing) -> BinaryIO | None:
        """Return the only file of the ZIP, unpacked, where that is a ZIP again."""
        if len(listing.entries) != 1:
            return None
        [(name, info)] = listing.entries.items()
        try:
            with open_entry(self._archive, info, name) as packed:
                head = packed.read(len(_MAGIC))
                if head != _MAGIC:
                    return None
                # A file without a name that the system removes by itself, 0600 from birth: it holds subscribers.
                inner = tempfile.SpooledTemporaryFile(_IN_MEMORY)  # noqa: SIM115 (closed with the rest in `close`)
                self._open.append(inner)  # type: ignore[arg-type]  # it is a BinaryIO in all but name
                inner.write(head)
                while block := packed.read(MEBIBYTE):
                    inner.write(block)
        except UnreadableEntry:
            return None  # whoever reads it as a file will hear why
        return inner  # type: ignore[return-value]
