"""The container of a book: a ZIP whose first file tells what it is (EPUB 3.3, section 4.3), written as it comes."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from exporters.target import Target

_FIRST = "mimetype"
_MEDIA_TYPE = "application/epub+zip"
_DATE = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can say: the same archive gives the same bytes
_UNIX, _MODE = 3, 0o100644 << 16
_PACKED = ("png", "jpg", "gif", "webp", "mp3", "m4a", _FIRST)
"""Endings of what does not become smaller."""


class Zipped(Target):
    """A target inside of a file of another one."""

    def __init__(self, file: IO[bytes]) -> None:
        """Take the file, which must be new; what is written goes to it at once."""
        super().__init__()
        self._zip = ZipFile(file, "w", ZIP_DEFLATED)
        self.write(_FIRST, _MEDIA_TYPE)

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """See `Target.open`. One file at a time."""
        with self._zip.open(self._member(path), "w", force_zip64=True) as file:
            yield file

    def write(self, path: str, content: bytes | str) -> None:
        """See `Target.write`."""
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        self._zip.writestr(self._member(path), data)
        self.size += len(data)

    def finish(self) -> None:
        """Write the list at the end, without which it is no ZIP."""
        self._zip.close()

    def abandon(self) -> None:
        """Do nothing: the file is another target's."""

    def _member(self, path: str) -> ZipInfo:
        info = ZipInfo(self._new(path), _DATE)
        info.compress_type = ZIP_STORED if path.rpartition(".")[2] in _PACKED else ZIP_DEFLATED
        info.create_system, info.external_attr = _UNIX, _MODE
        return info
