"""Asks a run that is sending in another process to stop: a note in the campaign's folder, which that run looks for."""

from enum import StrEnum
from pathlib import Path

from backup.archive import atomic


class Wish(StrEnum):
    """What the run is asked for; it finishes the mails in flight first."""

    PAUSE = "pause"
    CANCEL = "cancel"


def ask(folder: Path, wish: Wish) -> None:
    """Leave the note in the folder of a campaign; it may be there already.

    Raises:
        StorageError: the disk refuses.
    """
    with atomic.storage_errors(folder):
        _note(folder, wish).touch(mode=0o600)


def asked(folder: Path) -> Wish | None:
    """Return what is asked for, to cancel before to pause. One look costs two calls of the system."""
    return next((wish for wish in (Wish.CANCEL, Wish.PAUSE) if _note(folder, wish).exists()), None)


def answer(folder: Path) -> None:
    """Take the notes away: when a run begins, which an old note must not stop, and when one has done as asked."""
    for wish in Wish:
        _note(folder, wish).unlink(missing_ok=True)


def _note(folder: Path, wish: Wish) -> Path:
    return folder / f"{wish.value}-asked"
