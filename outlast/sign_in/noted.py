"""The notes on sign-ins in the state folder."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

from outlast.places import Places
from outlast.sign_in.expiry import Expiry, ToldBy
from outlast.sign_in.known import Result, SignIn
from outlast.state import FILE
from outlast.state.database import StateDatabase

_PART: Final = "sign-in"
# Moments are seconds since 1970.
_TABLE: Final = (
    "CREATE TABLE sign_ins (account TEXT PRIMARY KEY, since REAL NOT NULL, expires REAL NOT NULL, "
    "told_by TEXT NOT NULL, who TEXT NOT NULL, checked_at REAL NOT NULL, last_result TEXT NOT NULL)"
)


class SignIns:
    """The notes on sign-ins in the state folder."""

    def __init__(self, database: StateDatabase) -> None:
        """Take the notes of Outlast.

        Raises:
            StorageError: the disk refuses.
        """
        database.prepare(_PART, (_TABLE,))
        self._database = database

    def note(self, sign_in: SignIn) -> None:
        """Note a sign-in in the place of what was known of this account."""
        row = (
            sign_in.account,
            sign_in.since.timestamp(),
            sign_in.expiry.moment.timestamp(),
            sign_in.expiry.told_by.value,
            sign_in.who,
            sign_in.checked_at.timestamp(),
            sign_in.last_result.value,
        )
        self._database.connection.execute("INSERT OR REPLACE INTO sign_ins VALUES (?, ?, ?, ?, ?, ?, ?)", row)

    def note_result(self, account: str, result: Result, *, now: datetime) -> None:
        """Note how a sign-in was found just now; an account that never signed in here gets no note."""
        self._database.connection.execute(
            "UPDATE sign_ins SET checked_at = ?, last_result = ? WHERE account = ?",
            (now.timestamp(), result.value, account),
        )

    def note_end(self, account: str, expiry: Expiry) -> None:
        """Note when a sign-in ends, where the platform has renewed it."""
        self._database.connection.execute(
            "UPDATE sign_ins SET expires = ?, told_by = ? WHERE account = ?",
            (expiry.moment.timestamp(), expiry.told_by.value, account),
        )

    def forget(self, account: str) -> None:
        """Remove what is known of an account's sign-in."""
        self._database.connection.execute("DELETE FROM sign_ins WHERE account = ?", (account,))

    def of(self, account: str) -> SignIn | None:
        """Return what is known of an account's sign-in."""
        return next((one for one in self.all() if one.account == account), None)

    def all(self) -> Sequence[SignIn]:
        """Return what is known of every sign-in, by account."""
        rows = self._database.connection.execute("SELECT * FROM sign_ins ORDER BY account").fetchall()
        return [
            SignIn(
                account=account,
                since=_moment(since),
                expiry=Expiry(moment=_moment(expires), told_by=ToldBy(told_by)),
                who=who,
                checked_at=_moment(checked_at),
                last_result=Result(last_result),
            )
            for account, since, expires, told_by, who, checked_at, last_result in rows
        ]


def noted_sign_ins(places: Places) -> Sequence[SignIn]:
    """Return what is known of every sign-in; nothing where Outlast has no notes yet, and none are made.

    Raises:
        StorageError: the disk refuses.
    """
    if not (places.state_dir / FILE).exists():
        return ()
    database = StateDatabase(places.state_dir)
    try:
        return SignIns(database).all()
    finally:
        database.close()


def note_end(places: Places, account: str, expiry: Expiry) -> None:
    """Note when an account's sign-in ends, where the platform has renewed it.

    Raises:
        StorageError: the disk refuses.
    """
    database = StateDatabase(places.state_dir)
    try:
        SignIns(database).note_end(account, expiry)
    finally:
        database.close()


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, UTC)
