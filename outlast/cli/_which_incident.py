"""Which incident a command means, and the archive as it is opened to add to one."""

from collections.abc import Iterator
from contextlib import contextmanager

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.errors import NoIncident, UsageError
from backup.watch.incident import Incident
from outlast.cli._frame.opening import wiring_of
from outlast.cli._frame.session import Session
from outlast.errors import SecretProblem


@contextmanager
def opened_for_notes(session: Session) -> Iterator[Archive]:
    """Open the archive, with its key where that can be had: noting and attaching work without it."""
    problems: list[SecretProblem] = []
    archive = wiring_of(session).open_archive(without_key=problems.append)
    try:
        yield archive
    finally:
        archive.close()


def incident_meant(
    archive: Archive, named: str | None, *, open_only: bool, option: str = "--id", publication: str | None = None
) -> Incident:
    """Return the incident that is meant: the one named, the only open one (of a publication, or of any), or the newest.

    Raises:
        NoIncident: there is none.
        UsageError: several are open.
    """
    incidents = Incidents(archive)
    if named is not None:
        return incidents[named]
    known = [one for one in incidents if publication in (None, one.publication)]
    still_open = [one for one in known if one.is_open]
    if len(still_open) > 1:
        names = ", ".join(one.id for one in still_open)
        raise UsageError(f"{len(still_open)} incidents are open.", next=f"Say which one: {option} ID ({names})")
    if still_open:
        return still_open[0]
    if open_only or not known:
        raise NoIncident("No incident is open." if known else "There is no incident in this archive.")
    return known[-1]
