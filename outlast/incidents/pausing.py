"""Whether jobs that could overwrite have to wait because something happened to a publication."""

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.watch.incident import Incident


def open_incident_of(archive: Archive, publication: str) -> Incident | None:
    """Return the incident of a publication that is not closed, if there is one.

    Raises:
        DamageError: a timeline is damaged, so that it cannot be told; `outlast verify --repair` mends it.
    """
    return Incidents(archive).open_one(publication)


def is_paused(archive: Archive, publication: str) -> bool:
    """Tell whether scheduled jobs of a publication are held. What a person imports by hand is not.

    Raises:
        DamageError: see `open_incident_of`; a job then stops and says so, instead of going on in the dark.
    """
    incident = open_incident_of(archive, publication)
    return incident is not None and incident.paused
