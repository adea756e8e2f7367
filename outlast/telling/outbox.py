"""The outbox: news that was posted, and to which ways each still has to go.

One alert for each change of state: news that says what was told last of the same account, topic and incident is not
taken. An alert that fails is tried again after 1, 5, 15 and 60 minutes, 3, 6 and 12 hours, then daily, for three days.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

from outlast.settings.alert import AlertSetting
from outlast.state.database import StateDatabase
from outlast.telling.changes import CHANGES, PART
from outlast.telling.news import News, NewsKind, Severity

_MINUTE = 60.0
BACK_OFF = tuple(minutes * _MINUTE for minutes in (1, 5, 15, 60, 180, 360, 720, 1440))
"""Seconds to wait after the first failure, the second …; the last one repeats."""
KEEP_TRYING = 3 * 24 * 60 * _MINUTE
CLAIM = 10 * _MINUTE
"""For how long a run that took a delivery has it for itself; if it is killed, the next one takes it after that."""
_FARTHEST = BACK_OFF[-1] + CLAIM
"""No due time lies farther ahead, unless the clock was set back."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attempt:
    """One try to tell something in one way."""

    way: str
    at: datetime
    sent: bool
    said: str
    """What the other side said, or what went wrong; holds no secret."""
    news: News
    id: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """A delivery that a run has taken for itself."""

    number: int
    """Of the news."""
    way: str
    tries: int
    """This one included."""
    posted: float
    news: News


@dataclass(frozen=True, slots=True, kw_only=True)
class Undelivered:
    """News that did not get through yet, or not at all."""

    way: str
    news: News
    given_up: bool
    """Nothing is tried any more until somebody changes something."""
    tries: int
    due: datetime
    said: str
    """What went wrong the last time; empty where it was not tried yet."""


