"""A probe: one question put to the platform, and what came back, kept as evidence."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class ProbeKind(StrEnum):
    """What is asked. All but `OWNER` are asked without a cookie, as any visitor would."""

    HOME = "home"
    """The front page of the publication; on Medium the writer's page."""
    KNOWN_POST = "known-post"
    """The page of a post that the archive knows to have been public."""
    FEED = "feed"
    API = "api"
    """The list of posts that the platform's own pages read."""
    BY_ID = "by-id"
    """A known post by its number, on the platform's own host."""
    PROFILE = "profile"
    """The writer's public profile."""
    OWNER = "owner"
    """What the signed-in writer is shown."""
    CONTROL = "control"
    """Somebody else's page on the same platform: tells the platform's troubles from the writer's."""
    NETWORK = "network"
    """A page that has nothing to do with the platform: tells the network's troubles from the platform's."""


class NoAnswer(StrEnum):
    """Why nothing usable came back."""

    NO_CONNECTION = "no-connection"
    """Offline, no such host, or no answer in time."""
    BAD_CERTIFICATE = "bad-certificate"
    """Somebody else answers in the platform's name: a hotel's sign-in page, a filter."""
    LIMITED = "limited"
    BLOCKED = "blocked"
    UNSAFE = "unsafe"
    """The answer led to an inner address, in a circle, or was a bomb."""
    UNREADABLE = "unreadable"
    """The connection held, the answer made no sense."""


KEPT_HEADERS = frozenset(
    {
        "age", "cache-control", "cf-cache-status", "cf-mitigated", "cf-ray", "content-length", "content-type", "date",
        "etag", "last-modified", "location", "retry-after", "server", "via", "x-cluster", "x-powered-by", "x-served-by",
    }
)  # fmt: skip
"""Headers that say who answered and why. Never `set-cookie`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """One question and its answer."""

    kind: ProbeKind
    address: str
    at: datetime
    post: str | None = None
    """The id of the known post that was asked for."""
    status: int | None = None
    """`None` where there was no answer; see `problem`."""
    url: str = ""
    """Where the answer came from, after redirects."""
    hops: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)
    title: str = ""
    seconds: float = 0.0
    size: int = 0
    """Bytes of the body."""
    digest: str = ""
    """SHA-256 of the body."""
    body: bytes = field(default=b"", repr=False)
    """The body for evidence; empty in a round that was read back from the history."""
    problem: NoAnswer | None = None
    said: str = ""
    """What went wrong with the connection, for people."""

    @property
    def fingerprint(self) -> str:
        """Return 16 hex digits that are the same while the answer is the same in what matters.

        Pages differ in every answer (tokens, times), so their bytes are left out; status, title and landing place
        are what people would compare.
        """
        same = (self.kind, self.post, self.status, self.title, self.url.partition("?")[0], self.problem)
        return hashlib.sha256(repr(same).encode()).hexdigest()[:16]
