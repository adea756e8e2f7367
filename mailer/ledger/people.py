"""The people of a campaign, sealed in chunks: what a run needs of them is opened chunk by chunk and not kept."""

import sqlite3
from collections import OrderedDict
from collections.abc import Sequence

import msgspec

from backup.archive.keys import Vault
from mailer.ledger.schema import CHUNK
from mailer.model import Recipient

_OPEN = 8
"""Chunks that are open at a time: destinations move on at different speeds."""
_Chunk = list[Recipient | None]


class People:
    """Reads and seals them. A recipient who was erased is `None`."""

    def __init__(self, connection: sqlite3.Connection, vault: Vault) -> None:
        """Take an open ledger and what unseals it."""
        self._connection, self._vault = connection, vault
        self._open: OrderedDict[int, _Chunk] = OrderedDict()
        self._decoder = msgspec.json.Decoder(_Chunk)

    def seal(self, first: int, recipients: Sequence[Recipient | None]) -> None:
        """Keep a chunk whose first recipient has the number `first`."""
        sealed = self._vault.seal(msgspec.json.encode(recipients))
        self._connection.execute("INSERT OR REPLACE INTO people VALUES (?, ?)", (first, sealed))
        self._open.pop(first, None)

    def __getitem__(self, number: int) -> Recipient | None:
        """Return a recipient by number.

        Raises:
            KeyProblem: the archive's key is not there.
            KeyError: there is no such number.
        """
        first = number - (number - 1) % CHUNK
        chunk = self._open.get(first)
        if chunk is None:
            chunk = self._chunk(first)
            self._open[first] = chunk
            if len(self._open) > _OPEN:
                self._open.popitem(last=False)
        place = number - first
        if place >= len(chunk):
            raise KeyError(number)
        return chunk[place]

    def erase(self, number: int) -> None:
        """Take a recipient out of their chunk."""
        first = number - (number - 1) % CHUNK
        chunk = list(self._chunk(first))
        chunk[number - first] = None
        self.seal(first, chunk)

    def _chunk(self, first: int) -> _Chunk:
        row = self._connection.execute("SELECT sealed FROM people WHERE first = ?", (first,)).fetchone()
        if row is None:
            raise KeyError(first)
        return self._decoder.decode(self._vault.unseal(row[0]))
