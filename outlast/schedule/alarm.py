"""The alarm of last resort, for whoever shows it: read from the notes if there are any, cheap if there are none."""

from datetime import datetime

from outlast.places import Places
from outlast.schedule.stale import Stale, stale
from outlast.settings import Settings
from outlast.state import FILE


def stale_backups(settings: Settings, places: Places, now: datetime) -> tuple[Stale, ...]:
    """Return the backups that have not worked for too long; makes no notes where there are none.

    Raises:
        StorageError: the notes cannot be read.
    """
    if not (places.state_dir / FILE).exists():
        return ()
    # Most have no schedule, and `outlast status` shall not wait for what reads it.
    from outlast.schedule.notes import ScheduleNotes
    from outlast.schedule.plan import jobs_of
    from outlast.state.database import StateDatabase

    database = StateDatabase(places.state_dir)
    try:
        return stale(ScheduleNotes(database).all(), jobs_of(settings), now, days=settings.schedule.alarm_days)
    finally:
        database.close()
