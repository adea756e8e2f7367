"""Opens an incident: the last good snapshots are pinned, and jobs that could overwrite are held."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backup.archive import tables
from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.errors import IncidentOpen
from backup.watch.incident import EntryKind, Incident, NewEntry
from outlast.telling.news import News, NewsKind, Severity


@dataclass(frozen=True, slots=True, kw_only=True)
class Opened:
    """An incident that was opened, and the news of it."""

    incident: Incident
    pinned: tuple[int, ...]
    """Numbers of the snapshots that hold the last good state."""
    news: News


def open_incident(
    archive: Archive,
    publication: str,
    *,
    text: str,
    now: datetime,
    account: str = "",
    words: str = "",
    found: Sequence[NewEntry] = (),
) -> Opened:
    """Open an incident of a publication; `found` is what the watch saw, `words` what the writer says.

    `text` is one sentence of Outlast's own; it goes out with the alerts and names no subscriber.

    Raises:
        IncidentOpen: there is one of this publication already.
        Locked, StorageError: it was not opened.
        DamageError: a timeline is damaged, so that it cannot be told whether one is open.
    """
    incidents = Incidents(archive)
    if (already := incidents.open_one(publication)) is not None:
        raise IncidentOpen(f"There is an incident of {publication} already that is not closed: {already.id}.")
    # Pinned first: killed in between, a pin too many is left, and not an incident without one.
    pinned = _pin(archive, publication)
    entries = [
        NewEntry(kind=EntryKind.OPENED, at=now, text=text, words=words),
        *found,
        NewEntry(kind=EntryKind.PAUSED, at=now, text="Jobs that could overwrite what is saved are held."),
    ]
    if pinned:
        numbers = " and ".join([", ".join(map(str, pinned[:-1])), str(pinned[-1])]) if pinned[1:] else str(pinned[0])
        what = f"The last good state is pinned: snapshot{'s' if pinned[1:] else ''} {numbers}."
        entries.append(NewEntry(kind=EntryKind.PINNED, at=now, text=what, fields={"snapshots": list(pinned)}))
    incident = incidents.open(publication, entries)
    news = News(
        kind=NewsKind.INCIDENT,
        state="opened",
        title=f"An incident of {publication} was opened",
        text=f"{text} What was saved before is safe and kept from being replaced.",
        account=account or publication,
        when=now,
        severity=Severity.ALARM,
        incident=incident.id,
        next="outlast incident timeline",
    )
    return Opened(incident=incident, pinned=pinned, news=news)


def _pin(archive: Archive, publication: str) -> tuple[int, ...]:
    """Pin the newest good snapshot of every table that a loss would hurt, and return their numbers."""
    if publication not in archive.slugs():
        return ()
    chain = archive.chain(publication)
    wanted = {tables.POSTS, tables.PRIVATE_POSTS, *tables.WATCHED, tables.MEDIA, tables.PRIVATE_MEDIA}
    latest = {one.number: one for table in sorted(wanted) if (one := chain.latest(table)) is not None}
    if not latest and (newest := chain.latest()) is not None:
        latest = {newest.number: newest}
    for number, snapshot in sorted(latest.items()):
        if not snapshot.pinned:
            archive.mark(publication, number, pin=True)
    return tuple(sorted(latest))
