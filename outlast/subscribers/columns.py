"""The column names of a kept subscriber list, without unpacking the million rows under them."""

import sys

from backup.archive import tables
from backup.archive.chain import Snapshot
from backup.archive.reading import ReadableArchive

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

_START = 1 << 16
"""No list that a platform gives has more column names than fit into this."""


def header_of(archive: ReadableArchive, slug: str, snapshot: Snapshot) -> bytes:
    """Return the record of the column names of the list that a snapshot has; empty if it has no columns.

    Where the columns change, a full list is written, so the last full one has them (`backup.archive.settle`).

    Raises:
        DamageError, KeyProblem: it cannot be read.
    """
    chain = archive.chain(slug)
    entry = chain.entry(snapshot.number, tables.SUBSCRIBERS)
    while entry.full is None and entry.base is not None:
        entry = chain.entry(entry.base, tables.SUBSCRIBERS)
    if entry.full is None:
        return b""
    line, end, _ = _start_of(archive, entry.full).partition(b"\n")
    if end and line.count(b'"') % 2 == 0:  # no quote is open, so the record ends with the line
        return line
    reader = archive.tables(slug)
    return reader.parse_full(tables.SUBSCRIBERS, reader.content(entry.full)).header


def _start_of(archive: ReadableArchive, name: str) -> bytes:
    data = archive.store.read(name)
    if name.endswith(".age"):
        data = archive.vault.unseal(data)
    return zstd.ZstdDecompressor().decompress(data, max_length=_START) if ".zst" in name else data[:_START]
