"""Rows of one address: the one that says most stays; found by 8 bytes a row, so that a million rows need 8 MB."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from backup.audience.addresses import identity
from backup.audience.cells import split_cells
from backup.audience.columns import key_function
from backup.audience.person import Off, Person
from backup.audience.saved_list import SavedList

_PARTS = 64
"""Each part is looked through by itself: a set of all hashes at once would need ten times the memory."""


@dataclass(slots=True)
class _Winner:
    score: tuple[int, bool, int]
    off: Off | None
    off_elsewhere: bool


class Twins:
    """Which rows stay, of those whose address stands in several."""

    def __init__(
        self, saved: SavedList, read: Callable[[bytes], Person], why_refused: Callable[[Person], str | None]
    ) -> None:
        """Go through the list once, and once more where an address may be repeated."""
        self._winners: dict[str, _Winner] = {}
        repeated = _repeated_hashes(saved)
        if not repeated:
            return
        for number, record in enumerate(saved.records):
            person = read(record)
            if hash(person.identity) in repeated and why_refused(person) is None:
                self._enter(person, record, number)

    def _enter(self, person: Person, record: bytes, number: int) -> None:
        score = (sum(map(bool, split_cells(record))), person.status.active, -number)
        best = self._winners.get(person.identity)
        if best is None:
            self._winners[person.identity] = _Winner(score, person.off, person.off_elsewhere)
            return
        best.score = max(best.score, score)
        if best.off is None or (best.off_elsewhere and not person.off_elsewhere and person.off is not None):
            best.off, best.off_elsewhere = person.off, person.off_elsewhere

    def stays(self, person: Person, number: int) -> bool:
        """Tell whether the row of that number is the one that stays; a person who is there once always does."""
        if not self._winners:
            return True
        winner = self._winners.get(person.identity)
        return winner is None or winner.score[2] == -number

    def off(self, person: Person) -> tuple[Off | None, bool]:
        """Return why no letters may go to a person, by any of the rows, and whether only another list says so."""
        winner = self._winners.get(person.identity) if self._winners else None
        return (person.off, person.off_elsewhere) if winner is None else (winner.off, winner.off_elsewhere)


def _repeated_hashes(saved: SavedList) -> frozenset[int]:
    """Return the hashes of addresses that come more than once (two addresses of one hash do no harm: see `Twins`)."""
    parts = [array("q") for _ in range(_PARTS)]
    for number in _hashes(saved):
        parts[number % _PARTS].append(number)
    repeated: set[int] = set()
    for part in parts:
        if len(set(part)) != len(part):
            repeated.update(number for number, times in Counter(part).items() if times > 1)
    return frozenset(repeated)


def _hashes(saved: SavedList) -> Iterator[int]:
    key = key_function(saved.header)
    for record in saved.records:
        yield hash(identity(key(record)))
