"""Says that scheduled jobs are held by an incident, to who does by hand what they would do."""

from collections.abc import Iterable

from backup.archive.archive import Archive
from backup.errors import DamageError
from outlast.cli.output import Output
from outlast.incidents.pausing import open_incident_of


def warn_of_incidents(output: Output, archive: Archive, slugs: Iterable[str], what: str) -> None:
    """Say that an incident is open: what comes by hand then may be what a platform in trouble gives.

    `what` was saved, for people: “This import”.
    """
    for slug in sorted(slugs):
        try:
            incident = open_incident_of(archive, slug)
        except DamageError as error:
            output.warn(f"{error.what}\n  → {error.advice}")
            return
        if incident is not None:
            output.warn(f"The incident {incident.id} is open. {what} was saved; the last good state stays pinned.")
