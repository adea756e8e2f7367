"""Keeps incidents in an archive: evidence becomes sealed objects, then the timeline is written, whose rename counts.

Killed in between, the timeline is as it was, and the objects are named by nothing: harmless. Needs no private half of
the key: sealing takes the public one.
"""

import hashlib
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import PurePath

from backup.archive import atomic, layout, packing, timelines
from backup.archive.archive import Archive
from backup.archive.forgotten import ADDRESS
from backup.archive.timelines import Head
from backup.errors import IncidentClosed, IncidentOpen, StorageError
from backup.model import Json
from backup.watch.incident import Entry, Evidence, Incident, NewEntry, NewEvidence

_SECRET_HEADERS = frozenset({"set-cookie", "cookie", "authorization", "proxy-authorization", "www-authenticate"})
_SLUG_PART = 60
"""Letters of the publication's name in an incident's id, which is a file name of at most 80."""


class Incidents:
    """The incidents of one archive."""

    def __init__(self, archive: Archive) -> None:
        """Take the archive."""
        self._archive = archive

    def __iter__(self) -> Iterator[Incident]:
        """Yield all incidents, the oldest first.

        Raises:
            DamageError: a timeline is not whole.
        """
        for timeline in timelines.read_all(self._archive.root):
            yield timeline.incident

    def __getitem__(self, incident: str) -> Incident:
        """Return an incident by its id.

        Raises:
            NoIncident: there is none.
            DamageError: its timeline is not whole.
        """
        return timelines.read(self._archive.root, incident).incident

    def open_one(self, publication: str | None = None) -> Incident | None:
        """Return the incident that is open, of one publication or of any; the newest, should there be several.

        Raises:
            DamageError: a timeline is not whole, so that it cannot be told.
        """
        found = [one for one in self if one.is_open and publication in (None, one.publication)]
        return found[-1] if found else None

    def open(self, publication: str, entries: Sequence[NewEntry]) -> Incident:
        """Begin an incident with these entries, the first of which says what happened.

        Raises:
            IncidentOpen: there is one of this publication already.
            Locked, StorageError: nothing was changed.
        """
        root = self._archive.root
        with self._archive.writing():
            if (already := self.open_one(publication)) is not None:
                raise IncidentOpen(f"There is an incident of {publication} already that is not closed: {already.id}.")
            day = entries[0].at.astimezone(UTC).date().isoformat()
            stem = f"{day}-{publication[:_SLUG_PART].rstrip('._-')}"
            numbers = [int(name.removeprefix(f"{stem}-")) for name in timelines.names(root) if _numbered(name, stem)]
            head = Head(
                format=layout.FORMAT,
                archive=self._archive.info.id,
                id=f"{stem}-{max(numbers, default=0) + 1}",
                publication=publication,
            )
            return self._write(head, (), entries)

    def append(self, incident: str, entries: Sequence[NewEntry]) -> Incident:
        """Add entries to the timeline of an open incident, all or none, and return it.

        Raises:
            NoIncident, IncidentClosed: there is nothing to add to.
            DamageError: its timeline is not whole; mend it first, so that the damage is not written over.
            Locked, StorageError: nothing was changed.
        """
        with self._archive.writing():
            timeline = timelines.read(self._archive.root, incident)
            if not timeline.incident.is_open:
                raise IncidentClosed(f"The incident {incident} is closed.")
            return self._write(timeline.head, timeline.incident.entries, entries)

    def read(self, evidence: Evidence) -> bytes:
        """Return a file of the evidence.

        Raises:
            KeyProblem: the key is not there.
            DamageError: the object is damaged or missing.
        """
        name = self._archive.store.resolve(evidence.object)
        return packing.unpack(name, self._archive.store.read(name), self._archive.vault)

    def _write(self, head: Head, before: Sequence[Entry], added: Sequence[NewEntry]) -> Incident:
        root, store = self._archive.root, self._archive.store
        try:
            with atomic.storage_errors(root):
                timeline = timelines.timeline_of(head, [*before, *map(self._kept, added)])
                atomic.sync_all(root)
                timelines.write(root, timeline)
        except (OSError, StorageError):
            store.take_back()
            raise
        store.settled()
        return timeline.incident

    def _kept(self, entry: NewEntry) -> Entry:
        words = NewEvidence(name="words.txt", content=entry.words.encode()) if entry.words else None
        return Entry(
            kind=entry.kind,
            at=moment(entry.at),
            text=_without_addresses(entry.text),
            words=self._sealed(words) if words else None,
            evidence=tuple(map(self._sealed, entry.evidence)),
            fields={name: _open_part(value) for name, value in entry.fields.items()},
        )

    def _sealed(self, evidence: NewEvidence) -> Evidence:
        path = PurePath(" ".join(PurePath(evidence.name).name.split()))
        kind = re.sub(r"[^a-z0-9]", "", path.suffix.lower())[:8]
        name = (_without_addresses(path.stem)[:100] or "file") + (f".{kind}" if kind else "")
        store, vault = self._archive.store, self._archive.vault
        stored, _ = packing.put(store, vault, [evidence.content], kind or "bin", private=True)
        digest = hashlib.sha256(evidence.content).hexdigest()
        return Evidence(name=name, object=stored, size=len(evidence.content), sha256=digest)


def moment(at: datetime) -> str:
    """Return a moment as timelines hold it."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _numbered(name: str, stem: str) -> bool:
    return re.fullmatch(rf"{re.escape(stem)}-[0-9]+", name) is not None


def _without_addresses(text: str) -> str:
    """Return text for the timeline, which is not sealed: whoever is named in it, it is not by address."""
    return ADDRESS.sub(b"[address]", text.encode()).decode("utf-8", "replace")


def _open_part(value: Json) -> Json:
    """Return what of a field may lie in the open: no session, no address."""
    if isinstance(value, dict):
        return {name: _open_part(inner) for name, inner in value.items() if name.lower() not in _SECRET_HEADERS}
    if isinstance(value, list):
        return [_open_part(inner) for inner in value]
    return _without_addresses(value) if isinstance(value, str) else value
