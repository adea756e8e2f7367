"""Which subscriber list a command means."""

from backup.archive import tables
from backup.archive.archive import Archive
from backup.archive.chain import Snapshot
from outlast.cli._frame.opening import chosen, only_one, snapshot_at
from outlast.cli._frame.session import Session
from outlast.snapshots.timeline import covering


def with_lists(session: Session, archive: Archive, publication: str | None) -> str:
    """Return the publication that is meant: where none was named, the only one that has subscribers.

    Raises:
        NotFound, UsageError: see `only_one`.
    """
    if publication is None:
        listed = [slug for slug in chosen(session, archive) if tables.SUBSCRIBERS in archive.chain(slug).tables()]
        publication = listed[0] if len(listed) == 1 else None
    return only_one(session, archive, publication)


def snapshot_meant(archive: Archive, slug: str, text: str | None) -> Snapshot | None:
    """Return the snapshot whose list is meant: by number or date, or the latest."""
    chain = archive.chain(slug)
    if text is None:
        return chain.latest(tables.SUBSCRIBERS)
    snapshot = snapshot_at(archive, slug, text)
    return covering(chain, snapshot, tables.SUBSCRIBERS) or snapshot
