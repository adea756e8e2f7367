"""Compares what a source gives now with what the archive had before an incident, and names what was lost.

The source is an export file or the live platform: only tables that it gives whole can be compared; the others are
named as not looked at, never as lost.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import msgspec

from backup.archive import posts, tables
from backup.archive.archive import Archive
from backup.archive.state import Lines
from backup.audience.cells import join_cells
from backup.model import Attachment, Complete, Media, Post, Present, Record, Row, SubscriberRows

_NAMES = ("title", "name", "subject", "text", "body")
"""Fields of a row that tell a person what it is, the best first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What a source has of what the archive had."""

    lost: Mapping[str, tuple[str, ...]]
    """By table: the names of what is not there any more. May hold addresses: show it to the writer only."""
    back: Mapping[str, int]
    """By table: how many are there (again)."""
    not_looked_at: tuple[str, ...] = ()
    """Tables that the archive has and the source did not give whole."""

    @property
    def lost_count(self) -> int:
        """Return how many things are lost."""
        return sum(map(len, self.lost.values()))


@dataclass(slots=True)
class _Seen:
    """What came of one table."""

    ids: set[str] = field(default_factory=set)
    times: Counter[str] = field(default_factory=Counter)
    groups: set[str] = field(default_factory=set)
    complete: bool = False

    def row(self, key: str) -> None:
        """Take a row; the archive numbers those that come again under one id."""
        self.times[key] += 1
        self.ids.add(key if self.times[key] == 1 else f"{key}#{self.times[key]}")


def compare(archive: Archive, publication: str, records: Iterable[Record], *, until: str | None = None) -> Comparison:
    """Compare records with the last good state of a publication, at or before `until` (ISO, UTC) where there is one.

    Raises:
        KeyProblem: the key is not there.
        DamageError: a list of the archive cannot be read.
        WebProblem, SignedOut: whatever the source raises while it gives its records.
    """
    seen = _gathered(records)
    chain, reader = archive.chain(publication), archive.tables(publication)
    lost: dict[str, tuple[str, ...]] = {}
    back: dict[str, int] = {}
    skipped: list[str] = []
    for table in sorted(chain.tables() - {tables.PROBLEMS, tables.FILES, tables.FETCHED}):
        kept = seen[tables.POSTS if table == tables.PRIVATE_POSTS else table]
        snapshot = chain.latest(table, until=until) or chain.latest(table)
        name = tables.count_name(table).removesuffix(".private")
        if snapshot is None:
            continue
        if not kept.complete:
            skipped.append(name)
            continue
        state = reader.state(snapshot.number, table)
        gone = [
            title for key, group, title in _things(table, state) if key not in kept.ids and group not in kept.groups
        ]
        if gone:
            lost[name] = tuple(sorted([*lost.get(name, ()), *gone]))
        back[name] = back.get(name, 0) + len(state.lines) - len(gone)
    return Comparison(lost=lost, back=back, not_looked_at=tuple(dict.fromkeys(skipped)))


def _gathered(records: Iterable[Record]) -> defaultdict[str, _Seen]:
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    for record in records:
        match record:
            case Post():
                seen[tables.POSTS].ids.add(record.id)
            case Row() | Attachment():
                seen[record.table].row(record.id)
            case Media():
                seen[tables.MEDIA].ids.add(record.url)
            case SubscriberRows():
                key = tables.key_of(tables.SUBSCRIBERS, join_cells(record.header))
                seen[tables.SUBSCRIBERS].ids.update(map(key, record.records))
            case Present():
                seen[record.table].ids |= record.ids
                seen[record.table].groups |= record.groups
            case Complete():
                seen[record.table].complete = True
            case _:
                pass
    return seen


class _Row(msgspec.Struct):
    id: str
    group: str | None = None
    data: dict[str, object] = {}


_row = msgspec.json.Decoder(_Row)


def _things(table: str, state: Lines) -> Iterable[tuple[str, str | None, str]]:
    """Yield key, group and name of each line."""
    if table == tables.SUBSCRIBERS:
        key = tables.key_of(table, state.header)
        for line in state.lines:
            yield key(line), None, key(line)
    elif table in (tables.POSTS, tables.PRIVATE_POSTS):
        for line in state.lines:
            post = posts.decode(line)
            yield post.id, post.kind, post.title or post.id
    else:
        for line in state.lines:
            row = _row.decode(line)
            names = (row.data.get(name) for name in _NAMES)
            yield row.id, row.group, next((name[:80] for name in names if isinstance(name, str) and name), row.id)
