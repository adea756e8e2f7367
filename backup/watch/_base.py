"""The contract of a platform that can be watched: what to ask, and how its answers are read."""

import hashlib
import json
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar

from backup.model import Json
from backup.watch import page
from backup.watch.probe import Probe, ProbeKind
from backup.watch.reading import Reading, host_of, place_of
from backup.watch.rules import Rule
from backup.watch.target import Target

_BARE = 600
"""Characters of words below which a page is bare. Substack's notice is “a plain white screen with bold black text”."""
_COLLAPSED = 0.25
"""A list with no more than this share of what it had has collapsed; and at least `_LOST` must be gone."""
_LOST = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """A question for a probe."""

    kind: ProbeKind
    address: str
    post: str | None = None
    signed_in: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Learned:
    """What one look told that later looks can compare with; `None` is what it did not tell."""

    publication_id: str | None = None
    handle: str | None = None
    landed: str | None = None
    feed_size: int | None = None
    subscribers: int | None = None


class WatchedPlatform(ABC):
    """What a platform can be asked, and what its answers hold. It judges nothing: the rules do."""

    name: ClassVar[str]
    """As in the settings."""
    title: ClassVar[str]
    """For people."""
    hosts: ClassVar[tuple[str, ...]]
    """Its own hosts; those under them are meant too."""
    controls: ClassVar[tuple[str, ...]]
    """Pages of other people there, to compare with; the next is asked when the one before it is not well."""
    marks: ClassVar[tuple[str, ...]]
    """Texts of which every sound page of the platform holds one."""
    rules: ClassVar[tuple[Rule, ...]]
    causes: ClassVar[Mapping[ProbeKind, str]]
    """What could bring about the hints of each probe alone; one that is not named is a cause of its own."""

    @abstractmethod
    def asks(self, target: Target) -> Iterator[Ask]:
        """Yield what to ask about a publication, without control and network."""

    @abstractmethod
    def learn(self, readings: list[Reading], target: Target) -> Learned:
        """Return what the answers of a look in which all was well tell."""

    def data_of(self, probe: Probe, body: str) -> Json:
        """Return the data of an answer: its JSON, or what a platform's page carries with it."""
        if probe.status is None or page.is_page(body):
            return None
        try:
            data: Json = json.loads(body)
        except (ValueError, RecursionError):
            return None
        return data

    def facts_of(self, probe: Probe, body: str, data: Json, target: Target) -> Iterator[str]:  # noqa: ARG002
        """Yield what else the platform's module sees in an answer."""
        yield from ()

    def is_id(self, text: str) -> bool:
        """Tell whether this can be an id that the platform gave; an archive may know a name only."""
        return bool(text)

    def is_own(self, address: str) -> bool:
        """Tell whether an address is on one of the platform's own hosts."""
        host = host_of(address)
        return any(host == own or host.endswith(f".{own}") for own in self.hosts)

    def controls_for(self, target: Target) -> tuple[str, ...]:
        """Return the pages to compare with: what the settings name on this platform, else its own choice."""
        return tuple(one for one in target.controls if self.is_own(one)) or self.controls

    def cause(self, kind: ProbeKind) -> str:
        """Return what could bring about a hint of this probe alone."""
        return self.causes.get(kind, str(kind))

    def read(self, probe: Probe, target: Target, *, challenge: bool = False) -> Reading:
        """Return an answer with all that can be told of it; no body makes this raise."""
        body = probe.body.decode("utf-8", "replace")
        data = self.data_of(probe, body)
        words = page.folded(page.words_of(body) if page.is_page(body) else body)
        facts = {"challenge"} if challenge else set()
        if probe.status is not None:
            facts |= {*self._plain_facts(probe, body, words, data, target), *self.facts_of(probe, body, data, target)}
        return Reading(probe=probe, words=words, data=data, facts=frozenset(facts))

    def _plain_facts(self, probe: Probe, body: str, words: str, data: Json, target: Target) -> Iterator[str]:
        if page.is_page(body):
            yield "page"
        if data is not None and not page.is_page(body):
            yield "data"
        if any(mark in body for mark in self.marks):
            yield "platform"
        titles = [page.folded(post.title) for post in target.posts if probe.post in (None, post.id) and post.title]
        shown = f"{page.folded(probe.title)} {words}"
        known = [title for title in titles if title in shown and (len(title) > 7 or probe.post)]
        if known:
            yield "known-title"
        elif len(words) < _BARE:
            yield "bare"
        if len(target.name) > 3 and page.folded(target.name) in page.folded(probe.title):
            yield "known-name"
        if probe.url and host_of(probe.url) != host_of(probe.address):
            yield "elsewhere"
        if probe.kind is ProbeKind.HOME and target.landed and probe.url:
            places = {place_of(target.landed), place_of(probe.address)}
            if place_of(probe.url) not in places:
                yield "moved"
        if probe.kind is ProbeKind.FEED and page.is_feed(body):
            yield "feed"
            yield from shrunk(page.feed_items(body), expected_feed(target))


def shrunk(now: int, expected: int) -> Iterator[str]:
    """Yield `empty` or `collapsed` for a list that held `expected` items and holds `now`."""
    if now == 0 and expected > 0:
        yield "empty"
    elif expected - now >= _LOST and now <= expected * _COLLAPSED:
        yield "collapsed"


def expected_feed(target: Target) -> int:
    """Return how many items the feed should have: what it had lately, but no more than there are posts."""
    if target.feed_size is None:
        return min(1, target.public_posts or 0)
    return target.feed_size if target.public_posts is None else min(target.feed_size, max(target.public_posts, 1))


def digest_of(body: bytes) -> str:
    """Return the SHA-256 of a body, in hex."""
    return hashlib.sha256(body).hexdigest()
