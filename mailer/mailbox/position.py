"""How far a folder of a mailbox has been looked through."""

from datetime import datetime

import msgspec


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """How far. Stored; new fields get defaults."""

    validity: int = 0
    """The folder's UIDVALIDITY (RFC 3501, 2.3.1.1): while it stays the same, numbers keep their meaning. Where it
    changes, one has to look from the beginning again."""
    last: int = 0
    """The highest UID that has been looked at."""


class Incoming(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that was looked at, or several that do not matter."""

    position: Position
    """Where looking goes on once this mail has been dealt with."""
    content: bytes | None
    """The mail, or its beginning where it is large; `None`: those that were looked at do not matter by their header."""
    looked: int = 1
    """How many mails were looked at for this."""
    arrived: datetime | None = None
    """When the server got it; `None`: it does not say, or the mailbox is a file."""


class Found(msgspec.Struct, frozen=True, kw_only=True):
    """A mail that was looked for by its name."""

    folder: str
    junk: bool
    """Whether it lies where the server puts what it takes for spam."""
    content: bytes
