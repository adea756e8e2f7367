"""Chance that falls the same way each time: seeded generators, and the ids and times made with them."""

from datetime import UTC, datetime, timedelta
from random import Random
from uuid import UUID


def seeded(*names: object) -> Random:
    """Return a generator whose numbers depend on `names` alone, so that adding one thing moves no other."""
    return Random("/".join(str(name) for name in names))  # noqa: S311 - a story, not a secret


def uuid(chance: Random) -> str:
    """Return a random (version 4) UUID."""
    return str(UUID(int=chance.getrandbits(128), version=4))


def hex_id(chance: Random, digits: int = 12) -> str:
    """Return lower-case hex digits, the first of them not a zero."""
    return f"{chance.randrange(16 ** (digits - 1), 16**digits):x}"


def moment(chance: Random, start: datetime, end: datetime) -> datetime:
    """Return a time between two others, to the millisecond."""
    milliseconds = int((end - start).total_seconds() * 1000)
    return start + timedelta(milliseconds=chance.randrange(max(milliseconds, 1)))


def day(text: str) -> datetime:
    """Return the UTC time that `2026-03-01` or `2026-03-01 06:30` stands for."""
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def iso(time: datetime | None) -> str:
    """Return a time as both platforms write it (`2026-03-01T06:30:00.000Z`), or nothing for none."""
    return "" if time is None else time.strftime("%Y-%m-%dT%H:%M:%S.") + f"{time.microsecond // 1000:03}Z"
