"""What a writer is not safe from yet: each gap is a sentence, and the command that closes it."""

from dataclasses import dataclass
from enum import StrEnum


class GapKind(StrEnum):
    """What is missing; the more serious first."""

    DAMAGE = "damage"
    NO_KEY = "no-key"
    SHUT_OUT = "shut-out"
    INCIDENT = "incident"
    CAMPAIGN = "campaign"
    NOTHING_SAVED = "nothing-saved"
    NO_BACKUP = "no-backup"
    NO_POSTS = "no-posts"
    KEPT_APART = "kept-apart"
    ODD = "odd"
    SIGNED_OUT = "signed-out"
    ALERT = "alert"
    UNREADABLE = "unreadable"
    NO_SUBSCRIBERS = "no-subscribers"
    OLD_LIST = "old-list"
    OLD_EXPORT = "old-export"
    SIGN_IN_EXPIRES = "sign-in-expires"
    NO_SHEET = "no-sheet"


SERIOUS = frozenset({GapKind.DAMAGE, GapKind.NO_KEY, GapKind.SHUT_OUT, GapKind.INCIDENT, GapKind.NOTHING_SAVED})
"""Gaps through which something is lost today, not only if the platform goes tomorrow."""

HEADINGS = {
    GapKind.DAMAGE: "Damage",
    GapKind.NO_KEY: "Key",
    GapKind.SHUT_OUT: "Online",
    GapKind.ODD: "Online",
    GapKind.INCIDENT: "Incident",
    GapKind.CAMPAIGN: "Letters",
    GapKind.ALERT: "Alerts",
    GapKind.NOTHING_SAVED: "Posts",
    GapKind.NO_BACKUP: "Backup",
    GapKind.NO_POSTS: "Posts",
    GapKind.OLD_EXPORT: "Posts",
    GapKind.NO_SUBSCRIBERS: "Subscribers",
    GapKind.OLD_LIST: "Subscribers",
    GapKind.SIGNED_OUT: "Sign-in",
    GapKind.SIGN_IN_EXPIRES: "Sign-in",
    GapKind.KEPT_APART: "Kept apart",
    GapKind.UNREADABLE: "Unreadable",
    GapKind.NO_SHEET: "Sheet",
}
"""What each kind is about, in a word or two for people."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """Something that is not safe."""

    kind: GapKind
    text: str
    next: str
    """What to type."""
    publication: str | None = None
    """Its folder name; `None` where the archive as a whole is meant."""


def worst(gaps: tuple[Gap, ...]) -> Gap | None:
    """Return the gap to close first."""
    order = list(GapKind)
    return min(gaps, key=lambda gap: order.index(gap.kind), default=None)
