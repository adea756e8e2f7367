"""Asks a run that is busy with a campaign to stop: a note in its folder, which the run that sends it looks for."""

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


def answer(folder: Path, wish: Wish = Wish.CANCEL) -> None:
    """Take away the note of a wish that was heeded; a campaign that is cancelled needs no pause either."""
    for one in (Wish.PAUSE, wish):
        _note(folder, one).unlink(missing_ok=True)


def _note(folder: Path, wish: Wish) -> Path:
    return folder / f"{wish.value}-asked"
