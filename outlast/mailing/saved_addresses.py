"""The addresses on the newest list of each publication, to find those among them that are suppressed."""

from collections.abc import Iterator

from backup.archive import tables
from backup.archive.archive import Archive
from outlast.subscribers.columns import header_of
from outlast.subscribers.lists import reader_of
from outlast.subscribers.rows import Rows


def saved_addresses(archive: Archive) -> Iterator[str]:
    """Yield them; somebody who is on several lists comes several times.

    Raises:
        InputError: a list has no column of addresses.
        DamageError, KeyProblem: one cannot be read.
    """
    for slug in archive.slugs():
        snapshot = archive.chain(slug).latest(tables.SUBSCRIBERS)
        if snapshot is None:
            continue
        read = reader_of(header_of(archive, slug, snapshot))
        for record in Rows(archive, slug, snapshot):
            if address := read(record).email.strip():
                yield address