class Outbox:
    """The news and their deliveries, in the notes of this computer."""

    def __init__(self, notes: StateDatabase) -> None:
        """Take the notes, and bring their tables up to date."""
        notes.prepare(PART, CHANGES)
        self._notes = notes

    def post(self, news: News, ways: Iterable[AlertSetting], *, now: datetime) -> bool:
        """Take news for all ways that want its kind; return whether it is a change of state, else nothing is done."""
        topic, state = news.kind.topic, news.told_as
        with self._notes.transaction() as connection:
            key = (news.account, topic, news.incident)
            query = "SELECT state FROM alert_told WHERE account = ? AND topic = ? AND incident = ?"
            if connection.execute(query, key).fetchone() == (state,) and news.kind is not NewsKind.TEST:
                return False
            connection.execute("INSERT OR REPLACE INTO alert_told VALUES (?, ?, ?, ?)", (*key, state))
            number = _insert(connection, news, now)
            for way in ways:
                if not way.on or news.kind.value in way.on:
                    values = (number, way.name, now.timestamp())
                    connection.execute("INSERT INTO alert_delivery VALUES (?, ?, 'waiting', 0, ?)", values)
        return True

    def settle(self, account: str, kind: NewsKind) -> None:
        """Note that a state has ended without news of its own, so that it is told anew when it begins again."""
        with self._notes.transaction() as connection:
            connection.execute("DELETE FROM alert_told WHERE account = ? AND topic = ?", (account, kind.topic))

    def has_due(self, *, now: datetime) -> bool:
        """Tell whether any delivery is due."""
        query = "SELECT 1 FROM alert_delivery WHERE state = 'waiting' AND (due <= ? OR due > ?) LIMIT 1"
        moment = now.timestamp()
        return self._notes.connection.execute(query, (moment, moment + _FARTHEST)).fetchone() is not None

    def take_due(self, way: str, *, now: datetime) -> Due | None:
        """Take one delivery of a way that is due, so that no other run sends it too; `None` when there is none."""
        moment = now.timestamp()
        with self._notes.transaction() as connection:
            row = connection.execute(
                "SELECT news, tries, posted FROM alert_delivery JOIN alert_news ON id = news "
                "WHERE way = ? AND alert_delivery.state = 'waiting' AND (due <= ? OR due > ?) ORDER BY news LIMIT 1",
                (way, moment, moment + _FARTHEST),
            ).fetchone()
            if row is None:
                return None
            number, tries, posted = row
            self._set(connection, number, way, "waiting", tries + 1, moment + CLAIM)
            return Due(number=number, way=way, tries=tries + 1, posted=posted, news=_read(connection, number))

    def note(self, due: Due, *, sent: bool, said: str, permanent: bool, now: datetime) -> Attempt:
        """Note what came of a delivery that was taken, and when it is tried again if it failed."""
        moment = now.timestamp()
        state, again = "sent", moment
        if not sent:
            again = moment + BACK_OFF[min(due.tries, len(BACK_OFF)) - 1]
            state = "given-up" if permanent or again > due.posted + KEEP_TRYING else "waiting"
        with self._notes.transaction() as connection:
            self._set(connection, due.number, due.way, state, due.tries, again)
            number = _attempt(connection, due.number, due.way, moment, sent=sent, said=said)
        return Attempt(id=number, way=due.way, at=now, sent=sent, said=said, news=due.news)

    def note_test(self, way: str, news: News, *, sent: bool, said: str, now: datetime) -> None:
        """Note a test; one that succeeds makes what was given up, and is still young enough, due again."""
        moment = now.timestamp()
        with self._notes.transaction() as connection:
            _attempt(connection, _insert(connection, news, now), way, moment, sent=sent, said=said)
            if sent:
                connection.execute(
                    "UPDATE alert_delivery SET state = 'waiting', due = ? WHERE way = ? AND state = 'given-up' "
                    "AND news IN (SELECT id FROM alert_news WHERE posted > ?)",
                    (moment, way, moment - KEEP_TRYING),
                )

    def undelivered(self) -> list[Undelivered]:
        """Return what did not get through, the oldest first: for `alerts list` and the status."""
        rows = self._notes.connection.execute(
            "SELECT news, way, state, tries, due, coalesce((SELECT said FROM alert_attempt AS a "
            "WHERE a.news = d.news AND a.way = d.way ORDER BY a.id DESC LIMIT 1), '') "
            "FROM alert_delivery AS d WHERE state != 'sent' ORDER BY news"
        ).fetchall()
        return [
            Undelivered(
                way=way,
                news=_read(self._notes.connection, number),
                given_up=state == "given-up",
                tries=tries,
                due=_moment(due),
                said=said,
            )
            for number, way, state, tries, due, said in rows
        ]

    def last_attempts(self, way: str, count: int = 3) -> list[Attempt]:
        """Return the newest attempts of a way, the newest first."""
        return list(self._attempts("way = ? ORDER BY id DESC LIMIT ?", (way, count)))

    def unnoted(self) -> list[Attempt]:
        """Return the attempts that belong to an incident and do not stand in its timeline yet, the oldest first."""
        wanted = "noted = 0 AND news IN (SELECT id FROM alert_news WHERE incident != '') ORDER BY id"
        return list(self._attempts(wanted, ()))

    def mark_noted(self, attempts: Iterable[Attempt]) -> None:
        """Note that these stand in the timeline of their incident."""
        with self._notes.transaction() as connection:
            connection.executemany("UPDATE alert_attempt SET noted = 1 WHERE id = ?", [(a.id,) for a in attempts])

    def drop(self, way: str) -> None:
        """Forget what still has to go out in a way that is there no more."""
        with self._notes.transaction() as connection:
            connection.execute("DELETE FROM alert_delivery WHERE way = ? AND state != 'sent'", (way,))

    def _attempts(self, condition: str, values: tuple[object, ...]) -> Iterator[Attempt]:
        query = f"SELECT id, news, way, at, sent, said FROM alert_attempt WHERE {condition}"  # noqa: S608  # fixed
        for number, news, way, at, sent, said in self._notes.connection.execute(query, values).fetchall():
            found = _read(self._notes.connection, news)
            yield Attempt(id=number, way=way, at=_moment(at), sent=bool(sent), said=said, news=found)

    @staticmethod
    def _set(connection: sqlite3.Connection, number: int, way: str, state: str, tries: int, due: float) -> None:
        change = "UPDATE alert_delivery SET state = ?, tries = ?, due = ? WHERE news = ? AND way = ?"
        connection.execute(change, (state, tries, due, number, way))


def _insert(connection: sqlite3.Connection, news: News, now: datetime) -> int:
    columns = "kind, state, title, text, account, incident, severity, next, happened, posted"
    words = (news.kind, news.state, news.title, news.text, news.account, news.incident, news.severity, news.next)
    insert = f"INSERT INTO alert_news ({columns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608  # fixed names
    done = connection.execute(insert, (*words, news.when.timestamp(), now.timestamp()))
    return int(done.lastrowid or 0)


def _attempt(connection: sqlite3.Connection, news: int, way: str, at: float, *, sent: bool, said: str) -> int:
    insert = "INSERT INTO alert_attempt (news, way, at, sent, said) VALUES (?, ?, ?, ?, ?)"
    return int(connection.execute(insert, (news, way, at, sent, said)).lastrowid or 0)


def _read(connection: sqlite3.Connection, number: int) -> News:
    query = "SELECT kind, state, title, text, account, incident, happened, severity, next FROM alert_news WHERE id = ?"
    kind, state, title, text, account, incident, happened, severity, following = connection.execute(
        query, (number,)
    ).fetchone()
    return News(
        kind=NewsKind(kind),
        state=state,
        title=title,
        text=text,
        account=account,
        incident=incident,
        when=_moment(happened),
        severity=Severity(severity),
        next=following,
    )


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
