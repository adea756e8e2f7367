"""The archive as a verb gets it: opened with its key where that can be had, closed at the end."""

from collections.abc import Iterator
from contextlib import contextmanager

from backup.archive.archive import Archive
from backup.archive.chain import Snapshot
from backup.errors import NotFound, UsageError
from outlast.cli._frame.session import Session
from outlast.jobs import parse_date
from outlast.wiring import Wiring


def wiring_of(session: Session) -> Wiring:
    """Return what opens the archive for this run of a command."""
    output = session.output
    return Wiring(
        settings=session.settings,
        places=session.places,
        environ=session.environ,
        ask=output.ask_secret if output.can_ask else None,
    )


@contextmanager
def opened(session: Session) -> Iterator[Archive]:
    """Open the archive for the length of a block.

    Raises:
        NoArchive, KeyProblem, SecretProblem: see `Wiring.open_archive`.
    """
    archive = wiring_of(session).open_archive()
    try:
        yield archive
    finally:
        archive.close()


def chosen(session: Session, archive: Archive, publication: str | None = None) -> list[str]:
    """Return the folder names of the publications to work on: the one named, those of `--account`, else all.

    Raises:
        NotFound: there is none of that name.
    """
    if publication is not None:
        archive.chain(publication)
        return [publication]
    if session.options.account:
        return [account.publication for account in session.accounts]
    return archive.slugs()


def only_one(session: Session, archive: Archive, publication: str | None = None) -> str:
    """Return the folder name of the one publication that is meant.

    Raises:
        UsageError: there are several, and none was named.
        NotFound: there is none.
    """
    slugs = chosen(session, archive, publication)
    if len(slugs) == 1:
        return slugs[0]
    if not slugs:
        raise NotFound("Nothing has been saved in this archive yet.", next="Save an export with: outlast import FILE")
    names = ", ".join(slugs)
    raise UsageError(f"There are {len(slugs)} publications here.", next=f"Say which one: --publication NAME ({names})")


def snapshot_at(archive: Archive, slug: str, text: str, table: str | None = None) -> Snapshot:
    """Return the snapshot that a person means by its number, or by a date (the last good one by then).

    Raises:
        NotFound: there is none.
        UsageError: it is neither a number nor a date.
    """
    chain = archive.chain(slug)
    if text.isdigit() and len(text) < 8:
        return chain[int(text)]
    try:
        until = parse_date(text).strftime("%Y-%m-%dT%H:%M:%SZ")
    except ValueError:
        raise UsageError(
            f"{text!r} is neither a snapshot's number nor a date.", next="Write 12, or 2026-03-01"
        ) from None
    snapshot = chain.latest(table, until=until)
    if snapshot is None:
        raise NotFound(f"Nothing of {slug} was saved by {text}.", next="See what there is: outlast snapshots list")
    return snapshot
