"""The alarm of last resort: no backup has worked for days, whatever the reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from outlast.schedule.job import Job

if TYPE_CHECKING:
    from outlast.schedule.notes import JobNote


@dataclass(frozen=True, slots=True, kw_only=True)
class Stale:
    """A backup that has not worked for too long."""

    job: str
    since: datetime
    """When it last worked, or when it was first meant to."""
    days: int
    """Whole days since then."""
    never: bool
    """It has never worked."""

    @property
    def text(self) -> str:
        """Return it as a sentence without its end."""
        days = "1 day" if self.days == 1 else f"{self.days} days"
        account = self.job.partition(":")[2]
        of = f" of {account}" if account else ""
        return (
            f"no backup{of} has worked in the {days} since it was set up"
            if self.never
            else (f"no backup{of} has worked for {days}")
        )


def stale(notes: Mapping[str, JobNote], jobs: Iterable[Job], now: datetime, *, days: int) -> tuple[Stale, ...]:
    """Return the backups that have not worked for `days` days or more, the worst first."""
    found = []
    for job in jobs:
        note = notes.get(job.name)
        if job.kind != "backup" or note is None:
            continue
        since = note.first_seen if note.last_success is None else note.last_success
        age = now.timestamp() - since
        if age >= timedelta(days=days).total_seconds():
            found.append(
                Stale(
                    job=job.name,
                    since=datetime.fromtimestamp(since, now.tzinfo),
                    days=int(age // 86_400),
                    never=note.last_success is None,
                )
            )
    return tuple(sorted(found, key=lambda one: one.since))
