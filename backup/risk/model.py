"""The nouns of the audit: a rule, where it was met, and how sure that is.

The shape is that of zizmor's audits (github.com/zizmorcore/zizmor, MIT): id, title, severity, confidence, evidence,
remedy, source. Severity is what it would cost the writer if the platform read it so; confidence is how sure the rule is
that it sees what it says. The platforms' filters are not public, so no finding says that an account would be suspended.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import ClassVar, Protocol

from backup.risk.corpus import Corpus


class Severity(StrEnum):
    """What it would cost, if the platform read it so."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"


class Confidence(StrEnum):
    """How sure a rule is that it sees what it says."""

    LOW = "low"
    """It has innocent readings that are as likely: look yourself."""
    MEDIUM = "medium"
    HIGH = "high"
    """It can hardly be read in another way. Only for what nobody does by chance."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Where a rule was met."""

    where: str
    """For people: the title of a post, “claps of 12 August 2025, 17:48”."""
    post: str | None = None
    """The key of the post in the archive."""
    object: str | None = None
    """The name of the archive's object that shows it."""
    passage: str = ""
    """The words, at most 300 letters."""
    rows: tuple[str, ...] = ()
    """Rows of a table that show it, for people; at most 20. Never a subscriber's address."""
    at: datetime | None = None
    """When it happened (aware), where it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that could be read as a reason for a suspension."""

    rule: str
    """The id of the rule."""
    title: str
    """One line: what was found, with its numbers."""
    severity: Severity
    confidence: Confidence
    why: str
    """Why it could be read so, in sentences."""
    unknown: str
    """What is not known: that the filter's rules are not public, that an export shows a lower bound …"""
    remedy: str
    """What to do, in sentences."""
    evidence: tuple[Evidence, ...] = ()
    numbers: Mapping[str, float] = field(default_factory=dict)
    """What was counted, for plots and programs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a reason is published."""

    words: str
    """What it says, in our own words: whoever wants its wording looks there."""
    place: str
    """The page or document, with its date."""


class Rule(Protocol):
    """One published reason. A module `backup/risk/rules/<id>.py` ends with `RULE = …`; found by listing the folder."""

    id: ClassVar[str]
    """The module's name with dashes: `duplicate-content`."""
    title: ClassVar[str]
    """What the platform asks not to do, in a few words."""
    number: ClassVar[int]
    """1 to 10 for the reasons that a writer was given by Medium's support; 0 for others."""
    by_writer: ClassVar[bool]
    """Whether it is a thing that the writer does. What others do to an account is told to the writer, and to nobody as
    a reason that was checked."""
    source: ClassVar[Source]
    platforms: ClassVar[tuple[str, ...]]
    """Whose reason it is; both where it makes sense on both."""

    def examine(self, corpus: Corpus, thresholds: Mapping[str, float]) -> Iterable[Finding]:
        """Yield what was found; never raises for what an export may hold."""
