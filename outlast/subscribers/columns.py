"""The column names of a kept subscriber list, without unpacking the million rows under them."""

from contextlib import closing

from backup.archive import streaming, tables
from backup.archive.chain import Snapshot
from backup.archive.reading import ReadableArchive


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
    return archive.tables(slug).full(tables.SUBSCRIBERS, entry.full).header


def _start_of(archive: ReadableArchive, name: str) -> bytes:
    with closing(streaming.pieces_of(archive.store, name, archive.vault)) as pieces:
        return next(pieces, b"")
