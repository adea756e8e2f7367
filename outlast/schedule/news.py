"""Something that the writer should hear of, told once for each change of state."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """One piece of news."""

    kind: str
    """What it is about: the kind of a gap (`old-list`), or `no-backup`."""
    subject: str
    """The publication or the job it is about; empty where all are meant."""
    text: str
    """A whole sentence."""
    next: str
    """What to type."""
    steps: tuple[str, ...] = ()
    """What to do before, in the browser."""
