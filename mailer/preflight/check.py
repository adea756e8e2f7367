"""One thing that was looked at before sending, how it is, and what to do about it."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How something is. The first three are the words of `outlast doctor`."""

    OK = "ok"
    ATTENTION = "attention"
    """Letters go out and mostly arrive, but somebody should do something."""
    BAD = "bad"
    """Letters will be refused, lost, or break a rule."""
    UNKNOWN = "unknown"
    """It could not be looked at; that is neither good nor bad news."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """The answer to one question about the writer's domain, a letter or a plan."""

    name: str
    """What was looked at, in a few words."""
    state: State
    what: str
    """What was found, in a sentence."""
    next: str = ""
    """What to do about it; empty where nothing is to be done."""
    source: str = ""
    """Where the rule comes from: an RFC's section, a provider's page."""


_GRAVITY = (State.OK, State.UNKNOWN, State.ATTENTION, State.BAD)


def worst(checks: tuple[Check, ...]) -> State:
    """Return how the whole stands: the worst of what was found; not knowing weighs less than something to do."""
    return max((check.state for check in checks), key=_GRAVITY.index, default=State.OK)
