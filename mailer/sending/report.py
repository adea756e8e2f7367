"""What a run of sending is told to mind, and what came of it."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from mailer.model import Decision, Destination, Reason, RecipientState


class Ending(StrEnum):
    """Why a run of sending ended."""

    FINISHED = "finished"
    """Every recipient has been written to, or never can be."""
    WAITING = "waiting"
    """Quota, pace or recipients who are to be tried again later: it goes on at a time that is told."""
    STOPPED = "stopped"
    """Somebody asked to stop."""
    PAUSED = "paused"
    """It stopped by itself, because going on would do harm."""
    AWAY = "away"
    """The mail server cannot be reached."""
    EXPIRED = "expired"
    """The time in which this campaign may send is over."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """How far a run is."""

    counts: Counter[RecipientState]
    """Of the whole campaign."""
    accepted: int
    """In this run."""
    waiting: Mapping[Destination, int] = field(default_factory=dict)
    """Who has not been taken up yet, or is to be tried again, by destination."""
    ending: Ending | None = None
    """Why it is about to end, while mails are still in flight."""
    away_for: timedelta | None = None
    """How much longer a mail server that cannot be reached is tried; `None`: it can be, as far as is known."""


@dataclass(slots=True, kw_only=True)
class SendReport:
    """What came of a run."""

    ending: Ending = Ending.FINISHED
    why: str = ""
    """A sentence, where it paused, is away or waits."""
    until: datetime | None = None
    """When it can go on, where that is known."""
    counts: Counter[RecipientState] = field(default_factory=Counter)
    """Of the whole campaign, at the end."""
    tried: Counter[RecipientState] = field(default_factory=Counter)
    """What became of those whom this run took up."""
    refusals: Counter[str] = field(default_factory=Counter)
    """Refusals by what they mean, in a sentence."""
    decision: Decision | None = None
    """What made it pause."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What a run minds."""

    connections: int = 1
    expires: datetime | None = None
    synced: bool = True
    """Whether each intent is on the disk before its mail goes out; for hundreds of mails a second it cannot be."""
    wait_up_to: timedelta = timedelta(minutes=15)
    """How long it waits for quota or for another try before it ends as `WAITING`."""
    away_after: timedelta = timedelta(minutes=5)
    """How long the mail server may be unreachable before it ends as `AWAY`."""
    idle: timedelta = timedelta(minutes=1)
    """How long a connection may have nothing to do before it is closed."""
    pause_bounces: float = 0.05
    pause_complaints: float = 0.001
    replay_within: timedelta | None = None
    """How long the provider takes a mail once however often it comes (its idempotency key); `None`: it does not."""


Suppress = Callable[[str, Reason, str], None]
"""Takes an address, why no letter may go to it, and who said so."""
