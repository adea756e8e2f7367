"""An incident: what happened to a publication on its platform, entry by entry, with the evidence of each.

Terminology: an *entry* is one thing that happened, at a moment; *evidence* is a file that shows it (a saved page, a
mail, a screenshot), sealed in the archive; *words* are what the writer wrote, sealed like evidence.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from backup.model import Json


class EntryKind(StrEnum):
    """What an entry is about."""

    OPENED = "opened"
    PROBE = "probe"
    """The platform was asked from outside; `fields` hold the status and what else was seen."""
    VERDICT = "verdict"
    """What the probes say together."""
    ALERT_SENT = "alert-sent"
    ALERT_FAILED = "alert-failed"
    MAIL = "mail"
    """A mail from or to the platform."""
    APPEAL = "appeal"
    NOTE = "note"
    ATTACHMENT = "attachment"
    PAUSED = "paused"
    """Jobs that could overwrite are held from now on."""
    PINNED = "pinned"
    """Snapshots that never age out from now on."""
    COMPARED = "compared"
    """What is on the platform was compared with the archive."""
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEvidence:
    """A file that shows what happened, as it is handed in."""

    name: str
    """What it is called, for people: `home.html`, `headers.json`, or the name of the writer's own file."""
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """Something that happened, as it is handed in."""

    kind: EntryKind
    at: datetime
    """Aware."""
    text: str
    """Outlast's own words: they lie in the open, so they name no subscriber. What a person writes goes to `words`."""
    words: str = ""
    """What the writer wrote; kept sealed."""
    evidence: tuple[NewEvidence, ...] = ()
    fields: Mapping[str, Json] = field(default_factory=dict)
    """What a program may want to know: `status`, `url`, `headers` …"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A file that shows what happened, as it is kept."""

    name: str
    object: str
    """The name of its sealed object."""
    size: int
    """Bytes of the file itself."""
    sha256: str
    """Of the file itself, so that a copy elsewhere can be shown to be the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """Something that happened, as it is kept."""

    kind: EntryKind
    at: str
    """ISO 8601, UTC."""
    text: str
    words: Evidence | None = None
    evidence: tuple[Evidence, ...] = ()
    fields: Mapping[str, Any] = field(default_factory=dict)
    """JSON, as it was handed in, without sessions and addresses."""

    @property
    def kept(self) -> tuple[Evidence, ...]:
        """Return all that is sealed for this entry."""
        return (*((self.words,) if self.words else ()), *self.evidence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """What happened to one publication, from the first sign to the end."""

    id: str
    """Its day, its publication and a number: `2026-11-20-nightletters-1`."""
    publication: str
    """The name of its folder in the archive."""
    entries: tuple[Entry, ...]

    @property
    def opened(self) -> str:
        """Return when it began to be kept (ISO 8601, UTC)."""
        return self.entries[0].at

    @property
    def is_open(self) -> bool:
        """Tell whether it goes on."""
        return not any(entry.kind is EntryKind.CLOSED for entry in self.entries)

    @property
    def paused(self) -> bool:
        """Tell whether jobs that could overwrite are held because of it."""
        return self.is_open and any(entry.kind is EntryKind.PAUSED for entry in self.entries)
