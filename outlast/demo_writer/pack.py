"""Writes a ZIP whose bytes depend on its content and date alone."""

import io
import os
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import IO, cast

_UNIX = 3
_REGULAR_FILE = 0o100644 << 16


class _Stream:
    """A file that cannot seek: `zipfile` then sets flag 0x8 and writes sizes after the data, as Medium's ZIPs have it.

    Source: formats, ZIP bytes of the account export; APPNOTE.TXT 4.4.4, bit 3.
    """

    def __init__(self) -> None:
        self.parts = io.BytesIO()

    def write(self, data: bytes) -> int:
        return self.parts.write(data)

    def flush(self) -> None:
        """Do nothing: it is all in memory."""


def pack(path: Path, entries: Iterable[tuple[str, bytes]], when: datetime, *, streamed: bool = False) -> None:
    """Write the entries in their order, each dated `when`, which becomes the file's own date too."""
    stream = _Stream()
    target = cast(IO[bytes], stream) if streamed else stream.parts
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo(name, when.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = _UNIX
            entry.external_attr = _REGULAR_FILE
            archive.writestr(entry, data)
    write(path, stream.parts.getvalue(), when)


def write(path: Path, data: bytes, when: datetime) -> None:
    """Write a file and date it `when`: what carries no date inside is dated by its file."""
    path.write_bytes(data)
    os.utime(path, (when.timestamp(), when.timestamp()))
