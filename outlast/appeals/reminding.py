"""Reminds the writer to ask again while nobody answers: 24 and 72 hours after the last appeal, then each week."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from backup.archive import timelines
from backup.errors import OutlastError
from backup.risk.spoken import minute, span
from outlast.appeals.log import AppealLog, log_of
from outlast.schedule.work import Workshop
from outlast.telling.news import News, NewsKind, Severity

_FIRST = (timedelta(hours=24), timedelta(hours=72))
_WEEK = timedelta(weeks=1)
_CHANGES = ("CREATE TABLE appeal_reminders (incident TEXT PRIMARY KEY, told TEXT NOT NULL) STRICT",)


def remind(shop: Workshop) -> int:
    """Tell what is due, and return how much. One that was missed is not made up for: only the newest is told.

    Cheap, and without the key: what it needs to know lies in the open part of the timelines.
    """
    shop.database.prepare("appeal_reminders", _CHANGES)
    run, now, told = shop.database.connection.execute, shop.clock(), 0
    before = dict(run("SELECT incident, told FROM appeal_reminders"))
    for log in _logs(shop.settings.archive):
        news = reminder_of(log, now)
        if news is None or before.get(news.incident) == news.state:
            continue
        shop.tell(news)
        # After it was told: a reminder that could not be told is told the next time.
        run("INSERT OR REPLACE INTO appeal_reminders VALUES (?, ?)", (news.incident, news.state))
        told += 1
    return told


def reminder_of(log: AppealLog, now: datetime) -> News | None:
    """Return the reminder whose time has come, and which stands until the next one does."""
    waiting = log.waiting
    step = step_at(now - waiting.at) if waiting else None
    if waiting is None or step is None:
        return None
    publication = log.incident.publication
    return News(
        kind=NewsKind.REMINDER,
        title=f"No answer to your appeal yet: {publication}",
        text=(
            f"Your last appeal for the {waiting.form} was sent on {minute(waiting.at)}, {span(now - waiting.at)} ago,"
            f" and no answer is noted. It has taken {span(log.lasted(now))} so far. Ask in the same case whether they"
            " have it; do not open a second case or a new account."
        ),
        account=publication,
        when=now,
        severity=Severity.ATTENTION,
        incident=log.incident.id,
        next="Note an answer with: outlast appeal reply FILE",
        state=f"no-answer {waiting.at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ} {step // timedelta(hours=1)} h",
    )


def step_at(waited: timedelta) -> timedelta | None:
    """Return the reminder that is due after waiting that long: 24 h, 72 h, 1 week, 2 weeks …; `None` before them."""
    if waited >= _WEEK:
        return waited // _WEEK * _WEEK
    return max((step for step in _FIRST if step <= waited), default=None)


def _logs(root: Path) -> Iterator[AppealLog]:
    for name in timelines.names(root):
        try:
            incident = timelines.read(root, name).incident
        except (OutlastError, OSError):
            continue  # `outlast verify` tells of it; here it would only stop the alerts
        if incident.is_open:
            yield log_of(incident)
