"""What a new snapshot is compared with: for each table the last good state at its date, as far as it can be read."""

from backup.archive import tables
from backup.archive.chain import Chain, Snapshot
from backup.archive.state import Lines, Tables
from backup.errors import DamageError, KeyProblem


class Previous:
    """The states that one new snapshot builds on; each table is read once."""

    def __init__(self, chain: Chain, reader: Tables, as_of: str) -> None:
        """Take the chain and the date of the new snapshot."""
        self._chain = chain
        self._reader = reader
        self._as_of = as_of
        self._states: dict[str, Lines | None] = {}
        self._by_id: dict[str, dict[str, bytes]] = {}

    def base(self, table: str) -> Snapshot | None:
        """Return the snapshot to build on: the last good one that covers `table` at or before the new one's date."""
        return self._chain.latest(table, until=self._as_of)

    def neighbour(self, table: str) -> Snapshot | None:
        """Return `base`, or where the new snapshot is older than all, the first good one after it."""
        if (base := self.base(table)) is not None:
            return base
        later = [snapshot for snapshot in self._chain if snapshot.good and table in snapshot.manifest.tables]
        return min(later, key=lambda snapshot: snapshot.order, default=None)

    def state(self, table: str) -> Lines | None:
        """Return the rows of `neighbour`; `None` where there is none, it is damaged, or sealed and the key is away."""
        if table not in self._states:
            self._states[table] = self._read(table)
        return self._states[table]

    def _read(self, table: str) -> Lines | None:
        snapshot = self.neighbour(table)
        if snapshot is None:
            return None
        try:
            return self._reader.state(snapshot.number, table)
        except (DamageError, KeyProblem):
            return None

    def unreadable(self, table: str) -> bool:
        """Tell whether there is a state to compare with that cannot be read."""
        return self.neighbour(table) is not None and self.state(table) is None

    def by_id(self, table: str) -> dict[str, bytes]:
        """Return the lines of a table by their ids; not for lists of subscribers, whose keys need the header."""
        if table not in self._by_id:
            state, identity = self.state(table), tables.key_of(table, b"")
            self._by_id[table] = {identity(line): line for line in state.lines} if state else {}
        return self._by_id[table]
