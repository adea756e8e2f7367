"""Everything a dossier says: each fact with the files of the archive that it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from backup.watch.compared import Compared
from backup.watch.incident import EntryKind, Evidence
from exporters.dossier.proof import Fact, Proof


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Who writes, since when, and for how many."""

    slug: str
    platform: str
    publication: Fact[str]
    url: Fact[str] | None
    writer: Fact[str] | None
    """`None` where the archive does not tell, or names several."""
    handle: Fact[str] | None
    others: tuple[Fact[str], ...]
    """The writer's other publications on the platform that are in the archive."""
    saved: Fact[datetime] | None
    """When the newest good copy was made."""
    first_post: Fact[datetime] | None
    posts: Fact[int] | None
    subscribers: Fact[int] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture of a post, and whose it is as far as the post tells."""

    url: str
    credit: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """A post or response of the days before."""

    title: str
    at: datetime
    url: str | None
    response: bool
    links: tuple[str, ...]
    """Addresses on other sites, each once."""
    pictures: tuple[Picture, ...]
    read: bool
    """Whether its text could be read; else links and pictures are not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A post that is not as it was in an earlier copy."""

    title: str
    gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Before:
    """What was published and changed in some days."""

    days: int
    until: datetime
    published: tuple[Fact[Published], ...]
    """Oldest first."""
    changes: tuple[Fact[Change], ...]
    compared: bool
    """Whether there are two copies to compare; else nothing is known of changes."""
    unread: int
    """Posts of these days whose text could not be read: their links and pictures are not known."""

    @property
    def posts(self) -> tuple[Fact[Published], ...]:
        """Return what is no response."""
        return tuple(one for one in self.published if not one.value.response)

    @property
    def responses(self) -> tuple[Fact[Published], ...]:
        """Return what is likely to be a response."""
        return tuple(one for one in self.published if one.value.response)


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """An entry of the incident."""

    kind: EntryKind
    at: datetime
    text: str
    """Outlast's own words, in English."""
    words: str
    """The writer's own, of entries that tell what happened; a note stays private. Without addresses."""
    told: bool
    """Whether `words` are what the platform told the writer: the entry's field `told` says so."""
    address: str
    """A probe: what was asked. As `status`, `title` and `verdict`: empty or `None` where the entry does not say."""
    status: int | None
    title: str
    owner: bool
    """A probe that was asked with the writer's session: what no visitor sees."""
    bad: bool
    """A probe whose answer says that the platform withholds something."""
    verdict: str
    compared: Compared | None
    kept: tuple[Evidence, ...]
    shared: tuple[Evidence, ...]
    """What of it goes into the pack: not what may name subscribers (unless asked for), not what only
    the writer who is signed in sees, and not the writer's own words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What was seen during an incident."""

    id: str
    opened: datetime
    closed: datetime | None
    events: tuple[Fact[Event], ...]

    @property
    def shared(self) -> tuple[Evidence, ...]:
        """Return every file that goes into the pack, in the order of the timeline."""
        return tuple(kept for event in self.events for kept in event.value.shared)

    @property
    def first_sign(self) -> Fact[Event] | None:
        """Return the first probe whose answer says that the platform withholds something."""
        return next((one for one in self.events if one.value.bad), None)

    @property
    def all_told(self) -> tuple[str, ...]:
        """Return all that the platform told the writer, in the order in which it came."""
        return tuple(one.value.words for one in self.events if one.value.told and one.value.words)

    @property
    def told(self) -> str:
        """Return what the platform told the writer, as far as that was noted; the first of it."""
        return next(iter(self.all_told), "")

    @property
    def compared(self) -> Compared | None:
        """Return what the last comparison found."""
        found = [one.value.compared for one in self.events if one.value.compared]
        return found[-1] if found else None

    @property
    def began(self) -> datetime:
        """Return when it was first seen, else when it was opened."""
        return min(self.first_sign.value.at, self.opened) if self.first_sign else self.opened


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A place that could be read as a published reason."""

    title: str
    """English."""
    confidence: str
    severity: str
    where: tuple[str, ...]
    unknown: str
    """What is not known. English."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A published reason that was checked."""

    rule: str
    title: str
    """English."""
    said: str
    """What the platform says, in our own words. English."""
    place: str
    broken: bool
    """The rule failed: this reason was not checked whole."""
    found: tuple[Fact[Found], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """What came of the audit."""

    posts: int
    words: int
    reasons: tuple[Reason, ...]
    remarks: tuple[str, ...]
    """What was not looked at. English."""

    @property
    def found(self) -> tuple[Reason, ...]:
        """Return the reasons of which something was found."""
        return tuple(reason for reason in self.reasons if reason.found)

    @property
    def unchecked(self) -> int:
        """Return how many reasons could not be checked whole."""
        return sum(reason.broken for reason in self.reasons)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All of it."""

    made: datetime
    standing: Standing
    before: Before
    happened: Happened | None
    checked: Checked

    @property
    def shared(self) -> tuple[Evidence, ...]:
        """Return the evidence that goes into the pack."""
        return self.happened.shared if self.happened else ()

    def proofs(self) -> tuple[Proof, ...]:
        """Return every file that a fact comes from, once, in the order of the dossier."""
        return tuple(dict.fromkeys(proof for fact in self.every() for proof in fact.proofs))

    def every(self) -> Iterator[Fact[object]]:
        """Yield every fact."""
        who = self.standing
        single = (who.publication, who.url, who.writer, who.handle, *who.others, who.saved, who.first_post)
        for fact in (*single, who.posts, who.subscribers):
            if fact is not None:
                yield fact
        yield from self.happened.events if self.happened else ()
        yield from self.before.published
        yield from self.before.changes
        for reason in self.checked.reasons:
            yield from reason.found
