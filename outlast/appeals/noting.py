"""Writes into an incident's timeline what was sent to the platform, and what it answered."""

from datetime import datetime

from backup.archive.archive import Archive
from backup.archive.incidents import Incidents
from backup.watch.incident import EntryKind, Incident, NewEntry, NewEvidence
from outlast.appeals.log import ANSWERED, FIELD, RECEIPT, SENT, Channel


def note_sent(
    archive: Archive, incident: str, *, form: str, channel: Channel, text: str, receipt: str | None, at: datetime
) -> Incident:
    """Note that an appeal was sent. Its text and its receipt are kept sealed; that none was given is noted, too.

    Raises:
        NoIncident, IncidentClosed, DamageError, Locked, StorageError: nothing was noted.
    """
    given = "The platform gave a receipt." if receipt else "The platform gave no receipt."
    entry = NewEntry(
        kind=EntryKind.APPEAL,
        at=at,
        text=f"An appeal for the {form} was sent by {channel.words}. {given}",
        words=text,
        evidence=(NewEvidence(name=RECEIPT, content=receipt.encode()),) if receipt else (),
        fields={FIELD: SENT, "form": form, "channel": str(channel), "receipt": "given" if receipt else "none given"},
    )
    return Incidents(archive).append(incident, [entry])


def note_reason(archive: Archive, incident: str, reason: str, *, at: datetime) -> Incident:
    """Note what the platform gave as its reason; kept sealed, and told in a dossier as its side of it.

    Raises:
        NoIncident, IncidentClosed, DamageError, Locked, StorageError: nothing was noted.
    """
    entry = NewEntry(
        kind=EntryKind.MAIL, at=at, text="The platform gave a reason.", words=reason, fields={"told": True}
    )
    return Incidents(archive).append(incident, [entry])


def note_answer(archive: Archive, incident: str, said: NewEvidence | str, *, at: datetime) -> Incident:
    """Note what the platform answered: words, or a file as it came. Both are kept sealed.

    Raises:
        NoIncident, IncidentClosed, DamageError, Locked, StorageError: nothing was noted.
    """
    words = said if isinstance(said, str) else ""
    entry = NewEntry(
        kind=EntryKind.MAIL,
        at=at,
        text="The platform answered an appeal.",
        words=words,
        evidence=() if isinstance(said, str) else (said,),
        fields={FIELD: ANSWERED},
    )
    return Incidents(archive).append(incident, [entry])
