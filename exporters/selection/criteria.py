"""Which posts are asked for."""

from dataclasses import dataclass
from enum import StrEnum

from backup.archive.chain import Snapshot


class Audience(StrEnum):
    """Whom a post is open to."""

    EVERYONE = "everyone"
    FREE = "free"
    """Everyone who subscribes."""
    PAID = "paid"
    FOUNDING = "founding"
    UNKNOWN = "unknown"
    """The platform's word for it is none of those known: handled as paid."""

    @classmethod
    def of(cls, word: str) -> "Audience":
        """Return the audience of the platform's word (formats: posts.csv, `audience`)."""
        return _WORDS.get(word, cls.UNKNOWN)


_WORDS = {
    "everyone": Audience.EVERYONE,
    "only_free": Audience.FREE,
    "only_paid": Audience.PAID,
    "founding": Audience.FOUNDING,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Criteria:
    """What to take of a publication; all that is said must hold."""

    at: Snapshot | None = None
    """As it was at this snapshot's date; `None` is now."""
    drafts: bool = False
    responses: bool = False
    """Medium: what the writer wrote under other people's stories."""
    audiences: frozenset[Audience] = frozenset({Audience.EVERYONE})
    since: str | None = None
    """Published (a draft: last changed) on this day or later: `2026-01-31`."""
    tags: frozenset[str] = frozenset()
    """Any of these tags or sections, case and accents aside."""
    ids: frozenset[str] = frozenset()
    """Only these posts; what they are does not matter then."""


EVERYTHING = frozenset(Audience)
"""All audiences."""
