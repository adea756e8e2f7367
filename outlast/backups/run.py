"""One live backup of one account."""

import math
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

from backup.archive.archive import Archive
from backup.archive.result import Count, SnapshotResult
from backup.archive.suspect import LossLimit
from backup.errors import Locked, NotFound, OutlastError, WebProblem
from backup.http import PoliteSession
from backup.model import Problem, Publication, Record, Remark, SubscriberRows
from backup.sources._base import Identity
from backup.sources._web import FetchOptions, WebAccount, WebSource, web_sources
from outlast.backups import pieces as cutting
from outlast.backups.exports import take_exports
from outlast.backups.known import known_of
from outlast.backups.pictures import fetch_pictures
from outlast.backups.pieces import Pieces
from outlast.private_file import make_private_folder
from outlast.settings import Account


@dataclass(frozen=True, slots=True, kw_only=True)
class BackupRun:
    """What a run needs besides the archive."""

    account: Account
    web: PoliteSession
    signed_in: bool
    options: FetchOptions
    limit: LossLimit
    locks: Path
    """A folder of the state, for the lock."""
    under_way: Path | None = None
    """A folder of the state for files on their way into the archive; `None` takes the system's temporary folder."""
    progress: Callable[[int], None] | None = None
    most: int | None = None
    """Records in a piece; `None` goes by time alone."""
    clock: Callable[[], datetime] = lambda: datetime.now(UTC)
    stop: Callable[[], bool] = lambda: False
    """Whether somebody asked to stop."""
    between: Callable[[], None] = lambda: None
    """Called whenever a piece was saved, with the archive free."""


@dataclass(slots=True, kw_only=True)
class BackedUp:
    """What a run did."""

    publication: Publication
    snapshots: list[int] = field(default_factory=list)
    counts: dict[str, Count] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    remarks: list[Remark] = field(default_factory=list)
    suspect: list[str] = field(default_factory=list)
    """Why snapshots were kept apart."""
    apart: list[int] = field(default_factory=list)
    """The numbers of those."""
    failure: OutlastError | KeyboardInterrupt | None = None
    """What ended it early, or kept a part away; what is in `counts` was saved all the same."""
    requests: int = 0

    @property
    def partly(self) -> bool:
        """Tell whether something is missing."""
        return any(problem.severity != "kept" for problem in self.problems)

    def add(self, result: SnapshotResult) -> None:
        """Add what a piece did."""
        if result.number is not None and result.number not in self.snapshots:
            self.snapshots.append(result.number)
        for name, count in result.counts.items():
            self.counts[name] = _together(self.counts[name], count) if name in self.counts else count
        self.problems = result.problems
        self.remarks += [remark for remark in result.remarks if remark not in self.remarks]
        if result.suspect:
            self.suspect.append(result.suspect)
            self.apart += [result.number] if result.number is not None else []


def _together(earlier: Count, later: Count) -> Count:
    """Return the counts of two pieces of one run: what came new with the first is there still in the second."""
    both = earlier.plus(later)
    if None in (earlier.new, earlier.changed, earlier.unchanged, later.unchanged):
        return both
    still = (later.unchanged or 0) - (earlier.new or 0) - (earlier.changed or 0)
    return replace(both, unchanged=max(earlier.unchanged or 0, still))


def run_backup(archive: Archive, run: BackupRun) -> BackedUp:
    """Save what is new or changed on a live site.

    Raises:
        Locked: the same account is being saved already.
        StorageError: the disk refused; what was saved before is whole.
        WebProblem: the site could not be asked at all.
    """
    with one_at_a_time(run.locks, f"backup-{run.account.publication}"), _emptied(run.under_way):
        source = source_of(archive, run)
        done = BackedUp(publication=publication_of(archive, run.account, source.identity()))
        before = sum(run.web.requests.values())
        save(archive, source.fetch(), run, done, source=source.kind)
        if run.options.wants("media") and not isinstance(done.failure, WebProblem | KeyboardInterrupt):
            _add_pictures(archive, run, done, source=source.kind)
        slug, now = done.publication.slug, run.clock()
        take_exports(archive, run.options.exports, slug, limit=run.limit, now=now, add=done.add)
        done.requests = sum(run.web.requests.values()) - before
        return done


