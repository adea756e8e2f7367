"""The log of appeals: what was sent in, with which receipt, and what was answered, read from an incident's timeline.

The log is no file of its own. Each submission is an entry `appeal` and each answer an entry `mail` of the timeline, so
that it is sealed, copied, restored and erased with it; `fields` say which of them belong to the log.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from backup.watch.incident import Entry, EntryKind, Evidence, Incident

FIELD = "appeal"
"""The field of an entry that makes it part of the log: `sent` or `answered`."""
SENT = "sent"
ANSWERED = "answered"
RECEIPT = "receipt.txt"


class Channel(StrEnum):
    """By which way an appeal went."""

    WEB_FORM = "web-form"
    MAIL = "mail"
    CHAT = "chat"
    APP = "app"
    LETTER = "letter"

    @property
    def words(self) -> str:
        """Return how it is said in a sentence."""
        return {"web-form": "a form on the web", "chat": "the support chat", "app": "the app"}.get(self, f"a {self}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission:
    """An appeal that was sent in."""

    number: int
    """From 1, in the order in which they were sent."""
    at: datetime
    form: str
    """What it was for: `account`, `publication` or `profile`."""
    channel: str
    text: Evidence | None
    """What was sent, sealed; `None` where it was not kept."""
    receipt: Evidence | None
    """What the platform confirmed it with, sealed; `None` where it gave none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the platform answered."""

    at: datetime
    text: Evidence
    """The words or the file, sealed."""
    in_words: bool
    """Whether the writer typed what it said; else it is a file as it came."""

    @property
    def how(self) -> str:
        """Return how it was kept."""
        return "in words" if self.in_words else self.text.name


@dataclass(frozen=True, slots=True, kw_only=True)
class AppealLog:
    """What was sent and answered in one incident."""

    incident: Incident
    submissions: tuple[Submission, ...] = ()
    """The oldest first."""
    answers: tuple[Answer, ...] = ()
    """The oldest first."""

    @property
    def waiting(self) -> Submission | None:
        """Return the last submission while nobody has answered since, and the incident goes on."""
        if not self.submissions or not self.incident.is_open:
            return None
        last = self.submissions[-1]
        return None if any(answer.at >= last.at for answer in self.answers) else last

    @property
    def began(self) -> datetime:
        """Return when the incident began to be kept."""
        return datetime.fromisoformat(self.incident.opened)

    @property
    def ended(self) -> datetime | None:
        """Return when it was closed."""
        closed = (entry.at for entry in self.incident.entries if entry.kind is EntryKind.CLOSED)
        return next(map(datetime.fromisoformat, closed), None)

    def lasted(self, now: datetime) -> timedelta:
        """Return how long it took, or has taken so far."""
        return max((self.ended or now) - self.began, timedelta(0))


def log_of(incident: Incident) -> AppealLog:
    """Return the log that an incident's timeline holds; what an entry does not say is empty."""
    # By their moments: what was sent yesterday may be written down today. Equal moments keep the timeline's order.
    entries = sorted(incident.entries, key=lambda entry: entry.at)
    sent = [entry for entry in entries if entry.kind is EntryKind.APPEAL and entry.fields.get(FIELD) == SENT]
    answered = [entry for entry in entries if entry.kind is EntryKind.MAIL and entry.fields.get(FIELD) == ANSWERED]
    return AppealLog(
        incident=incident,
        submissions=tuple(_submission(number, entry) for number, entry in enumerate(sent, start=1)),
        answers=tuple(
            Answer(at=datetime.fromisoformat(entry.at), text=entry.kept[0], in_words=entry.words is not None)
            for entry in answered
            if entry.kept
        ),
    )


def _submission(number: int, entry: Entry) -> Submission:
    return Submission(
        number=number,
        at=datetime.fromisoformat(entry.at),
        form=str(entry.fields.get("form", "")),
        channel=str(entry.fields.get("channel", "")),
        text=entry.words,
        receipt=next((kept for kept in entry.evidence if kept.name == RECEIPT), None),
    )
