"""The timelines of incidents: one JSON file each, whose entries are chained by their digests.

Format: docs/reference/archive-format.md, "Incidents". Each entry carries the SHA-256 of the one before it and of its
own canonical JSON, the first one that of the head, and the head names the last: a flipped byte, a changed or a missing
entry shows.
"""

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec

from backup.archive import atomic, layout
from backup.errors import DamageError, NoIncident
from backup.slugs import validate_name
from backup.watch.incident import Entry, Incident


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """What a timeline says of itself."""

    format: int
    archive: str
    id: str
    publication: str
    rewritten: tuple[str, ...] = ()
    """When and why entries were written anew (a person was erased); no names in it."""


class Link(msgspec.Struct, frozen=True, kw_only=True):
    """An entry in its place in the chain."""

    digest: str
    """SHA-256 of the digest before it (64 hex digits) and the entry's canonical JSON."""
    entry: Entry


class Timeline(msgspec.Struct, frozen=True, kw_only=True):
    """The content of the file of an incident."""

    head: Head
    last: str
    """The digest of the last entry."""
    entries: tuple[Link, ...]

    @property
    def incident(self) -> Incident:
        """Return the incident that it tells."""
        entries = tuple(link.entry for link in self.entries)
        return Incident(id=self.head.id, publication=self.head.publication, entries=entries)


def timeline_of(head: Head, entries: Sequence[Entry]) -> Timeline:
    """Return a timeline with its chain."""
    digest = hashlib.sha256(_canonical(head)).hexdigest()
    links = []
    for entry in entries:
        digest = hashlib.sha256(digest.encode() + _canonical(entry)).hexdigest()
        links.append(Link(digest=digest, entry=entry))
    return Timeline(head=head, last=digest, entries=tuple(links))


def encode(timeline: Timeline) -> bytes:
    """Return the bytes of the file."""
    return msgspec.json.format(msgspec.json.encode(timeline), indent=1) + b"\n"


def decode(name: str, data: bytes) -> Timeline:
    """Return the timeline that the file of this name holds.

    Raises:
        DamageError: it is not whole.
    """
    try:
        timeline = msgspec.json.decode(data, type=Timeline)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise DamageError(f"The timeline of an incident cannot be read: {layout.INCIDENTS}/{name}") from error
    right = timeline_of(timeline.head, [link.entry for link in timeline.entries])
    # Byte by byte: blanks, the order of fields and unknown ones are damage too.
    if not timeline.entries or timeline.head.id != name.removesuffix(".json") or encode(right) != data:
        raise DamageError(f"The timeline of an incident is damaged: {layout.INCIDENTS}/{name}")
    return timeline


def names(root: Path) -> list[str]:
    """Return the ids of all incidents, the oldest first."""
    return sorted(path.stem for path in (root / layout.INCIDENTS).glob("[0-9]*.json"))


def read(root: Path, incident: str) -> Timeline:
    """Return the timeline of an incident.

    Raises:
        NoIncident: there is none of that id.
        DamageError: it is not whole.
    """
    try:
        validate_name(incident)
        data = path_of(root, incident).read_bytes()
    except (ValueError, FileNotFoundError):
        raise NoIncident(f"There is no incident {incident} in this archive.") from None
    return decode(f"{incident}.json", data)


def read_all(root: Path) -> Iterator[Timeline]:
    """Yield all timelines, the oldest first.

    Raises:
        DamageError: one is not whole.
    """
    for name in names(root):
        yield read(root, name)


def write(root: Path, timeline: Timeline) -> None:
    """Put a timeline in its place, durably, in one step; under the archive's lock."""
    path = path_of(root, timeline.head.id)
    path.parent.mkdir(mode=0o700, exist_ok=True)
    atomic.write(path, encode(timeline))


def path_of(root: Path, incident: str) -> Path:
    """Return where the timeline of an incident lies."""
    return root / layout.INCIDENTS / f"{incident}.json"


def evidence_objects(timeline: Timeline) -> Iterator[tuple[str, str]]:
    """Yield the name of each object that a timeline refers to, and whose it is, for people."""
    for link in timeline.entries:
        for kept in link.entry.kept:
            yield kept.object, f"evidence of the incident {timeline.head.id}: {kept.name}"


def _canonical(value: object) -> bytes:
    """Return JSON with sorted keys, without blanks, in UTF-8: what any program can make again from the file."""
    return msgspec.json.encode(value, order="sorted")
