"""The subscriber list of a date, as the platform gave it and as it is understood."""

from collections.abc import Callable
from dataclasses import dataclass

from backup.archive import tables
from backup.archive.chain import Snapshot
from backup.archive.reading import ReadableArchive
from backup.audience.cells import split_cells
from backup.audience.subscriber import Subscriber, understanding
from backup.errors import InputError, NotFound


@dataclass(frozen=True, slots=True, kw_only=True)
class SubscriberList:
    """A list as the platform gave it."""

    snapshot: Snapshot
    header: bytes
    """The record of the column names."""
    records: list[bytes]


def listed(archive: ReadableArchive, slug: str, snapshot: Snapshot | None) -> SubscriberList:
    """Return the list that a snapshot has.

    Raises:
        NotFound: there is none.
        DamageError, KeyProblem: it cannot be read.
    """
    snapshot = with_list(slug, snapshot)
    state = archive.tables(slug).state(snapshot.number, tables.SUBSCRIBERS)
    return SubscriberList(snapshot=snapshot, header=state.header, records=state.lines)


def with_list(slug: str, snapshot: Snapshot | None) -> Snapshot:
    """Return the snapshot if it is one with a subscriber list.

    Raises:
        NotFound: it is not.
    """
    if snapshot is None or tables.SUBSCRIBERS not in snapshot.manifest.tables:
        by_then = " yet" if snapshot is None else f" by snapshot {snapshot.number}"
        raise NotFound(
            f"No subscriber list of {slug} was saved{by_then}.",
            next="Download the list from the platform and save it: outlast import subscribers.csv",
        )
    return snapshot


def reader_of(header: bytes) -> Callable[[bytes], Subscriber]:
    """Return what understands the records of a list with this header.

    Raises:
        InputError: no column holds addresses.
    """
    try:
        return understanding(split_cells(header) if header else ["email"])  # a list of nobody may have no columns
    except ValueError:
        raise InputError(
            "None of the columns of this list holds e-mail addresses, so it cannot be told who is on it.",
            so_what="The list itself is kept as it came.",
            next="Look at it with: outlast subscribers list --format csv",
        ) from None
