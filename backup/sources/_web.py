"""The contract of a live source: it asks a platform's site, fetches only what changed, and says what is still there.

What a live source is given: whose account it is, a polite session, what the archive knows already, and how far to go.
What it notes for its next run are rows of the table `fetched`, in the same transaction as the data they speak of:
so no note can ever say that something was saved which is not there.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import ClassVar

from backup.http import PoliteSession
from backup.model import Json, Row
from backup.sources._base import Source

FETCHED = "fetched"
"""The table of notes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebAccount:
    """An account on a platform, as the writer named it."""

    url: str
    """The publication's or the profile's address."""
    platform_id: str | None = None
    """The publication's (Substack) or the user's (Medium) own id, where it is known."""
    handle: str | None = None
    signed_in: bool = False
    """Whether the session carries the owner's cookies."""


def nothing_known(_: str) -> int | None:
    """Say that the archive has no body of a post."""
    return None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the archive knows already."""

    notes: Mapping[str, Mapping[str, Json]] = field(default_factory=dict)
    """The `data` of the rows of `fetched`, by id; empty where they cannot be read: then everything is fetched."""
    posts: Mapping[str, str | None] = field(default_factory=dict)
    """The slugs of the published posts, by id."""
    words: Callable[[str], int | None] = nothing_known
    """Return how many words the archived body of a post has; `None` where there is none."""

    def mark(self, identity: str) -> str | None:
        """Return the mark that the last look at a thing left."""
        value = self.notes.get(identity, {}).get("mark")
        return value if isinstance(value, str) else None

    def looked_at(self, identity: str) -> str:
        """Return when a thing was last fetched (ISO 8601, UTC); empty where it never was."""
        value = self.notes.get(identity, {}).get("at")
        return value if isinstance(value, str) else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchOptions:
    """How far a run goes."""

    now: datetime
    full: bool = False
    """Fetch everything again, changed or not."""
    only: frozenset[str] = frozenset()
    """The parts to fetch; empty means all. Each live source says which it has (`parts`)."""
    slow_reads: bool = False
    """Also ask pages that are not meant for programs; opt-in."""
    exports: Path | None = None
    """Where to put the platform's own export files, as far as they can be had; `None` fetches none."""
    start_export: bool = False
    """Ask the platform to build an export, where the last one is old; its request is not verified, so opt-in."""

    def wants(self, part: str) -> bool:
        """Tell whether a part is to be fetched."""
        return not self.only or part in self.only


class WebSource(Source):
    """A source that asks a live site. It raises at the end what kept it from being whole; all before that counts.

    Raises from `fetch`, after everything that could be had:
        SignedOut: the owner's session is dead; what is public was given.
        PlatformRefused: the platform says that the account is suspended or removed.
        WebProblem: no connection, or the platform asks to wait; the next run goes on.
    """

    platform: ClassVar[str]
    """The platform's name in the settings."""
    parts: ClassVar[tuple[str, ...]]
    """What `--only` may name."""
    own_hosts: ClassVar[tuple[str, ...]]
    """Hosts (with all under them) to which the owner's cookies may go, besides the publication's own."""

    def __init__(self, account: WebAccount, web: PoliteSession, known: Known, options: FetchOptions) -> None:
        """Take whose account it is, the session to ask with, what is known, and how far to go."""
        self.account = account
        self.web = web
        self.known = known
        self.options = options

    def as_of(self) -> datetime:
        """Return the moment of the run. See `Source.as_of`."""
        return self.options.now

    def note(self, identity: str, mark: str, **more: Json) -> Row:
        """Return the note that a thing was looked at now and had this mark."""
        at = self.options.now.strftime("%Y-%m-%dT%H:%M:%SZ")
        return Row(table=FETCHED, id=identity, data={"mark": mark, "at": at, **more})


def web_sources() -> dict[str, type[WebSource]]:
    """Return the live sources by the platform they ask, found by listing the package."""
    from backup.sources import _base

    found = [_base.load(kind) for kind in _base.kinds() if kind.endswith("_web")]
    return {source.platform: source for source in found if issubclass(source, WebSource)}


def hosts_of(kind: type[WebSource], own: Collection[str]) -> frozenset[str]:
    """Return the hosts to which cookies may go: the platform's, and the publication's own."""
    return frozenset({*kind.own_hosts, *own})
