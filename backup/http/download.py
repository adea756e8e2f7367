"""A body written to the disk under a temporary name, and renamed when all of it is there."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from backup.errors import StorageError
from backup.http.magic import LOOKED_AT


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What was written."""

    size: int
    sha256: str
    start: bytes


def write(chunks: Iterable[bytes], target: Path) -> Written:
    """Put all of `chunks` at `target`, readable by its owner alone; there is a whole file there or what was before.

    Raises:
        StorageError: the disk refused.
    """
    try:
        number, name = tempfile.mkstemp(prefix=".", suffix=".part", dir=target.parent)  # born 0600
    except OSError as error:
        raise _refused(target, error) from error
    temporary = Path(name)
    try:
        with os.fdopen(number, "wb") as file:
            written = _write_all(chunks, file.fileno(), target)
        try:
            temporary.replace(target)
        except OSError as error:
            raise _refused(target, error) from error
    except BaseException:
        with suppress(OSError):
            temporary.unlink()
        raise
    return written


def _write_all(chunks: Iterable[bytes], number: int, target: Path) -> Written:
    digest, size, start = hashlib.sha256(), 0, b""
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
        if len(start) < LOOKED_AT:
            start += chunk[: LOOKED_AT - len(start)]
        # Straight to the disk and apart from the reading of chunks: the disk's OSError must not pass for the network's.
        left = memoryview(chunk)
        while left:
            try:
                left = left[os.write(number, left) :]
            except OSError as error:
                raise _refused(target, error) from error
    return Written(size=size, sha256=digest.hexdigest(), start=start)


def _refused(target: Path, error: OSError) -> StorageError:
    return StorageError(f"A file could not be written to {target.parent}: {error.strerror or error}.")
