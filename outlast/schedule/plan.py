"""Which jobs there are: made from the settings and the accounts in them."""

from collections.abc import Collection, Iterator
from datetime import timedelta

from outlast.schedule.job import Job
from outlast.schedule.work import WORK
from outlast.settings import Settings

LIVE = ("substack", "medium")
"""Platforms that can be fetched from and looked at."""
_EACH_TICK = timedelta(0)
_HOURLY = timedelta(hours=1)
_DAILY = timedelta(days=1)
_MOST_TICKS = 4
"""Calls an hour by the system, at the most."""


def jobs_of(settings: Settings, *, kinds: Collection[str] | None = None) -> tuple[Job, ...]:
    """Return all jobs; `kinds` are those that there is work for."""
    known = WORK.keys() if kinds is None else kinds
    return tuple(job for job in _all(settings) if job.kind in known)


def ticks_an_hour(jobs: Collection[Job]) -> int:
    """Return how often an hour the system has to call: once, or as often as the most frequent job needs."""
    shortest = min((job.every for job in jobs if not job.each_tick), default=_DAILY)
    return next((number for number in (1, 2) if timedelta(hours=1) / number <= shortest), _MOST_TICKS)


def _all(settings: Settings) -> Iterator[Job]:
    times = settings.schedule
    yield Job(name="inbox", kind="inbox", every=_EACH_TICK)
    for account in settings.accounts:
        if account.platform in LIVE and account.url:
            yield Job(name=f"watch:{account.name}", kind="watch", every=times.watch_every, jitter=times.jitter)
            yield Job(
                name=f"backup:{account.name}",
                kind="backup",
                every=times.backup_every,
                jitter=times.jitter,
                quiet=times.quiet,
                at=times.at,
            )
    yield Job(name="check", kind="check", every=_DAILY)
    if settings.mail.server:
        if settings.mail.drop_box or settings.mail.api_secret or settings.mail.inbox_server:
            yield Job(name="returns", kind="returns", every=_HOURLY)
        yield Job(name="mail", kind="mail", every=_EACH_TICK)
    yield Job(name="alerts", kind="alerts", every=_EACH_TICK)
