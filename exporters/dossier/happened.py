"""What was seen during an incident, entry by entry, with the files that were kept."""

import hashlib
import re
from datetime import datetime

from backup.archive import layout, timelines
from backup.archive.archive import Archive
from backup.archive.forgotten import ADDRESS
from backup.archive.incidents import Incidents
from backup.errors import OutlastError
from backup.risk.moments import moment_in
from backup.watch.compared import compared_in
from backup.watch.incident import Entry, EntryKind, Evidence, Incident
from backup.watch.probe import ProbeKind
from backup.watch.signals import SignalKind
from exporters.dossier.facts import Event, Happened
from exporters.dossier.proof import Fact, Proof, ProofKind, object_proof

_WITHHELD = frozenset({SignalKind.SUSPENDED, SignalKind.POST_REMOVED, SignalKind.GONE, SignalKind.RESTRICTED})
"""What the platform did, as far as an answer tells; an outage or a network that is down is none of it."""


_CDATA = re.compile(r"<!\[CDATA\[|\]\]>")
"""How feeds wrap a title."""
_TELLING = frozenset({EntryKind.OPENED, EntryKind.MAIL, EntryKind.APPEAL, EntryKind.CLOSED})
"""Entries whose words tell the platform's side of it too; notes are the writer's own."""


def happened_of(archive: Archive, incident: Incident, now: datetime, *, subscribers: bool) -> Happened:
    """Return what an incident holds; what the writer wrote is left out where the key is away or it is damaged.

    `subscribers`: what was compared with the platform may be shared, though it names them.
    """
    path = timelines.path_of(archive.root, incident.id)
    timeline = Proof(
        kind=ProofKind.TIMELINE,
        path=f"{layout.INCIDENTS}/{path.name}",
        sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
    )
    events = tuple(
        Fact(
            value=_event(archive, entry, now, subscribers=subscribers),
            proofs=(timeline, *(object_proof(archive.store.resolve(kept.object)) for kept in entry.kept)),
        )
        for entry in incident.entries
    )
    closed = [one.value.at for one in events if one.value.kind is EntryKind.CLOSED]
    return Happened(
        id=incident.id,
        opened=moment_in(incident.opened) or now,
        closed=closed[-1] if closed else None,
        events=events,
    )


def _event(archive: Archive, entry: Entry, now: datetime, *, subscribers: bool) -> Event:
    fields = entry.fields
    status = fields.get("status")
    means = str(fields.get("means") or "")
    verdict = fields.get("verdict")
    return Event(
        kind=entry.kind,
        at=moment_in(entry.at) or now,
        text=entry.text,
        words=_words(archive, entry.words) if entry.words and entry.kind in _TELLING else "",
        told=fields.get("told") is True or fields.get("appeal") == "answered",
        address=str(fields.get("address") or ""),
        status=status if isinstance(status, int) and not isinstance(status, bool) else None,
        title=" ".join(_CDATA.sub("", str(fields.get("title") or "")).split()),
        owner=_is_owners(entry),
        bad=entry.kind is EntryKind.PROBE and means in _WITHHELD,
        verdict=str(verdict) if entry.kind is EntryKind.VERDICT and verdict else "",
        compared=compared_in(entry),
        kept=entry.kept,
        shared=_shared(entry, subscribers=subscribers),
    )


def _is_owners(entry: Entry) -> bool:
    return entry.kind is EntryKind.PROBE and entry.fields.get("kind") == ProbeKind.OWNER


def _shared(entry: Entry, *, subscribers: bool) -> tuple[Evidence, ...]:
    if entry.kind is EntryKind.COMPARED and not subscribers:
        return ()
    if _is_owners(entry):
        return ()  # what the platform shows to nobody else: the address of the account, its settings
    return entry.evidence  # what the writer wrote is on the page, without addresses; as it was written it stays sealed


def _words(archive: Archive, kept: Evidence) -> str:
    try:
        words = Incidents(archive).read(kept)
    except OutlastError:
        return ""
    return ADDRESS.sub(b"[address]", words).decode("utf-8", "replace").strip()
