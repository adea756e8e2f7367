"""Who came, went or changed between two subscriber lists, by the changes alone wherever they connect."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from backup.archive import tables
from backup.archive.chain import Snapshot
from backup.archive.reading import ReadableArchive
from backup.archive.state import Delta, Lines, difference
from backup.audience.cells import split_cells
from backup.audience.columns import key_function
from backup.audience.subscriber import Status, Subscriber
from outlast.subscribers.columns import header_of
from outlast.subscribers.lists import reader_of
from outlast.subscribers.mail_off import tells_mail_off
from outlast.subscribers.nameless import nameless_reader_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A subscriber of whom something is not as it was."""

    before: Subscriber
    after: Subscriber


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDifference:
    """Who came, went or changed; each group in the order of the addresses, where those were asked for."""

    first: Snapshot
    last: Snapshot
    joined: tuple[Subscriber, ...]
    left: tuple[Subscriber, ...]
    changed: tuple[Change, ...]
    tells_mail_off: bool
    """Both lists say who turned e-mail off."""

    def moves(self) -> dict[tuple[Status, Status], int]:
        """Return how many went from one kind of subscription to another, the most common move first."""
        steps = Counter((one.before.status, one.after.status) for one in self.changed)
        return {step: count for step, count in steps.most_common() if step[0] is not step[1]}

    def mail_turned_off(self) -> int | None:
        """Return how many turned e-mail off without leaving; `None` where a list does not tell."""
        if not self.tells_mail_off:
            return None
        return sum(one.after.disabled and not one.before.disabled for one in self.changed)


def list_difference(
    archive: ReadableArchive, slug: str, first: Snapshot, last: Snapshot, *, named: bool
) -> ListDifference:
    """Return who came, went or changed from one list to another; unless `named`, without addresses and dates.

    Where the changes between the two connect, only those are read: each list may have a million rows.

    Raises:
        NotFound: one of them has no list.
        InputError: a list has no column of addresses.
        DamageError, KeyProblem: something cannot be read.
    """
    delta = _between(archive, slug, first, last)
    if delta is not None:
        header = header_of(archive, slug, last) or header_of(archive, slug, first)
        return _by_rows(first, last, delta, header, named=named)
    reader = archive.tables(slug)
    old = reader.state(first.number, tables.SUBSCRIBERS)
    new = reader.state(last.number, tables.SUBSCRIBERS)
    if old.header == new.header:
        return _by_rows(first, last, difference(old, new), new.header, named=named)
    return _by_person(first, last, old, new)


def _between(archive: ReadableArchive, slug: str, first: Snapshot, last: Snapshot) -> Delta | None:
    """Return the changes from one list to the other, also back in time; `None` if they do not connect."""
    reader = archive.tables(slug)
    if first.number <= last.number:
        return reader.between(tables.SUBSCRIBERS, first.number, last.number)
    back = reader.between(tables.SUBSCRIBERS, last.number, first.number)
    return None if back is None else Delta(removed=back.added, added=back.removed)


def _by_rows(first: Snapshot, last: Snapshot, delta: Delta, header: bytes, *, named: bool) -> ListDifference:
    tells = bool(header) and tells_mail_off(header)
    if not delta.removed and not delta.added:
        return ListDifference(first=first, last=last, joined=(), left=(), changed=(), tells_mail_off=tells)
    read = reader_of(header) if named else nameless_reader_of(header)
    order: Callable[[Iterable[str]], Iterable[str]] = sorted if named else iter
    key = key_function(split_cells(header))
    before = {key(record): record for record in delta.removed}
    after = {key(record): record for record in delta.added}
    return ListDifference(
        first=first,
        last=last,
        joined=tuple(map(read, map(after.__getitem__, order(after.keys() - before.keys())))),
        left=tuple(map(read, map(before.__getitem__, order(before.keys() - after.keys())))),
        changed=tuple(
            Change(before=read(before[who]), after=read(after[who])) for who in order(before.keys() & after.keys())
        ),
        tells_mail_off=tells,
    )


def _by_person(first: Snapshot, last: Snapshot, old: Lines, new: Lines) -> ListDifference:
    """Compare lists with different columns: a row never equals another then, so what is understood is compared."""
    before, after = _people(old), _people(new)
    tells = tells_mail_off(old.header) and tells_mail_off(new.header)
    both = (Change(before=before[who], after=after[who]) for who in sorted(before.keys() & after.keys()))
    return ListDifference(
        first=first,
        last=last,
        joined=tuple(after[who] for who in sorted(after.keys() - before.keys())),
        left=tuple(before[who] for who in sorted(before.keys() - after.keys())),
        changed=tuple(one for one in both if _standing(one.before, mail=tells) != _standing(one.after, mail=tells)),
        tells_mail_off=tells,
    )


def _people(lines: Lines) -> dict[str, Subscriber]:
    people: Iterable[Subscriber] = map(reader_of(lines.header), lines.lines)
    return {person.key: person for person in people}


def _standing(subscriber: Subscriber, *, mail: bool) -> tuple[Status, str | None, bool]:
    return (subscriber.status, subscriber.plan, mail and subscriber.disabled)
