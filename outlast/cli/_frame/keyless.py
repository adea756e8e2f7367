"""The archive opened without its key, for verbs that only read manifests: nobody is asked for a passphrase."""

from collections.abc import Iterator
from contextlib import contextmanager

from backup.archive.archive import Archive
from backup.archive.unfinished import interrupted
from outlast.cli._frame.opening import opened, wiring_of
from outlast.cli._frame.session import Session


@contextmanager
def opened_without_key(session: Session) -> Iterator[Archive]:
    """Open the archive for the length of a block; with the key only if a run that was cut off has to be finished.

    Raises:
        NoArchive: there is none.
    """
    root = wiring_of(session).root
    if interrupted(root):
        with opened(session) as archive:
            yield archive
        return
    archive = Archive(root)
    try:
        yield archive
    finally:
        archive.close()
