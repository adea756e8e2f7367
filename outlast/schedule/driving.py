"""A tick with all that belongs around it: the notes, the work, and the dead man's switch."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime

from backup.errors import OutlastError
from outlast.places import Places
from outlast.schedule import here
from outlast.schedule.due import DueState, look
from outlast.schedule.notes import ScheduleNotes
from outlast.schedule.plan import jobs_of
from outlast.schedule.tick import TickReport, tick
from outlast.schedule.work import Workshop
from outlast.settings import Settings
from outlast.state.database import StateDatabase
from outlast.telling.news import News
from outlast.telling.outbox import Outbox


@contextmanager
def workshop(
    settings: Settings,
    places: Places,
    *,
    environ: Mapping[str, str],
    tell: Callable[[News], None],
    clock: Callable[[], datetime] | None = None,
    stop: Callable[[], bool] = lambda: False,
) -> Iterator[Workshop]:
    """Open the notes for the length of a block. News goes to the outbox, and to `tell` if it is a change of state.

    Raises:
        StorageError: the disk refuses.
    """
    database = StateDatabase(places.state_dir)
    now = clock or here.now

    def post(news: News) -> None:
        if Outbox(database).post(news, settings.alerts, now=now()):
            with suppress(OSError):  # a terminal that is gone; the outbox has it
                tell(news)

    try:
        yield Workshop(
            settings=settings,
            places=places,
            environ=environ,
            database=database,
            notes=ScheduleNotes(database),
            clock=now,
            tell=post,
            stop=stop,
        )
    finally:
        database.close()


def do_tick(shop: Workshop, *, insist: bool = False) -> TickReport:
    """Do what is due. Whether the dead man's switch could be called is a remark, never a failure."""
    report = tick(
        jobs_of(shop.settings),
        lambda job, meanwhile: replace(shop, meanwhile=meanwhile).do(job),
        shop.notes,
        shop.clock,
        folder=shop.places.state_dir,
        insist=insist,
        stop=shop.stop,
    )
    remark = _ping(shop, report)
    return TickReport(ran=report.ran, remarks=(*report.remarks, remark), busy=report.busy) if remark else report


def explain(shop: Workshop) -> list[DueState]:
    """Return for each job whether it is due, when it is next, and why; nothing is noted."""
    notes, now, seed = shop.notes.all(), shop.clock(), shop.notes.seed
    return [look(job, now, notes.get(job.name), seed=seed) for job in jobs_of(shop.settings)]


def _ping(shop: Workshop, report: TickReport) -> str | None:
    from outlast.schedule.ping import ping, worked

    success = worked(report)
    if success is None or shop.settings.schedule.ping is None:
        return None
    from outlast import secrets

    try:
        address = secrets.resolve(shop.settings.schedule.ping, environ=shop.environ)
    except OutlastError as error:
        return error.what
    return ping(address, success=success)
