"""Adds to an incident: the writer's notes, files that show something, and which alerts got through."""

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import groupby
from pathlib import Path

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.errors import IncidentClosed, InputError, NoIncident
from backup.watch.incident import EntryKind, Incident, NewEntry, NewEvidence
from outlast.telling.outbox import Attempt, Outbox

LARGEST = 256 * 1024 * 1024
"""Bytes of a file that can be attached: it is packed in memory."""

_NOTES = {
    EntryKind.NOTE: "A note.",
    EntryKind.MAIL: "A mail from or to the platform.",
    EntryKind.APPEAL: "An appeal to the platform.",
}


def note(archive: Archive, incident: str, words: str, *, now: datetime, kind: EntryKind = EntryKind.NOTE) -> Incident:
    """Add what the writer says to the timeline; the words are kept sealed.

    Raises:
        NoIncident, IncidentClosed, DamageError, Locked, StorageError: nothing was added.
    """
    return Incidents(archive).append(incident, [NewEntry(kind=kind, at=now, text=_NOTES[kind], words=words)])


def attach(archive: Archive, incident: str, paths: Iterable[Path], *, now: datetime, words: str = "") -> Incident:
    """Add sealed copies of files to the timeline, all or none.

    Raises:
        InputError: one cannot be read, or is too large.
        NoIncident, IncidentClosed, DamageError, Locked, StorageError: nothing was added.
    """
    entries = [_attachment(path, now=now, words=words) for path in paths]
    return Incidents(archive).append(incident, entries)


def note_alerts(archive: Archive, outbox: Outbox) -> int:
    """Write into the timelines which alerts were sent and which failed, as far as that was not done yet.

    Returns how many. One whose incident is closed or gone is only marked as done.

    Raises:
        DamageError, Locked, StorageError: what is left is done by the next call.
    """
    incidents, done = Incidents(archive), 0
    waiting = sorted(outbox.unnoted(), key=lambda attempt: (attempt.news.incident, attempt.id))
    for incident, attempts in groupby(waiting, key=lambda attempt: attempt.news.incident):
        given = list(attempts)
        try:
            incidents.append(incident, [_told(attempt) for attempt in given])
            done += len(given)
        except (NoIncident, IncidentClosed):
            pass  # news of the closing itself comes after the last entry
        outbox.mark_noted(given)
    return done


def _attachment(path: Path, *, now: datetime, words: str) -> NewEntry:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
        changed = datetime.fromtimestamp(path.stat().st_mtime, UTC)
    except OSError as error:
        raise InputError(f"{path} cannot be read ({error.strerror}).", next="Name a file that you can open.") from None
    if len(content) > LARGEST:
        raise InputError(
            f"{path.name} is larger than {LARGEST // 1024 // 1024} MB.", next="Attach a shorter or smaller copy of it."
        )
    return NewEntry(
        kind=EntryKind.ATTACHMENT,
        at=now,
        text=f"A file was attached: {path.name}",
        words=words,
        evidence=(NewEvidence(name=path.name, content=content),),
        fields={"changed": f"{changed:%Y-%m-%dT%H:%M:%SZ}"},
    )


def _told(attempt: Attempt) -> NewEntry:
    kind = EntryKind.ALERT_SENT if attempt.sent else EntryKind.ALERT_FAILED
    how = "was told" if attempt.sent else "could not be told"
    return NewEntry(
        kind=kind,
        at=attempt.at,
        text=f"“{attempt.news.title}” {how} by {attempt.way}.",
        fields={"way": attempt.way, "answer": attempt.said},
    )