def _add_pictures(archive: Archive, run: BackupRun, done: BackedUp, *, source: str) -> None:
    slug, earlier = done.publication.slug, done.failure
    known = known_of(archive, slug)
    pictures = fetch_pictures(archive, slug, run.web, known, run.options.now, folder=run.under_way)
    save(archive, pictures, run, done, source=source)
    done.failure = done.failure or earlier


def save(archive: Archive, records: Iterator[Record], run: BackupRun, done: BackedUp, *, source: str) -> None:
    """Save records piece by piece, adding to what the run did."""
    without_key = archive.encrypted and not archive.vault.can_read
    seconds, most = (math.inf, None) if without_key else (cutting.SECONDS, run.most)
    pieces = Pieces(records, seconds=seconds, most=most, stop=run.stop)
    earlier = done.problems
    for piece in pieces:
        result = archive.snapshot(
            _watched(piece, run.progress),
            done.publication,
            source=source,
            as_of=_moment(archive, done.publication.slug, run.clock()),
            limit=run.limit,
        )
        done.add(result)
        done.problems = (*earlier, *done.problems)
        run.between()
    done.failure = pieces.failure


def source_of(archive: Archive, run: BackupRun) -> WebSource:
    """Return the live source of an account.

    Raises:
        NotFound: there is none for its platform, or its address is not known.
    """
    kind = web_sources().get(run.account.platform)
    if kind is None or run.account.url is None:
        raise NotFound(
            f"{run.account.name} cannot be saved from the web: its platform or address is not known.",
            next=f"Say where it is: outlast config set accounts.{run.account.name}.url ADDRESS",
        )
    known = next((one for one in archive.publications() if one.slug == run.account.publication), None)
    account = WebAccount(
        url=run.account.url,
        platform_id=known.platform_id if known else None,
        signed_in=run.signed_in,
    )
    return kind(account, run.web, known_of(archive, run.account.publication), run.options)


def publication_of(archive: Archive, account: Account, identity: Identity) -> Publication:
    """Return the publication under which an account is saved."""
    known = next((one for one in archive.publications() if one.slug == account.publication), None)
    return Publication(
        slug=account.publication,
        platform=account.platform,
        name=identity.name or (known.name if known else account.name),
        url=identity.url or account.url,
        platform_id=identity.platform_id or (known.platform_id if known else None),
    )


@contextmanager
def one_at_a_time(folder: Path, name: str) -> Iterator[None]:
    """Hold a job for the length of a block.

    Raises:
        Locked: another run of it is at work.
    """
    make_private_folder(folder)
    lock = FileLock(folder / f"{name}.lock", timeout=0, mode=0o600)
    try:
        lock.acquire()
    except Timeout:
        raise Locked("The same account is being saved by another run.") from None
    try:
        yield
    finally:
        lock.release()


@contextmanager
def _emptied(folder: Path | None) -> Iterator[None]:
    """Make a folder without what a killed run left in it, and remove it afterwards; under the lock of the job."""
    if folder is None:
        yield
        return
    shutil.rmtree(folder, ignore_errors=True)
    make_private_folder(folder)
    try:
        yield
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _moment(archive: Archive, slug: str, now: datetime) -> datetime:
    """Return the date of what was just seen: now, but never before what was seen earlier by a clock that was wrong."""
    latest = archive.chain(slug).latest() if slug in archive.slugs() else None
    return max(now, datetime.fromisoformat(latest.manifest.as_of)) if latest else now


def _watched(records: Iterator[Record], progress: Callable[[int], None] | None) -> Iterator[Record]:
    for record in records:
        yield record
        if progress:
            progress(len(record.records) if isinstance(record, SubscriberRows) else 1)
