"""Closes an incident: what is on the platform now is compared with what was saved, and what was lost is listed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

import msgspec

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.errors import IncidentClosed
from backup.watch.incident import EntryKind, Incident, NewEntry, NewEvidence
from outlast.incidents.comparing import Comparison
from outlast.telling.news import News, NewsKind, Severity

Compare = Callable[[Archive, Incident], Comparison]
"""Looks at the platform, or at an export from it, and compares it with the archive (`comparing.compare`)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Closed:
    """An incident that was closed, what was found before, and the news of it."""

    incident: Incident
    comparison: Comparison | None
    """`None` where nobody looked."""
    news: News


def close_incident(
    archive: Archive,
    incident: str,
    *,
    compare: Compare | None,
    now: datetime,
    account: str = "",
    words: str = "",
) -> Closed:
    """Compare, write what was lost into the timeline, close the incident, and let held jobs go on.

    `compare=None` closes without looking. Where the look fails, the incident stays open.

    Raises:
        NoIncident, IncidentClosed: there is nothing to close.
        DamageError, Locked, StorageError, and whatever `compare` raises: it stays open.
    """
    incidents = Incidents(archive)
    known = incidents[incident]
    if not known.is_open:
        raise IncidentClosed(f"The incident {incident} is closed already.")
    comparison = compare(archive, known) if compare is not None else None
    text = summary_of(comparison)
    entries = [_compared(comparison, text, now)] if comparison is not None else []
    closing = "The incident is closed; jobs that were held go on."
    if comparison is None:
        closing += " What is on the platform was not looked at."
    entries.append(NewEntry(kind=EntryKind.CLOSED, at=now, text=closing, words=words))
    closed = incidents.append(incident, entries)
    news = News(
        kind=NewsKind.INCIDENT,
        state="closed",
        title=f"The incident of {closed.publication} is closed",
        text=f"{text} {closing}",
        account=account or closed.publication,
        when=now,
        severity=Severity.ATTENTION if comparison is not None and comparison.lost else Severity.INFO,
        incident=incident,
        next=f"outlast incident timeline --id {incident}",
    )
    return Closed(incident=closed, comparison=comparison, news=news)


def summary_of(comparison: Comparison | None) -> str:
    """Return what was found as sentences that name nobody."""
    if comparison is None:
        return "It was closed without looking."
    parts = []
    if comparison.lost:
        counts = ", ".join(f"{len(names):,} {table}" for table, names in comparison.lost.items())
        parts.append(f"Not on the platform any more, but saved here: {counts}.")
    else:
        parts.append("Nothing was lost of what could be compared.")
    if comparison.back:
        parts.append("There: " + ", ".join(f"{count:,} {table}" for table, count in comparison.back.items()) + ".")
    if comparison.not_looked_at:
        parts.append(f"Not looked at: {', '.join(comparison.not_looked_at)}.")
    return " ".join(parts)


def _compared(comparison: Comparison, text: str, now: datetime) -> NewEntry:
    lost = {table: list(names) for table, names in comparison.lost.items()}
    evidence: Sequence[NewEvidence] = ()
    if lost:
        # The names of chats and the addresses of subscribers are in here, and so it is evidence, which is sealed.
        listed = msgspec.json.format(msgspec.json.encode(lost), indent=1) + b"\n"
        evidence = (NewEvidence(name="lost.json", content=listed),)
    return NewEntry(
        kind=EntryKind.COMPARED,
        at=now,
        text=text,
        evidence=tuple(evidence),
        fields={
            "lost": {table: len(names) for table, names in lost.items()},
            "back": dict(comparison.back),
            "not_looked_at": list(comparison.not_looked_at),
        },
    )
