"""Which installation of Outlast this is, so that a copy of an archive cannot send what is sent elsewhere (R15).

listmonk's issue 1801: a scheduled campaign went out again from a restored snapshot. What this computer knows of each
campaign lies beside the archive, not in it: it is neither copied nor restored with it.
"""

import secrets

from mailer.campaign import Campaign
from mailer.errors import AnotherComputer
from outlast.state.database import StateDatabase

_CHANGES = (
    "CREATE TABLE installation (id TEXT NOT NULL)",
    "CREATE TABLE mail_run (campaign TEXT PRIMARY KEY, runs INTEGER NOT NULL)",
)


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

    def must_not_have_begun(self, campaign: Campaign) -> None:
        """Return where this computer never began a campaign that has not begun by what the archive says.

        Raises:
            AnotherComputer: it did, so this archive is an older state of itself.
        """
        if (known := self._runs(campaign)) > campaign.runs:
            raise _restored(campaign, known, f"outlast mail send {campaign.number} --take-over")

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
        if (known := self._runs(campaign)) > campaign.runs:
            raise _restored(campaign, known, take_over)

    def note(self, campaign: Campaign) -> None:
        """Note how often a campaign was begun or went on, once that is kept and before the first mail of that run."""
        with self._database.transaction() as connection:
            connection.execute(
                "INSERT INTO mail_run VALUES (?, ?)"
                " ON CONFLICT (campaign) DO UPDATE SET runs = max(runs, excluded.runs)",
                (campaign.salt, campaign.runs),
            )

    def _runs(self, campaign: Campaign) -> int:
        row = self._database.connection.execute(
            "SELECT runs FROM mail_run WHERE campaign = ?", (campaign.salt,)
        ).fetchone()
        return int(row[0]) if row else 0


def _restored(campaign: Campaign, known: int, take_over: str) -> AnotherComputer:
    return AnotherComputer(
        f"This archive knows of {campaign.runs} runs of campaign {campaign.number}, this computer of {known}:"
        " it was restored from an older copy.",
        so_what="Those who were written to since the copy was made would get it twice.",
        next=f"Use the newer archive; if it is lost, and some may get it twice: {take_over}",
    )
