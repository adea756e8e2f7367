"""Rows that a source says are still there: it did not fetch them again, so the archive's own lines stand for them."""

from collections.abc import Mapping
from dataclasses import dataclass

import msgspec

from backup.model import Present


class _Grouped(msgspec.Struct):
    group: str | None = None
    kind: str | None = None
    """Of a post, whose group it is."""


_grouped = msgspec.json.Decoder(_Grouped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Presence:
    """What is still there of one table."""

    ids: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()

    def and_also(self, more: Present) -> "Presence":
        """Return this with what a record adds."""
        return Presence(ids=self.ids | more.ids, groups=self.groups | more.groups)

    def among(self, known: Mapping[str, bytes]) -> dict[str, bytes]:
        """Return the known lines, by id, that are still there."""
        found = {identity: known[identity] for identity in self.ids if identity in known}
        if self.groups:
            found |= {identity: line for identity, line in known.items() if self._is_in_a_group(line)}
        return found

    def _is_in_a_group(self, line: bytes) -> bool:
        if b'"group":' not in line and b'"kind":' not in line:
            return False
        said = _grouped.decode(line)
        return (said.group or said.kind) in self.groups
