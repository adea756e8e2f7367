"""Which installation of Outlast this is, so that a copy of an archive cannot send what is sent elsewhere (R15).

listmonk's issue 1801: a scheduled campaign went out again from a restored snapshot. What this computer knows of each
campaign lies beside the archive, not in it: it is neither copied nor restored with it. A copy is older where it knows
nothing of a campaign that was begun here, of a run of it, or of a try.
"""

import secrets
import sqlite3
from collections.abc import Iterable
from contextlib import suppress

from mailer.campaign import Campaign
from mailer.errors import AnotherComputer
from outlast.state.database import StateDatabase

_CHANGES = (
    "CREATE TABLE installation (id TEXT NOT NULL)",
    "CREATE TABLE mail_run (campaign TEXT PRIMARY KEY, runs INTEGER NOT NULL)",
    "ALTER TABLE mail_run ADD COLUMN tries INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE mail_run ADD COLUMN archive TEXT NOT NULL DEFAULT ''",
)
_TWICE = "Those who were written to since the copy was made would get it twice."


class Installation:
    """What this computer knows of itself and of the campaigns that it sent."""

    def __init__(self, database: StateDatabase) -> None:
        """Take the notes of this user on this computer."""
        database.prepare("mailing", _CHANGES)
        self._database = database

    @property
    def id(self) -> str:
        """Return the id of this installation: 16 hex digits, random, made when it is first asked for."""
        with self._database.transaction() as connection:
            found = connection.execute("SELECT id FROM installation").fetchone()
            if found is None:
                found = (secrets.token_hex(8),)
                connection.execute("INSERT INTO installation VALUES (?)", found)
        return str(found[0])

    def must_not_have_begun(self, campaign: Campaign, archive: str, known: Iterable[str], *, unread: int = 0) -> None:
        """Return where a campaign may begin here.

        `archive` is the id of its archive, `known` the salts of all campaigns in it; `unread` how many more there are
        that cannot be read.

        Raises:
            AnotherComputer: it was tested elsewhere, and may be sent from there; or this archive is an older state of
                itself, since this computer began this campaign, or another one, of which it does not know.
        """
        take_over = f"outlast mail send {campaign.number} --take-over"
        if campaign.instance not in ("", self.id):
            raise AnotherComputer(
                f"The test copy of campaign {campaign.number} was sent from another computer, or by another user.",
                so_what="Nothing was sent: it may have been sent from there since this copy of the archive was made.",
                next=f"Send it there; if it was not sent, and that computer is gone: {take_over}",
            )
        if (runs := self._noted("runs", campaign)) > campaign.runs:
            raise _restored(f"{_runs(campaign.runs)} of campaign {campaign.number}", str(runs), take_over)
        forgotten = self._begun_in(archive) - set(known)
        if len(forgotten) > unread:
            raise AnotherComputer(
                "This computer has begun to send a campaign of this archive of which the archive knows nothing:"
                " it was restored from an older copy.",
                so_what="Nothing was sent: those who got that letter might get it once more.",
                next=f"Use the newer archive; if it is lost, and some may get a second letter: {take_over}",
            )

    def must_be_ours(self, campaign: Campaign) -> None:
        """Return where this computer may go on with a campaign that was begun.

        Raises:
            AnotherComputer: another one began it, or this archive is an older state of itself.
        """
        take_over = f"outlast mail resume {campaign.number} --take-over"
        if campaign.instance != self.id:
            raise AnotherComputer(
                f"Campaign {campaign.number} was begun on another computer, or under another user.",
                next=f"Go on where it was begun; if that computer is gone: {take_over}",
            )
        if (runs := self._noted("runs", campaign)) > campaign.runs:
            raise _restored(f"{_runs(campaign.runs)} of campaign {campaign.number}", str(runs), take_over)

    def must_be_as_far(self, campaign: Campaign, tries: int) -> None:
        """Return where the ledger of a campaign knows of as many tries as this computer.

        Raises:
            AnotherComputer: it was copied while the campaign was being sent, and is older.
        """
        if (noted := self._noted("tries", campaign)) > tries:
            take_over = f"outlast mail resume {campaign.number} --take-over"
            raise _restored(f"{tries:,} letters of campaign {campaign.number}", f"{noted:,}", take_over)

    def note(self, campaign: Campaign, archive: str) -> None:
        """Note how often a campaign was begun or went on, once that is kept and before the first mail of that run."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO mail_run (campaign, runs, archive) VALUES (?, ?, ?) ON CONFLICT (campaign)"
                " DO UPDATE SET runs = max(runs, excluded.runs), archive = excluded.archive",
                (campaign.salt, campaign.runs, archive),
            )

    def note_tries(self, campaign: Campaign, tries: int) -> None:
        """Note how many tries the ledger of a campaign knows of: once they are on the disk, never before.

        Letters do not wait for it: what cannot be noted now is noted with the next ones.
        """
        with suppress(sqlite3.Error), self._database.transaction() as connection:
            connection.execute("UPDATE mail_run SET tries = max(tries, ?) WHERE campaign = ?", (tries, campaign.salt))

    def take_over(self, campaign: Campaign, archive: str, known: Iterable[str]) -> None:
        """Forget what the archive does not know, since it is to count from here on."""
        with self._database.transaction() as connection:
            connection.execute("UPDATE mail_run SET tries = 0 WHERE campaign = ?", (campaign.salt,))
            lost = [(salt,) for salt in self._begun_in(archive) - set(known)]
            connection.executemany("DELETE FROM mail_run WHERE campaign = ?", lost)

    def _noted(self, what: str, campaign: Campaign) -> int:
        row = self._database.connection.execute(
            f"SELECT {what} FROM mail_run WHERE campaign = ?",  # noqa: S608  # one of our own words
            (campaign.salt,),
        ).fetchone()
        return int(row[0]) if row else 0

    def _begun_in(self, archive: str) -> set[str]:
        rows = self._database.connection.execute("SELECT campaign FROM mail_run WHERE archive = ?", (archive,))
        return {str(salt) for (salt,) in rows}


def _restored(here: str, noted: str, take_over: str) -> AnotherComputer:
    return AnotherComputer(
        f"This archive knows of {here}, this computer of {noted}: it was restored from an older copy.",
        so_what=_TWICE,
        next=f"Use the newer archive; if it is lost, and some may get it twice: {take_over}",
    )


def _runs(count: int) -> str:
    return "1 run" if count == 1 else f"{count} runs"
