"""The outbox as a job of the schedule: what is due is sent, at each tick; with nothing due it costs one query."""

from backup.archive.layout import INCIDENTS
from outlast.schedule.job import Ending, Job, Outcome
from outlast.schedule.work import Workshop
from outlast.telling.outbox import Outbox


def deliver(shop: Workshop, job: Job) -> Outcome:  # noqa: ARG001 - the signature of all work
    """Send the news that is due. An alert that fails is tried again later, and never fails anything else."""
    _remind_of_appeals(shop)
    outbox = Outbox(shop.database)
    if not outbox.has_due(now=shop.clock()) and not outbox.unnoted():
        return Outcome(ending=Ending.DONE)
    from outlast.telling.delivering import deliver_due, make_ways

    attempts = deliver_due(outbox, make_ways(shop.settings.alerts, environ=shop.environ), shop.clock())
    _note_in_incidents(shop, outbox)
    counts = {"sent": sum(one.sent for one in attempts), "not_sent": sum(not one.sent for one in attempts)}
    return Outcome(ending=Ending.DONE, counts={name: count for name, count in counts.items() if count})


def _remind_of_appeals(shop: Workshop) -> None:
    """Post what is due while a platform does not answer: here, for the daily check could be a day late."""
    if not any((shop.settings.archive / INCIDENTS).glob("*.json")):
        return
    from outlast.appeals.reminding import remind

    remind(shop)


def _note_in_incidents(shop: Workshop, outbox: Outbox) -> None:
    """Write into the timelines what was told; where the archive is busy now, the next tick does it."""
    from backup.errors import OutlastError
    from outlast.errors import SecretProblem
    from outlast.incidents.noting import note_alerts

    if not outbox.unnoted() or not shop.wiring.exists:
        return
    problems: list[SecretProblem] = []
    try:
        archive = shop.wiring.open_archive(without_key=problems.append)
    except OutlastError:
        return
    try:
        note_alerts(archive, outbox)
    except OutlastError:
        return
    finally:
        archive.close()
