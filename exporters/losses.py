"""What could not be carried over: each with the post, the block and the reason, counted, and written as a table."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from exporters.spreadsheet import guarded, table

FILE = "losses.csv"
_COLUMNS = ("post", "title", "url", "block", "what", "reason")
_MOST = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """Something of a post that the target does not have as the archive has it."""

    post: str
    """The post's id; empty where it is about the whole publication."""
    title: str
    url: str | None
    """Where the post was."""
    block: str
    """The kind of block (`platform-only`, `figure`), or `post`, `comment`, `link`, `cover`, `subscriber`."""
    what: str
    """Which one: its address, or its first words."""
    reason: str
    """A sentence for the writer, the same for every loss of its kind, so that they can be counted."""


class Losses:
    """Collects losses; one that is told twice counts once."""

    def __init__(self) -> None:
        """Start with none."""
        self._found: dict[Loss, None] = {}

    def add(self, loss: Loss) -> None:
        """Note a loss."""
        self._found[loss] = None

    def __iter__(self) -> Iterator[Loss]:
        """Yield them in the order in which they came."""
        return iter(self._found)

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._found)


def counted(losses: "Losses | tuple[Loss, ...]") -> Counter[tuple[str, str]]:
    """Return how many losses there are by block and reason."""
    return Counter((loss.block, loss.reason) for loss in losses)


def as_csv(losses: "Losses | tuple[Loss, ...]") -> bytes:
    """Return the losses as a table for a spreadsheet."""
    rows = ((loss.post, loss.title, loss.url or "", loss.block, loss.what[:_MOST], loss.reason) for loss in losses)
    return table(_COLUMNS, ([guarded(cell) for cell in row] for row in rows))
