"""The file of the suppression list: JSON lines that are only ever appended, so that being killed costs no line before.

A line is `{"digest", "reason", "source", "at"}`, or `{"digest", "removed": true, "at", "note"}` where somebody was
taken off the list by hand. Digests are keyed (`Vault.digest`): the file names nobody.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec
from filelock import FileLock, Timeout

from backup.archive import atomic
from backup.errors import Locked
from mailer.model import Reason

NAME = "suppressed.jsonl"
_LOCK = ".suppressed.lock"
_PATIENCE = 60
"""Seconds to wait for another run that writes: it holds the file for as long as one append takes."""
_PIECE = 1 << 20
_LONGEST = 1 << 16
"""Bytes of a line, at most."""


class Line(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that was noted of an address."""

    digest: str
    """64 hex digits."""
    reason: Reason | None = None
    removed: bool = False
    source: str = ""
    """Where it is known from: `drop-box`, `mailbox`, a provider's name … Never an address."""
    at: str = ""
    """`2026-11-29T12:00:00Z`."""
    note: str = ""


_decoder = msgspec.json.Decoder(Line)


class Journal:
    """The lines of one suppression list, read from where the last reading ended."""

    def __init__(self, folder: Path) -> None:
        """Take the folder; neither it nor the file needs to exist."""
        self._path = folder / NAME
        self._read = 0
        """How many bytes, all of them whole lines, have been read."""
        self.damaged = 0
        """Lines so far that cannot be read. They stay as they are."""

    def has_news(self) -> bool:
        """Tell whether there is more than has been read."""
        try:
            return self._path.stat().st_size > self._read
        except OSError:
            return False  # reading it says what is wrong

    def news(self) -> Iterator[list[Line]]:
        """Yield the lines that were added since the last call, in their order and some thousands at a time.

        A last line without its end was cut off when a run was killed. It counts where all of it is there.

        Raises:
            StorageError: the file is there and cannot be read.
        """
        with atomic.storage_errors(self._path):
            try:
                file = self._path.open("rb")
            except FileNotFoundError:
                return
            with file:
                file.seek(self._read)
                rest = b""
                while piece := file.read(_PIECE):
                    whole, end, rest = (rest + piece).rpartition(b"\n")
                    if end:
                        self._read += len(whole) + 1
                        yield self._lines(whole)
        if rest:
            yield _readable([rest])

    def append(self, lines: Sequence[Line]) -> None:
        """Add lines; when this returns they are on the disk, and count as read. To be called under `writing`.

        Raises:
            StorageError: the disk refuses; none of them was added.
        """
        data = msgspec.json.Encoder().encode_lines(lines)
        with atomic.storage_errors(self._path):
            new = not self._path.exists()
            descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            try:
                size = _mend_end(descriptor)
                try:
                    _write(descriptor, data)
                    atomic.make_durable(descriptor)
                except OSError:
                    os.ftruncate(descriptor, size)
                    raise
            finally:
                os.close(descriptor)
            if new:
                atomic.sync_folder(self._path.parent)
        if self._read == size:
            self._read += len(data)

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Let nobody else add lines during a block, so that what `news` said stays so.

        Raises:
            StorageError: there can be no such folder.
            Locked: another run does not come to an end with it.
        """
        lock = FileLock(self._path.with_name(_LOCK), timeout=_PATIENCE, mode=0o600)
        with atomic.storage_errors(self._path):
            self._path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            try:
                lock.acquire()
            except Timeout as error:
                raise Locked("Another run is writing to the list of those who get no letters.") from error
        try:
            yield
        finally:
            lock.release()

    def _lines(self, whole: bytes) -> list[Line]:
        try:
            return _decoder.decode_lines(whole)
        except (msgspec.DecodeError, UnicodeDecodeError):
            pieces = [piece for piece in whole.split(b"\n") if piece]
            lines = _readable(pieces)
            self.damaged += len(pieces) - len(lines)
            return lines


def _readable(pieces: list[bytes]) -> list[Line]:
    lines = []
    for piece in pieces:
        try:
            lines.append(_decoder.decode(piece))
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue
    return lines


def _mend_end(descriptor: int) -> int:
    """Go to the end of the file, after giving a last line that has none its end, or cutting it off; return the size."""
    size = os.lseek(descriptor, 0, os.SEEK_END)
    os.lseek(descriptor, max(0, size - _LONGEST), os.SEEK_SET)
    torn = os.read(descriptor, _LONGEST).rpartition(b"\n")[2]
    os.lseek(descriptor, 0, os.SEEK_END)
    if not torn:
        return size
    if _readable([torn]) or len(torn) == _LONGEST:
        _write(descriptor, b"\n")
        return size + 1
    os.ftruncate(descriptor, size - len(torn))
    return os.lseek(descriptor, 0, os.SEEK_END)


def _write(descriptor: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(descriptor, view) :]
