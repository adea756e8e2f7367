"""How far the mailbox has been looked through, kept in the archive: `mail/returns.json`. It names nobody."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import msgspec

from backup.archive import atomic
from mailer.mailbox.position import Position

_NAME = "returns.json"
_MOST = 200_000
"""Mails that are remembered: bounces of some large campaigns."""


def place(name: str, folder: str) -> str:
    """Return by what a folder of a mailbox is kept."""
    return f"{name}/{folder}"


class ReturnsKept(msgspec.Struct, kw_only=True):
    """How far. New fields get defaults."""

    positions: dict[str, Position] = {}
    """By mailbox and folder."""
    looked: dict[str, datetime] = {}
    """When each folder was last looked through to its end."""
    again: dict[str, Position] = {}
    """From where a folder has to be looked through again, once no campaign is damaged any more: for the first mail that
    could not be settled."""
    known: list[str] = []
    """Digests of the mails from which something followed, the latest last: where a mailbox has to be looked through
    again, they are not counted twice."""

    @classmethod
    def read(cls, folder: Path) -> "ReturnsKept":
        """Return what is kept in `folder` (the archive's `mail`); where it is missing or damaged, one begins again."""
        try:
            return msgspec.json.decode((folder / _NAME).read_bytes(), type=cls)
        except (OSError, msgspec.DecodeError):
            return cls()

    def last_look(self, name: str, folders: Iterable[str]) -> datetime | None:
        """Return when all these folders of a mailbox had been looked through; `None`: one of them not yet."""
        looks = [self.looked.get(place(name, folder)) for folder in folders]
        known = [look for look in looks if look is not None]
        return min(known) if known and len(known) == len(looks) else None

    def save(self, folder: Path) -> None:
        """Keep it.

        Raises:
            StorageError: the disk refuses; the old state is as it was.
        """
        del self.known[:-_MOST]
        with atomic.storage_errors(folder):
            folder.mkdir(mode=0o700, exist_ok=True)
            atomic.write(folder / _NAME, msgspec.json.encode(self))
