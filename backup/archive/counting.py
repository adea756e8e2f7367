"""What became of the rows: new, changed, unchanged, gone, by the kinds that people count in."""

from collections import Counter
from collections.abc import Callable, Mapping

import msgspec

from backup.archive import posts
from backup.archive.manifest import TableEntry
from backup.archive.result import Count
from backup.model import PostKind

POST_COUNTS = {PostKind.POST: "posts", PostKind.DRAFT: "drafts", PostKind.RESPONSE: "responses"}


class _Weighed(msgspec.Struct):
    rows: int = 1


_weighed = msgspec.json.Decoder(_Weighed)


def weight(line: bytes) -> int:
    """Return how many rows a line stands for: a file kept whole says it, all others are one."""
    return _weighed.decode(line).rows


def unknown(read: int) -> Count:
    """Return the count of rows that have nothing readable to be compared with."""
    return Count(read=read, new=None, changed=None, unchanged=None, gone=None)


def count_entry(entry: TableEntry, read: int, given: int) -> Count:
    """Return the count of a table that was settled; `read` rows came by, `given` of them were kept."""
    if entry.new is None or entry.changed is None or entry.gone is None:
        return unknown(read)
    unchanged = max(given - entry.new - entry.changed, 0)
    return Count(read=read, new=entry.new, changed=entry.changed, unchanged=unchanged, gone=entry.gone)


def count_lines(before: Mapping[str, bytes], after: Mapping[str, bytes], given: set[str], read: int) -> Count:
    """Return the count of a table whose lines may stand for many rows each, from its lines by id."""
    new = sum(weight(after[i]) for i in given if i not in before)
    changed = sum(weight(after[i]) for i in given if i in before and before[i] != after[i])
    unchanged = sum(weight(after[i]) for i in given if i in before and before[i] == after[i])
    gone = sum(weight(line) for i, line in before.items() if i not in after)
    return Count(read=read, new=new, changed=changed, unchanged=unchanged, gone=gone)


def count_posts(
    before: Mapping[str, bytes], after: Mapping[str, bytes], given: set[str], read: Callable[[PostKind], int]
) -> dict[str, Count]:
    """Return the counts of posts, drafts and responses; a draft that was published is a new post."""
    tallies: dict[PostKind, Counter[str]] = {kind: Counter() for kind in PostKind}
    for identity in given:
        kind = posts.decode(after[identity]).kind
        if identity not in before:
            tallies[kind]["new"] += 1
        elif before[identity] == after[identity]:
            tallies[kind]["unchanged"] += 1
        else:
            tallies[kind]["changed" if posts.decode(before[identity]).kind is kind else "new"] += 1
    for identity, line in before.items():
        if identity not in after:
            tallies[posts.decode(line).kind]["gone"] += 1
    return {
        POST_COUNTS[kind]: Count(
            read=read(kind),
            new=tally["new"],
            changed=tally["changed"],
            unchanged=tally["unchanged"],
            gone=tally["gone"],
        )
        for kind, tally in tallies.items()
    }
