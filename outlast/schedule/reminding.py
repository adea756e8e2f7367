"""Reminds the writer of what only they can do: a new export, a new list; and tells when no backup works."""

from collections.abc import Iterator
from datetime import datetime

from backup.errors import NoArchive
from outlast.schedule.alarm import stale_backups
from outlast.schedule.job import Ending, Job, Outcome
from outlast.schedule.work import Workshop
from outlast.standing.archive import Standing, standing
from outlast.standing.export_pages import export_page
from outlast.standing.gaps import GapKind
from outlast.telling.news import News, NewsKind, Severity
from outlast.telling.outbox import Outbox

_CHANGES = ("CREATE TABLE reminders (kind TEXT, subject TEXT, told REAL NOT NULL, UNIQUE (kind, subject)) STRICT",)
_REMIND = frozenset({GapKind.OLD_LIST, GapKind.OLD_EXPORT, GapKind.NO_SUBSCRIBERS, GapKind.NO_POSTS})
_SIGN_IN = frozenset({GapKind.SIGNED_OUT, GapKind.SIGN_IN_EXPIRES})
_REMINDER = (NewsKind.REMINDER, "Your saved copy is getting old")
_KINDS = {
    GapKind.NO_BACKUP: (NewsKind.BACKUP, "No backup has worked"),
    GapKind.SIGNED_OUT: (NewsKind.SIGN_IN, "Sign in again"),
    GapKind.SIGN_IN_EXPIRES: (NewsKind.SIGN_IN, "Your sign-in ends soon"),
}
_RUN_MISSED = "outlast schedule run-missed"


def check(shop: Workshop, job: Job) -> Outcome:  # noqa: ARG001 - the signature of all work
    """Tell what is old or missing, each once until it was mended and came again."""
    shop.database.prepare("reminders", _CHANGES)
    run = shop.database.connection.execute
    told = {(kind, subject) for kind, subject in run("SELECT kind, subject FROM reminders")}
    news = dict(_news(shop))
    for key in told - news.keys():
        run("DELETE FROM reminders WHERE kind = ? AND subject = ?", key)
        Outbox(shop.database).settle(_account(key[1]), _KINDS.get(GapKind(key[0]), _REMINDER)[0])
    fresh = [(key, one) for key, one in news.items() if key not in told]
    for key, one in fresh:
        shop.tell(one)
        # After it was told: a reminder that could not be told is told the next time.
        run("INSERT INTO reminders VALUES (?, ?, ?)", (*key, shop.clock().timestamp()))
    return Outcome(ending=Ending.DONE, counts={"reminders": len(fresh)} if fresh else {})


def _news(shop: Workshop) -> Iterator[tuple[tuple[str, str], News]]:
    now = shop.clock()
    for one in stale_backups(shop.settings, shop.places, now):
        text = one.text[0].upper() + one.text[1:]
        yield (GapKind.NO_BACKUP, one.job), _told(GapKind.NO_BACKUP, one.job, f"{text}.", _RUN_MISSED, now)
    try:
        found = standing(shop.settings, shop.places, environ=shop.environ, now=now)
    except NoArchive:
        return
    yield from _of_standing(found, now)


def _of_standing(found: Standing, now: datetime) -> Iterator[tuple[tuple[str, str], News]]:
    for gap in found.own_gaps:
        if gap.kind in _SIGN_IN:
            name = gap.publication or ""
            yield (gap.kind, name), _told(gap.kind, name, f"{name}: {gap.text}.", gap.next, now)
    for publication in found.publications:
        for gap in publication.gaps:
            if gap.kind in _REMIND:
                steps = " ".join(export_page(publication.platform, publication.url).steps)
                text = f"{publication.name}: {gap.text}. {steps}"
                yield (gap.kind, publication.slug), _told(gap.kind, publication.slug, text, gap.next, now)


def _told(gap: GapKind, subject: str, text: str, next_step: str, now: datetime) -> News:
    kind, title = _KINDS.get(gap, _REMINDER)
    return News(
        kind=kind,
        title=f"{title}: {_account(subject)}",
        text=text,
        account=_account(subject),
        when=now,
        severity=Severity.ATTENTION,
        next=next_step,
        state=str(gap),
    )


def _account(subject: str) -> str:
    """Return the account or publication that a gap or a job (`backup:night-letters`) is about."""
    return subject.rpartition(":")[2]
