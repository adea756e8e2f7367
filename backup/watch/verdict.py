"""The verdict: what a few looks together say about an account."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from backup.watch.signals import Signal


class VerdictKind(StrEnum):
    """How it stands with an account."""

    OK = "ok"
    SUSPENDED = "suspended"
    POST_REMOVED = "post-removed"
    RESTRICTED = "restricted"
    """It is there, but others see less of it than its owner, or its owner less than others."""
    SIGNED_OUT = "signed-out"
    RENAMED = "renamed"
    OUTAGE = "outage"
    NETWORK = "network"
    CDN_BLOCK = "cdn-block"
    UNKNOWN = "unknown"


ALARMS = frozenset({VerdictKind.SUSPENDED, VerdictKind.POST_REMOVED})
"""What an incident is opened for."""
BLIND = frozenset({VerdictKind.OUTAGE, VerdictKind.NETWORK, VerdictKind.CDN_BLOCK})
"""Nothing could be seen: this says nothing about the account, neither good nor bad."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What the looks so far say."""

    kind: VerdictKind
    since: datetime
    """When the first of the looks was that say so without a break."""
    signals: tuple[Signal, ...]
    """What speaks for it, in the newest look that could see."""
    sure: bool
    """Enough looks agree; only a sure verdict is told to anybody."""
    sentence: str
    blind: VerdictKind | None = None
    """Why the newest look saw nothing, where the verdict is that of an earlier one."""

    @property
    def alarm(self) -> bool:
        """Tell whether somebody must act now."""
        return self.sure and self.kind in ALARMS
