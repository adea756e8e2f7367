"""One entry of a ZIP as a stream that says in one way what is wrong with it."""

import io
import struct
import zipfile
import zlib
from typing import IO, TYPE_CHECKING, BinaryIO

from backup.errors import UnreadableEntry

if TYPE_CHECKING:
    from typing_extensions import Buffer

ZIP_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    OverflowError,
)
"""What `zipfile` was seen to raise on damaged input, besides its own error."""


class _CheckedStream(io.RawIOBase):
    def __init__(self, inner: IO[bytes], name: str) -> None:
        self._inner = inner
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "Buffer", /) -> int:
        view = memoryview(buffer)
        try:
            data = self._inner.read(len(view))
        except ZIP_DAMAGE as error:
            raise UnreadableEntry(self._name, f"is damaged ({describe(error)})") from error
        view[: len(data)] = data
        return len(data)

    def close(self) -> None:
        if not self.closed:
            self._inner.close()
        super().close()


def checked(inner: IO[bytes], name: str) -> BinaryIO:
    """Return `inner` as a stream whose reads raise nothing but `UnreadableEntry`."""
    return io.BufferedReader(_CheckedStream(inner, name), 1 << 18)


def open_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo, name: str) -> BinaryIO:
    """Return the unpacked bytes of an entry.

    Raises:
        UnreadableEntry: its header is damaged; reading may raise it too.
    """
    try:
        return checked(archive.open(info), name)
    except ZIP_DAMAGE as error:
        raise UnreadableEntry(name, f"is damaged ({describe(error)})") from error


def describe(error: BaseException) -> str:
    """Return a short reason without the entry's name, which may hold anything."""
    text = str(error)
    if "CRC" in text:
        return "its checksum is wrong"
    if isinstance(error, EOFError):
        return "it ends too early"
    if "password" in text:
        return "it is encrypted"
    return "its packed data make no sense" if isinstance(error, zlib.error) else "its header makes no sense"
