"""One thing that was looked at, and how it is."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How something is; shown as a symbol with words, never as a colour alone."""

    OK = "ok"
    ATTENTION = "attention"
    """Works today, but somebody should do something."""
    BAD = "bad"
    """Does not work."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The answer to one question that `outlast doctor` or `outlast status` asks."""

    name: str
    state: State
    text: str
    """What was found, in a sentence or less."""
    next: str | None = None
    """What to type or do about it."""
