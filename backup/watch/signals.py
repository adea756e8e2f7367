"""A signal: what one answer means, and how far it may be believed."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backup.watch.probe import Probe, ProbeKind


class SignalKind(StrEnum):
    """What an answer means for the account."""

    OK = "ok"
    SUSPENDED = "suspended"
    """The platform shut the account or the publication out."""
    POST_REMOVED = "post-removed"
    """The platform shut one post out."""
    GONE = "gone"
    """It is not there any more; who took it away is not said."""
    RESTRICTED = "restricted"
    """It is there, and shown to fewer people than it should be."""
    SIGNED_OUT = "signed-out"
    RENAMED = "renamed"
    OUTAGE = "outage"
    NETWORK = "network"
    CDN_BLOCK = "cdn-block"
    """Turned away before the platform itself was reached, or asked to wait."""
    ODD = "odd"
    """Nothing that a rule knows."""


class Strength(StrEnum):
    """How far a signal may be believed."""

    SAYS = "says"
    """The platform itself says so, in words or in its data."""
    HINTS = "hints"
    """It fits, and so would other causes."""
    NOTES = "notes"
    """Worth a line, counts for nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """What one answer means."""

    kind: SignalKind
    strength: Strength
    probe: ProbeKind
    cause: str
    """What one fault could bring about alone: hints of one cause count once (`address`, `record`, `owner` …)."""
    rule: str
    """The name of the row of the table that said so."""
    words: str
    """For people: “the front page says …”."""
    post: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """One look: all probes of one time, and what each means."""

    at: datetime
    probes: tuple[Probe, ...] = ()
    signals: tuple[Signal, ...] = ()
    seen_well: bool = True
    """All was well at an earlier look. If never, what is not there may be no more than a slip in the address."""
