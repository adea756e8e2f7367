"""What the status says of incidents that are open, and of alerts that did not get through."""

from collections.abc import Iterator

from backup.archive import timelines
from backup.errors import DamageError
from outlast.places import Places
from outlast.settings import Settings
from outlast.standing.gaps import Gap, GapKind
from outlast.state import FILE


def incident_gaps(settings: Settings) -> Iterator[Gap]:
    """Yield a gap for each incident that is open, and for each timeline that cannot be read."""
    for name in timelines.names(settings.archive):
        try:
            incident = timelines.read(settings.archive, name).incident
        except DamageError:
            text = f"the timeline of the incident {name} cannot be read"
            yield Gap(kind=GapKind.DAMAGE, text=text, next="outlast verify")
            continue
        if incident.is_open:
            text = f"{name} is open; scheduled jobs of {incident.publication} are held"
            yield Gap(kind=GapKind.INCIDENT, text=text, next="outlast incident timeline")


def alert_gaps(places: Places) -> Iterator[Gap]:
    """Yield one gap if news did not get through to the writer."""
    if not (places.state_dir / FILE).exists():
        return
    # Imported here: the status of somebody without notes shall not pay for SQLite.
    from outlast.state.database import StateDatabase
    from outlast.telling.outbox import Outbox

    notes = StateDatabase(places.state_dir)
    try:
        waiting = Outbox(notes).undelivered()
    finally:
        notes.close()
    if waiting:
        ways = ", ".join(dict.fromkeys(one.way for one in waiting))
        count = "1 message" if len(waiting) == 1 else f"{len(waiting):,} messages"
        yield Gap(
            kind=GapKind.ALERT, text=f"{count} to you did not get through yet ({ways})", next="outlast alerts list"
        )
