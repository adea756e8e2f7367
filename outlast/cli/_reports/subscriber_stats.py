"""A subscriber list in numbers, for people and for programs."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

from backup.archive import tables
from backup.archive.archive import Archive
from backup.audience.stats import AudienceStats, summary
from backup.audience.subscriber import Status
from outlast.cli._frame.moments import shown
from outlast.cli.output import Output
from outlast.snapshots.timeline import Step, growth
from outlast.subscribers.lists import listed, reader_of, with_list
from outlast.subscribers.mail_off import tells_mail_off

_DOMAINS = 5
_STEPS_SHOWN = 12
_BATCH = 5000
_NOT_TOLD = "this list does not tell who turned e-mail off"


def report_stats(output: Output, archive: Archive, slug: str, *, now: datetime | None = None) -> None:
    """Show the numbers of the latest list, and how they came about; without the key only those of the manifests.

    Raises:
        NotFound: there is no list.
        DamageError: it cannot be read.
    """
    chain = archive.chain(slug)
    snapshot = with_list(slug, chain.latest(tables.SUBSCRIBERS))
    rows = snapshot.manifest.tables[tables.SUBSCRIBERS].rows
    age = max(((now or datetime.now(UTC)) - datetime.fromisoformat(snapshot.manifest.as_of)).days, 0)
    days = "today's list" if age == 0 else f"a list {age} day{'s' if age > 1 else ''} old"
    output.text(f"{snapshot.manifest.publication.name}: {rows:,} subscribers, as of "
                f"{shown(snapshot.manifest.as_of)} UTC ({days})")  # fmt: skip
    fields: dict[str, object] = {}
    if archive.vault.can_read:
        people = listed(archive, slug, snapshot)
        with output.progress("Reading subscribers", len(people.records)) as progress:
            numbers = summary(map(reader_of(people.header), _watched(people.records, progress.advance)), top=_DOMAINS)
        tells = tells_mail_off(people.header)
        _show_numbers(output, numbers, tells_mail_off=tells)
        fields = _fields(numbers, tells_mail_off=tells)
    else:
        output.warn("The archive's key was not found: only the counts can be told, not who pays or may be written to.")
    _show_growth(output, growth(chain))
    output.summary(
        publication=slug, snapshot=snapshot.number, as_of=snapshot.manifest.as_of, age_days=age, subscribers=rows,
        **fields,
    )  # fmt: skip


def _watched(records: list[bytes], advance: Callable[[int], None]) -> Iterator[bytes]:
    for start in range(0, len(records), _BATCH):
        batch = records[start : start + _BATCH]
        yield from batch
        advance(len(batch))


def _show_numbers(output: Output, numbers: AudienceStats, *, tells_mail_off: bool) -> None:
    rows = [(str(status), f"{count:,}", _share(count, numbers.total)) for status, count in numbers.by_status.items()]
    output.table(("Kind", "subscribers", "share"), rows)
    turned_off = f"turned e-mail off: {numbers.disabled:,}" if tells_mail_off or numbers.disabled else _NOT_TOLD
    if numbers.disabled and not tells_mail_off:
        turned_off += " at least; this list does not tell for sure"
    output.text(f"May be written to: {numbers.mailable:,}; {turned_off}")
    if numbers.domains:
        shares = (f"{domain} {_share(count, numbers.total)}" for domain, count in numbers.domains)
        output.text(f"Most at: {', '.join(shares)}")


def _show_growth(output: Output, steps: list[Step]) -> None:
    for step in steps:
        output.line(
            "growth",
            snapshot=step.snapshot.number,
            as_of=step.snapshot.manifest.as_of,
            subscribers=step.rows,
            joined=step.joined,
            left=step.left,
            changed=step.changed,
        )
    if len(steps) < 2:
        return
    rows = [
        (shown(step.snapshot.manifest.as_of), f"{step.rows:,}", *map(_number, (step.joined, step.left)))
        for step in steps[-_STEPS_SHOWN:]
    ]
    output.text()
    output.table(("As of", "subscribers", "joined", "left"), rows)
    if len(steps) > _STEPS_SHOWN:
        output.note(f"… and {len(steps) - _STEPS_SHOWN} earlier lists (all of them: --json)")


def _fields(numbers: AudienceStats, *, tells_mail_off: bool) -> dict[str, object]:
    return {
        "by_status": {str(status): count for status, count in numbers.by_status.items()},
        "mailable": numbers.mailable,
        "disabled": numbers.disabled if tells_mail_off else None,
        "paid": numbers.paid,
        "lapsed": numbers.by_status.get(Status.LAPSED, 0),
        "deleted": numbers.deleted,
        "domains": [{"domain": domain, "subscribers": count} for domain, count in numbers.domains],
        "joined_by_month": numbers.joined,
    }


def _number(value: int | None) -> str:
    return "?" if value is None else f"{value:,}"


def _share(count: int, total: int) -> str:
    return f"{count / total:.0%}" if total else ""
