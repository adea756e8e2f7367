"""What one way of reading a mail has found in it."""

from dataclasses import dataclass

from mailer.model import EventKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """What a mail says became of a letter. See `Report` for the fields."""

    kind: EventKind | None = None
    addresses: tuple[str, ...] = ()
    perhaps: tuple[str, ...] = ()
    """Others that it speaks of: they count where nothing better is known."""
    code: int = 0
    status: str = ""
    text: str = ""
