"""A live backup as a job of the schedule."""

from dataclasses import replace

from backup.archive.archive import Archive
from backup.errors import OutlastError, SignedOut
from backup.sources._web import FetchOptions
from outlast.backups.run import BackedUp, run_backup
from outlast.backups.setting_up import a_run, note_session
from outlast.errors import SecretProblem
from outlast.incidents.pausing import is_paused
from outlast.schedule.job import Ending, Job, Outcome
from outlast.schedule.reminding import check
from outlast.schedule.tick import outcome_of
from outlast.schedule.work import Workshop
from outlast.settings import Account
from outlast.telling.news import News, NewsKind, Severity

_TOLD = ("posts", "drafts", "comments", "notes", "messages", "subscribers", "media")
_HELD = Outcome(ending=Ending.PAUSED, text="held by an open incident; see outlast incident timeline")


def back_up(shop: Workshop, job: Job) -> Outcome:
    """Save one account, unless an incident holds it.

    Raises:
        NoArchive, SecretProblem, Locked, StorageError, WebProblem: it could not begin, or the disk refused.
    """
    (account,) = shop.settings.accounts_named((job.account,))
    wiring = shop.wiring
    problems: list[SecretProblem] = []
    archive = wiring.open_archive(without_key=problems.append)
    between = _Between(shop, archive, account.publication)
    try:
        if between.held():
            return _HELD
        with a_run(wiring, account, FetchOptions(now=shop.clock())) as run:
            done = run_backup(archive, replace(run, stop=between.stop, between=between.look, clock=shop.clock))
            note_session(wiring, run, done)
        _tell(shop, account, done)
    finally:
        archive.close()
    if isinstance(done.failure, SignedOut):
        check(shop, job)  # at once, and not with tomorrow's reminders
    outcome = _outcome(done)
    stopped = between.found and outcome.ending is Ending.STOPPED
    return replace(_HELD, counts=outcome.counts) if stopped else outcome


class _Between:
    """What happens between two pieces of a run: the watch looks, and an incident that it opened ends the run."""

    def __init__(self, shop: Workshop, archive: Archive, publication: str) -> None:
        self._shop, self._archive, self._publication = shop, archive, publication
        self.found = False
        """Whether an incident holds the run since a look."""

    def held(self) -> bool:
        return is_paused(self._archive, self._publication)

    def look(self) -> None:
        self._shop.meanwhile()
        self.found = self.held()

    def stop(self) -> bool:
        return self.found or self._shop.stop()


def _outcome(done: BackedUp) -> Outcome:
    counts = {name: count.new for name in _TOLD if (count := done.counts.get(name)) is not None and count.new}
    if isinstance(done.failure, OutlastError):
        return replace(outcome_of(done.failure), counts=counts)
    if done.failure is not None:
        return Outcome(ending=Ending.STOPPED, counts=counts)
    if done.suspect:
        return Outcome(ending=Ending.PARTLY, counts=counts, text=f"a part was kept apart, because {done.suspect[0]}")
    if done.partly:
        missing = f"{len(done.problems):,} things could not be saved; see outlast snapshots show"
        return Outcome(ending=Ending.PARTLY, counts=counts, text=missing)
    return Outcome(ending=Ending.DONE, counts=counts)


def _tell(shop: Workshop, account: Account, done: BackedUp) -> None:
    """Tell that a part of it was kept apart, once for each snapshot."""
    if not done.suspect:
        return
    which = str(done.apart[0]) if done.apart else ""
    shop.tell(
        News(
            kind=NewsKind.SUSPECT,
            title=f"{done.publication.name}: much less came than before",
            text=f"A part of it was kept apart, because {done.suspect[0]}. What was saved before is untouched and "
            "stays the one that counts. If you removed this yourself, say that it is right; if not, look whether "
            "your account is still up.",
            account=account.name,
            when=shop.clock(),
            severity=Severity.ALARM,
            next=f"outlast watch    or: outlast snapshots keep {which} --publication {account.publication}",
            state=which,
        )
    )
