"""A ZIP as a target: files are put into it as they come, and only their names stay in memory."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryFile
from typing import IO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from exporters.target._base import Target

_DAY = (1980, 1, 1, 0, 0, 0)
"""The first that a ZIP can tell; the same files give the same bytes on any day."""
_UNIX, _MODE = 3, 0o100644 << 16


class Zipped(Target):
    """Writes into a ZIP."""

    def __init__(self, opener: Callable[[], IO[bytes]], *, packs: Callable[[str], bool] = lambda _: False) -> None:
        """Take what opens a new file: asked when the first file comes, so that there is no ZIP without any.

        `packs` tells of a path whether its content is packed: pictures and sounds are as small as they get. `finish`
        ends the ZIP and leaves the file open.
        """
        super().__init__()
        self._opener = opener
        self._packs = packs
        self._file: IO[bytes] | None = None
        self._zip: ZipFile | None = None

    def write(self, path: str, content: bytes | str) -> None:
        """See `Target.write`."""
        data = content.encode("utf-8", "replace") if isinstance(content, str) else content
        info = self._member(path)
        self._opened().writestr(info, data)
        self.size += len(data)

    @contextmanager
    def open(self, path: str) -> Iterator[IO[bytes]]:
        """See `Target.open`."""
        info = self._member(path)
        with TemporaryFile() as file:
            yield file
            file.seek(0)
            with self._opened().open(info, "w", force_zip64=True) as inside:
                while part := file.read(1 << 20):
                    inside.write(part)

    def finish(self) -> None:
        """See `Target.finish`."""
        if self._zip is not None:
            self._zip.close()

    def abandon(self) -> None:
        """See `Target.abandon`."""
        self.finish()

    @property
    def length(self) -> int:
        """Return how many bytes the whole ZIP has, once it is finished."""
        return self._file.tell() if self._file is not None else 0

    def _opened(self) -> ZipFile:
        if self._zip is None:
            self._file = self._opener()
            self._zip = ZipFile(self._file, "w", ZIP_STORED)
        return self._zip

    def _member(self, path: str) -> ZipInfo:
        info = ZipInfo(self._new(path), _DAY)
        info.compress_type = ZIP_DEFLATED if self._packs(path) else ZIP_STORED
        info.create_system, info.external_attr = _UNIX, _MODE
        return info
