"""A subscriber list, or a part of it, as a table, as JSON lines or as CSV."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from backup.archive.archive import Archive
from backup.archive.chain import Snapshot
from backup.archive.state import joined
from backup.audience.subscriber import Status, Subscriber
from backup.errors import UsageError
from outlast.cli._frame.moments import shown
from outlast.cli._frame.out_file import write_bytes, write_out
from outlast.cli._frame.session import Session
from outlast.cli._reports.masked import masked
from outlast.cli.output import Output
from outlast.subscribers.lists import SubscriberList, listed, reader_of
from outlast.subscribers.mail_off import tells_mail_off

_TABLE_LIMIT = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """The list with what was asked of it."""

    slug: str
    list: SubscriberList
    statuses: Collection[Status]
    since: datetime | None
    limit: int | None

    @classmethod
    def of(
        cls,
        archive: Archive,
        slug: str,
        snapshot: Snapshot,
        *,
        statuses: Collection[Status],
        since: str | None,
        limit: int | None,
    ) -> Self:
        """Read the list of a snapshot.

        Raises:
            UsageError: `since` is no date.
            DamageError, KeyProblem: it cannot be read.
        """
        return cls(
            slug=slug,
            list=listed(archive, slug, snapshot),
            statuses=frozenset(statuses),
            since=None if since is None else _start_of(since),
            limit=limit,
        )

    @property
    def whole(self) -> bool:
        """Tell whether nothing is left out."""
        return not self.statuses and self.since is None

    def people(self) -> Iterator[tuple[bytes, Subscriber]]:
        """Yield the records that were asked for, each with its subscriber.

        Raises:
            InputError: no column holds addresses.
        """
        read: Callable[[bytes], Subscriber] = reader_of(self.list.header)
        for record in self.list.records:
            person = read(record)
            if self.statuses and person.status not in self.statuses:
                continue
            if self.since is None or _is_since(person.created_at, self.since):
                yield record, person


def show_table(output: Output, asked: Shown, *, addresses: bool) -> None:
    """Show the list for people; addresses are masked unless they were asked for."""
    limit = _TABLE_LIMIT if asked.limit is None else asked.limit or len(asked.list.records)
    rows: list[tuple[str, ...]] = []
    count = 0
    for _, person in asked.people():
        count += 1
        if count <= limit:
            rows.append(_row(person, addresses=addresses))
    output.text(f"{asked.slug}: {count:,} subscribers, as of {shown(asked.list.snapshot.manifest.as_of)} UTC")
    header = ("Address", "Name", "Kind", "Plan", "Since", "E-mail")
    shape = slice(None if tells_mail_off(asked.list.header) else -1)
    if rows:
        output.table((header if addresses else (header[0], *header[2:]))[shape], [row[shape] for row in rows])
    if count > limit:
        output.note(f"… and {count - limit:,} more. All of them: --limit 0, or --out FILE")
    _warn_undated(output, asked)


def show_lines(output: Output, asked: Shown) -> None:
    """Write one line for each subscriber, for programs."""
    count, tells = 0, tells_mail_off(asked.list.header)
    for _, person in asked.people():
        count += 1
        if not asked.limit or count <= asked.limit:
            output.line(
                "subscriber",
                email=person.email,
                name=person.name,
                status=person.status,
                plan=person.plan,
                disabled=person.disabled if tells else None,
                may_mail=person.may_mail,
                created_at=person.created_at,
                expires_at=person.expires_at,
                first_paid_at=person.first_paid_at,
            )
    _warn_undated(output, asked)
    output.summary(**_fields(asked), subscribers=count)


def csv_of(session: Session, asked: Shown, out: Path | None) -> None:
    """Write the rows as they were saved, to a private file or to stdout."""
    records = asked.list.records if asked.whole else [record for record, _ in asked.people()]
    records = records[: asked.limit or None]
    parts = joined(asked.list.header, records)
    _warn_undated(session.output, asked)
    if out is None:
        write_bytes(parts)
        return
    path = write_out(session, out, parts)
    session.output.ok(f"{len(records):,} subscribers are in {path}, which only you may read.")
    session.output.summary(**_fields(asked), subscribers=len(records), file=path)


def _fields(asked: Shown) -> dict[str, object]:
    snapshot = asked.list.snapshot
    return {"publication": asked.slug, "snapshot": snapshot.number, "as_of": snapshot.manifest.as_of}


def _row(person: Subscriber, *, addresses: bool) -> tuple[str, ...]:
    who = (person.email, person.name or "") if addresses else (masked(person.email),)
    return (*who, person.status, person.plan or "", (person.created_at or "")[:10], "off" if person.disabled else "")


def _warn_undated(output: Output, asked: Shown) -> None:
    """Say how many were left out only because nobody knows since when they are subscribers."""
    if asked.since is None:
        return
    read = reader_of(asked.list.header)
    undated = sum(_moment(read(record).created_at) is None for record in asked.list.records)
    if undated:
        output.warn(f"{undated:,} subscribers have no date that can be read, so --since leaves them out.")


def _start_of(text: str) -> datetime:
    moment = _moment(text)
    if moment is None:
        raise UsageError(f"{text!r} is not a date.", next="Write it like 2026-03-01")
    return moment


def _is_since(created_at: str | None, since: datetime) -> bool:
    moment = _moment(created_at)
    return moment is not None and moment >= since


def _moment(text: str | None) -> datetime | None:
    """Return the moment of a list's text, or `None` if it is none; a day is its beginning."""
    try:
        moment = datetime.fromisoformat(text or "")
    except ValueError:
        return None
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
