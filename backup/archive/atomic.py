"""Files that are there whole or not at all, and private from birth (0600)."""

import ctypes
import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from backup.archive import layout
from backup.errors import StorageError

if sys.platform == "darwin":
    import fcntl

_FULL = {errno.ENOSPC: "is full", errno.EDQUOT: "has no quota left for you"}
_REFUSED = {
    errno.EROFS: "cannot be written to",
    errno.EACCES: "may not be written to",
    errno.EPERM: "may not be changed",
}


@contextmanager
def storage_errors(path: Path) -> Iterator[None]:
    """Turn what the disk says into a `StorageError` that a person can act on.

    Raises:
        StorageError: the disk is full, read-only, gone or forbidden.
    """
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise StorageError(f"The disk that holds {path} {_FULL[error.errno]}.") from error
        if error.errno in _REFUSED:
            next_step = f"Check who may write to {path}, then run the same command again."
            raise StorageError(f"{error.filename or path} {_REFUSED[error.errno]}.", next=next_step) from error
        raise StorageError(f"The disk refused: {error.strerror or error} ({error.filename or path}).") from error


def write(path: Path | str, data: bytes, *, sync: bool = True) -> None:
    """Write `data` to `path` by way of a temporary name in the same folder, then rename.

    With `sync` it is on the disk when this returns; without, the caller syncs many files at once (`sync_all`).
    """
    # Text, not `Path`: a first snapshot writes ten thousand files, and making paths was a tenth of its time.
    folder, name = os.path.split(path)
    temporary = os.path.join(folder, f"{layout.TEMPORARY}{os.getpid()}-{name}")  # noqa: PTH118  # see above
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_BINARY", 0), 0o600)
    try:
        try:
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
            if sync:
                make_durable(descriptor)
        finally:
            os.close(descriptor)
        os.replace(temporary, path)  # noqa: PTH105
    except OSError:
        Path(temporary).unlink(missing_ok=True)
        raise
    if sync:
        sync_folder(Path(folder))


def make_durable(descriptor: int) -> None:
    """Make what was written to an open file durable.

    On macOS fsync(2) hands it to the disk, which may keep it in its cache; F_FULLFSYNC does not (fcntl(2) there).

    Raises:
        OSError: the disk refuses.
    """
    if sys.platform == "darwin":
        with suppress(OSError):  # not every file system knows it
            fcntl.fcntl(descriptor, fcntl.F_FULLFSYNC)
            return
    os.fsync(descriptor)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, where the system has a way to (Windows has none and needs none)."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


CAN_SYNC_ALL = hasattr(os, "sync")
"""Windows has no call that makes many files durable at once: there each is synced as it is written."""


def sync_all(folder: Path) -> None:
    """Make everything written so far to the file system of `folder` durable, with one call.

    One fsync per object doubled the wall time of a first snapshot (docs/decisions/0003); Linux has syncfs(2) for
    just this, other systems sync(2).
    """
    if sys.platform == "linux":
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            libc = ctypes.CDLL(None, use_errno=True)
            if libc.syncfs(descriptor) != 0:
                code = ctypes.get_errno()
                raise OSError(code, os.strerror(code), str(folder))
        finally:
            os.close(descriptor)
    elif hasattr(os, "sync"):
        os.sync()
