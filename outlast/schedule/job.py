"""A job that comes again and again, and how a run of it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time, timedelta
from enum import StrEnum

from outlast.settings.times import QuietHours

ORDER = ("inbox", "watch", "backup", "check", "returns", "mail", "alerts")
"""The kinds of jobs in the order in which they run: what came by hand first, then who wants no more letters before
letters go on, and alerts when all news is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Something to do again and again."""

    name: str
    """Its kind, and the account it is for: `backup:night-letters`."""
    kind: str
    """One of `ORDER`."""
    every: timedelta
    """How often; nothing (`timedelta(0)`) means at each tick."""
    jitter: timedelta = timedelta(0)
    """The most by which it is put off, so that not all computers in the world begin at once."""
    quiet: QuietHours | None = None
    """The hours of the day in which it does not begin."""
    at: time | None = None
    """The local time of day that it keeps to; without it, the time at which it was first seen."""

    @property
    def each_tick(self) -> bool:
        """Tell whether it is done at each tick; such a job must be quick when there is nothing to do."""
        return not self.every

    @property
    def account(self) -> str:
        """Return the name of the account it is for; empty where it is for all of them."""
        return self.name.partition(":")[2]


class Ending(StrEnum):
    """How a run of a job ended."""

    DONE = "done"
    PARTLY = "partly"
    """Done but for some things, which are listed."""
    FAILED = "failed"
    LATER = "later"
    """Offline, or asked to wait: no failure."""
    LOCKED = "locked"
    """Another run holds the archive."""
    SIGNED_OUT = "signed-out"
    SUSPENDED = "suspended"
    PAUSED = "paused"
    """An incident holds it, so that nothing good is replaced."""
    STOPPED = "stopped"
    """Stopped by a person or a shutdown; the next run goes on there."""
    CUT_OFF = "cut-off"
    """The process or the computer went away in the middle."""


WORKED = frozenset({Ending.DONE, Ending.PARTLY})
"""Endings after which the job is due at its next regular time, and no alarm counts."""
REGULAR = WORKED | {Ending.SIGNED_OUT, Ending.SUSPENDED, Ending.PAUSED}
"""Endings after which trying again at once helps nobody: a person, or time, must change something first."""

EXIT_CODES = {
    Ending.DONE: 0,
    Ending.PAUSED: 0,
    Ending.CUT_OFF: 0,
    Ending.LATER: 75,
    Ending.LOCKED: 7,
    Ending.PARTLY: 3,
    Ending.FAILED: 1,
    Ending.SIGNED_OUT: 4,
    Ending.SUSPENDED: 5,
    Ending.STOPPED: 130,
}
"""The exit code of a tick in which a job ended so; further down is more serious."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What came of a run."""

    ending: Ending
    counts: Mapping[str, int] = field(default_factory=dict)
    """What was done, by kind: `{"imported": 1}`. Empty where there was nothing to do."""
    code: str | None = None
    """The error code (`OUT-…`) where it did not work."""
    text: str = ""
    """A sentence for the journal. Never an address of a subscriber."""
    wait: timedelta | None = None
    """How long the other side asked to be left alone; of a run that worked, how soon to run again before its time."""
