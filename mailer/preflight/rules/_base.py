"""What a rule is: a name, where it comes from, and a function that finds what goes against it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from mailer.preflight.check import State
from mailer.preflight.finished import FinishedLetter


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What the rules must know besides the letter."""

    now: datetime
    """With its zone."""
    postal_address: str = ""
    """The writer's, on one or more lines."""
    placeholders: tuple[str, ...] = ()
    """What the provider fills in itself on the way (`{{amazonSESUnsubscribeUrl}}`)."""
    provider_unsubscribes: bool = False
    """Whether the provider adds the headers for unsubscribing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slip:
    """Something that goes against a rule."""

    state: State
    what: str
    next: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LintRule:
    """A rule for finished letters."""

    name: str
    source: str
    kept: str
    """What to say when nothing goes against it."""
    find: Callable[[FinishedLetter, Expected], Iterator[Slip]]


def bad(what: str, next: str) -> Slip:  # noqa: A002 - as in Check
    """Return a slip for which letters are refused, lost, or against the law."""
    return Slip(state=State.BAD, what=what, next=next)


def attention(what: str, next: str) -> Slip:  # noqa: A002
    """Return a slip that costs trust or comfort."""
    return Slip(state=State.ATTENTION, what=what, next=next)
