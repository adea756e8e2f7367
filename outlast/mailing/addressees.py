"""Who the recipients of campaigns are, looked up beside a run that may be sending to them."""

import sqlite3
from types import TracebackType
from typing import Self

import msgspec

from backup.archive.reading import ReadableArchive
from backup.errors import KeyProblem
from mailer.ledger import LEDGER
from mailer.ledger.people import People
from outlast.mailing.campaigns import Campaigns


class Addressees:
    """Reads ledgers without holding them: a campaign may be sent over days, and people unsubscribe meanwhile."""

    def __init__(self, archive: ReadableArchive) -> None:
        """Take the archive; ledgers are opened when they are asked, and closed at the end of the block."""
        self._campaigns = Campaigns(archive)
        self._vault = archive.vault
        self._open: dict[int, tuple[sqlite3.Connection, People] | None] = {}
        self.damaged: set[int] = set()
        """Campaigns that were asked for and whose ledger cannot be read."""

    def __enter__(self) -> Self:
        """Return it."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the ledgers."""
        for opened in self._open.values():
            if opened is not None:
                opened[0].close()
        self._open.clear()

    def address_of(self, campaign: int, number: int) -> str | None:
        """Return a recipient's address; `None` where the person was erased, or nobody knows.

        Raises:
            KeyProblem: the archive's key is not there.
        """
        try:
            if campaign not in self._open:
                self._open[campaign] = self._ledger(campaign)
            opened = self._open[campaign]
            recipient = opened[1][number] if opened else None
        except KeyError:
            return None
        except (sqlite3.Error, msgspec.DecodeError):
            self.damaged.add(campaign)
            return None
        except KeyProblem:
            if not self._vault.can_read:
                raise
            self.damaged.add(campaign)
            return None
        return recipient.address if recipient else None

    def _ledger(self, campaign: int) -> tuple[sqlite3.Connection, People] | None:
        path = self._campaigns.folder(campaign) / LEDGER
        if not path.exists():
            return None
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        return connection, People(connection, self._vault)
