"""Reminds the writer of what only they can do: a new export, a new list; and tells when no backup works."""

from collections.abc import Iterator

from backup.errors import NoArchive
from outlast.schedule.alarm import stale_backups
from outlast.schedule.job import Ending, Job, Outcome
from outlast.schedule.news import News
from outlast.schedule.work import Workshop
from outlast.standing.archive import Standing, standing
from outlast.standing.export_pages import export_page
from outlast.standing.gaps import GapKind

_CHANGES = ("CREATE TABLE reminders (kind TEXT, subject TEXT, told REAL NOT NULL, UNIQUE (kind, subject)) STRICT",)
_REMIND = frozenset({GapKind.OLD_LIST, GapKind.OLD_EXPORT, GapKind.NO_SUBSCRIBERS, GapKind.NO_POSTS})
_SIGN_IN = frozenset({GapKind.SIGNED_OUT, GapKind.SIGN_IN_EXPIRES})


def check(shop: Workshop, job: Job) -> Outcome:  # noqa: ARG001 - the signature of all work
    """Tell what is old or missing, each once until it was mended and came again."""
    shop.database.prepare("reminders", _CHANGES)
    run = shop.database.connection.execute
    told = {(kind, subject) for kind, subject in run("SELECT kind, subject FROM reminders")}
    news = {(one.kind, one.subject): one for one in _news(shop)}
    for key in told - news.keys():
        run("DELETE FROM reminders WHERE kind = ? AND subject = ?", key)
    fresh = [one for key, one in news.items() if key not in told]
    for one in fresh:
        shop.tell(one)
        # After it was told: a reminder that could not be told is told the next time.
        run("INSERT INTO reminders VALUES (?, ?, ?)", (one.kind, one.subject, shop.clock().timestamp()))
    return Outcome(ending=Ending.DONE, counts={"reminders": len(fresh)} if fresh else {})


def _news(shop: Workshop) -> Iterator[News]:
    for one in stale_backups(shop.settings, shop.places, shop.clock()):
        text = one.text[0].upper() + one.text[1:]
        yield News(kind=GapKind.NO_BACKUP, subject=one.job, text=f"{text}.", next="outlast schedule run-missed")
    try:
        found = standing(shop.settings, shop.places, environ=shop.environ, now=shop.clock())
    except NoArchive:
        return
    yield from _of_standing(found)


def _of_standing(found: Standing) -> Iterator[News]:
    for gap in found.own_gaps:
        if gap.kind in _SIGN_IN:
            text = f"{gap.publication}: {gap.text}."
            yield News(kind=gap.kind, subject=gap.publication or "", text=text, next=gap.next)
    for one in found.publications:
        for gap in one.gaps:
            if gap.kind in _REMIND:
                text = f"{one.name}: {gap.text}."
                steps = export_page(one.platform, one.url).steps
                yield News(kind=gap.kind, subject=one.slug, text=text, next=gap.next, steps=steps)
