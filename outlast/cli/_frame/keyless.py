"""The archive opened without its key, or as far as can be: for verbs that need not read what is sealed."""

from collections.abc import Iterator
from contextlib import contextmanager

from backup.archive.archive import Archive
from backup.archive.unfinished import interrupted
from outlast.cli._frame.opening import opened, wiring_of
from outlast.cli._frame.session import Session
from outlast.errors import SecretProblem


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


@contextmanager
def opened_as_far_as_can_be(session: Session) -> Iterator[Archive]:
    """Open the archive for the length of a block; where its key is away only what is public is seen, and that is said.

    Raises:
        NoArchive, KeyProblem: there is none, or the key that was found is not its own.
    """
    problems: list[SecretProblem] = []
    archive = wiring_of(session).open_archive(without_key=problems.append)
    try:
        if archive.encrypted and not archive.vault.can_read:
            why = problems[0].what if problems else "The archive's key was not found."
            session.output.warn(
                f"{why} Only what is public can be read: drafts, and posts for subscribers, are left out."
            )
        yield archive
    finally:
        archive.close()
