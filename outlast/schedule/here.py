"""The time zone of this computer, with its summer time: `datetime.astimezone()` alone gives a fixed offset only."""

from datetime import UTC, datetime, timedelta, tzinfo


class Here(tzinfo):
    """The rules of local time as the system has them (docs.python.org: datetime, "naive is local time")."""

    def utcoffset(self, moment: datetime | None) -> timedelta | None:
        """Return how far local time is from UTC at a moment."""
        return moment.replace(tzinfo=None).astimezone().utcoffset() if moment else None

    def dst(self, moment: datetime | None) -> timedelta | None:  # noqa: ARG002 - the signature of tzinfo
        """Return nothing: how much of the offset is summer time is not asked here."""
        return None

    def tzname(self, moment: datetime | None) -> str | None:
        """Return the short name of local time at a moment."""
        return moment.replace(tzinfo=None).astimezone().tzname() if moment else None

    def fromutc(self, moment: datetime) -> datetime:
        """Return a moment of UTC in local time."""
        instant = moment.replace(tzinfo=UTC).timestamp()
        return datetime.fromtimestamp(instant).replace(tzinfo=self)


HERE = Here()


def now() -> datetime:
    """Return the time by the clock of this computer."""
    return datetime.now(HERE)
