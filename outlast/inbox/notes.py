"""What is remembered of the files in the inbox between two looks."""

from outlast.inbox.looking import Dropped, Mark, Remembered
from outlast.state.database import StateDatabase

_CHANGES = (
    "CREATE TABLE inbox (folder TEXT, name TEXT, size INTEGER, stamp INTEGER, problem INTEGER, UNIQUE (folder, name))",
)


class InboxNotes:
    """The notes about one inbox."""

    def __init__(self, database: StateDatabase, folder: str) -> None:
        """Make the table if need be; `folder` is the inbox."""
        database.prepare("inbox", _CHANGES)
        self._run = database.connection.execute
        self._folder = folder

    def all(self) -> dict[str, Remembered]:
        """Return what is remembered, by file name."""
        rows = self._run("SELECT name, size, stamp, problem FROM inbox WHERE folder = ?", (self._folder,))
        return {
            name: Remembered(mark=Mark(size=size, stamp=stamp), problem=bool(problem))
            for name, size, stamp, problem in rows
        }

    def remember(self, dropped: Dropped, *, problem: bool = False) -> None:
        """Remember a file as it is now."""
        mark = dropped.mark
        row = (self._folder, dropped.path.name, mark.size, mark.stamp, problem)
        self._run("INSERT OR REPLACE INTO inbox VALUES (?, ?, ?, ?, ?)", row)

    def forget(self, name: str) -> None:
        """Forget a file that is not there any more."""
        self._run("DELETE FROM inbox WHERE folder = ? AND name = ?", (self._folder, name))
