"""One thing that a fire drill tries, and how it went."""

from dataclasses import dataclass
from enum import StrEnum


class Outcome(StrEnum):
    """How it went."""

    WORKED = "worked"
    FAILED = "failed"
    UNTRIED = "untried"
    """It could not be tried; nothing is known of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What was tried."""

    name: str
    outcome: Outcome
    what: str
    """What happened, in a sentence."""
    in_earnest: str = ""
    """What it would have meant on the day of an emergency; empty where it worked."""
    next: str = ""
    """What to do about it."""


def worked(name: str, what: str) -> Step:
    """Return a step that is as it should be."""
    return Step(name=name, outcome=Outcome.WORKED, what=what)


def failed(name: str, what: str, *, in_earnest: str, next: str) -> Step:  # noqa: A002 - as in Step
    """Return a step that went wrong."""
    return Step(name=name, outcome=Outcome.FAILED, what=what, in_earnest=in_earnest, next=next)


def untried(name: str, what: str, *, in_earnest: str, next: str) -> Step:  # noqa: A002
    """Return a step that could not be tried; `in_earnest` says what may go wrong unseen."""
    return Step(name=name, outcome=Outcome.UNTRIED, what=what, in_earnest=in_earnest, next=next)
