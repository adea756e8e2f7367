"""What time it is, for the verbs: one place, so that a test can say it."""

from datetime import datetime


def now() -> datetime:
    """Return the time in the zone of this computer."""
    return datetime.now().astimezone()
