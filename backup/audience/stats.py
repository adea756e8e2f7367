"""How many subscribers there are, of which kind, and since when."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from backup.audience.subscriber import Status, Subscriber

_MONTH = 7


@dataclass(frozen=True, slots=True, kw_only=True)
class AudienceStats:
    """A subscriber list in numbers."""

    total: int
    by_status: Mapping[Status, int]
    mailable: int
    disabled: int
    deleted: int
    paid: int
    domains: tuple[tuple[str, int], ...]
    """The most common mail domains, most common first."""
    joined: Mapping[str, int]
    """How many joined in each month (`2025-06`), in order; those without a date are left out."""


def summary(subscribers: Iterable[Subscriber], *, top: int = 10) -> AudienceStats:
    """Return the numbers of these subscribers, read once."""
    statuses: Counter[Status] = Counter()
    domains: Counter[str] = Counter()
    joined: Counter[str] = Counter()
    mailable = disabled = paid = 0
    for subscriber in subscribers:
        statuses[subscriber.status] += 1
        mailable += subscriber.may_mail
        disabled += subscriber.disabled
        paid += subscriber.paid
        if not subscriber.deleted and "@" in subscriber.key:
            domains[subscriber.key.rpartition("@")[2]] += 1
        if subscriber.created_at and subscriber.created_at[:4].isdecimal() and subscriber.created_at[4:5] == "-":
            joined[subscriber.created_at[:_MONTH]] += 1
    return AudienceStats(
        total=statuses.total(),
        by_status={status: statuses[status] for status in Status if statuses[status]},
        mailable=mailable,
        disabled=disabled,
        deleted=statuses[Status.DELETED],
        paid=paid,
        domains=tuple(sorted(domains.items(), key=lambda item: (-item[1], item[0]))[:top]),
        joined=dict(sorted(joined.items())),
    )
