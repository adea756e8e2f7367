"""A piece of news for the writer: what happened, to which account, and what to do next."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class NewsKind(StrEnum):
    """What the news is about; the words of the setting `alerts.NAME.on`."""

    DOWN = "down"
    """The account or publication is not there any more, or not for everybody."""
    BACK = "back"
    """It is there again."""
    INCIDENT = "incident"
    """An incident was opened or closed."""
    SUSPECT = "suspect"
    """A snapshot was kept apart, because much less came than before."""
    BACKUP = "backup"
    """No backup succeeded for too long, or one succeeds again."""
    SIGN_IN = "sign-in"
    """The saved session is not accepted any more, or will soon end."""
    REMINDER = "reminder"
    """An export or a subscriber list is old."""
    MAIL = "mail"
    """A letter to your subscribers has gone out, or was stopped on the way."""
    TEST = "test"
    """A test by the writer."""

    @property
    def topic(self) -> str:
        """Return what the news is one state of: `down` and `back` follow on each other, so they share one."""
        return "online" if self in (NewsKind.DOWN, NewsKind.BACK) else self.value


class Severity(StrEnum):
    """How loud to be."""

    INFO = "info"
    ATTENTION = "attention"
    ALARM = "alarm"


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """Something the writer has to know. Holds no subscriber's address: it goes out by mail, push and web."""

    kind: NewsKind
    title: str
    """One line."""
    text: str
    """Some sentences, in plain words."""
    account: str
    """The name of the account or publication it is about; empty where it is about this computer."""
    when: datetime
    """When it happened (aware)."""
    severity: Severity = Severity.INFO
    incident: str = ""
    """The id of the incident it belongs to, if any."""
    next: str = ""
    """What to do: a command, or a sentence."""
    state: str = ""
    """The state that began, where the kind has several (`suspended`, `removed`, `opened`, `closed` …)."""

    @property
    def told_as(self) -> str:
        """Return the state that it tells: the same one again is no news."""
        return f"{self.kind}:{self.state}"
