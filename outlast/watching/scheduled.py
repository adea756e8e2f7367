"""The watch as a job of the schedule: a look, and where something is odd a second one before anything is said."""

import time
from collections.abc import Callable

from backup.archive.archive import Archive
from backup.errors import Locked, OutlastError
from backup.watch.verdict import ALARMS, BLIND, VerdictKind
from outlast.errors import SecretProblem
from outlast.schedule.job import Ending, Job, Outcome
from outlast.schedule.work import Workshop
from outlast.watching.follow_up import follow_up
from outlast.watching.history import WatchHistory
from outlast.watching.looking import looks
from outlast.watching.run import Watched
from outlast.watching.sessions import options_of, sessions_of

_LOOKS = 2


def look_after(shop: Workshop, job: Job, pause: Callable[[float], None] = time.sleep) -> Outcome:
    """Look at one account, keep what was seen, open an incident where it must be, and tell what changed.

    Raises:
        BadSettings, StorageError, Locked: it could not be looked at, or not be kept.
    """
    (account,) = shop.settings.accounts_named((job.account,))
    history = WatchHistory(shop.database)
    archive = _archive(shop)
    problems: list[OutlastError] = []
    try:
        with sessions_of(
            account, shop.settings, shop.places, environ=shop.environ, problem=problems.append
        ) as sessions:
            for watched in looks(
                account,
                sessions,
                archive=archive,
                history=history,
                options=options_of(shop.settings),
                clock=shop.clock,
                pause=pause,
                most=_LOOKS,
            ):
                _follow(shop, watched, history, archive)
                if shop.stop():
                    break
    finally:
        if archive is not None:
            archive.close()
    return _outcome(watched)


def _follow(shop: Workshop, watched: Watched, history: WatchHistory, archive: Archive | None) -> None:
    """Keep the proof and tell the writer; where the archive is busy, tell first, and the next look keeps the proof."""
    try:
        found = follow_up(watched, history, archive, shop.clock())
    except Locked:
        found = follow_up(watched, history, None, shop.clock())
    for news in found:
        shop.tell(news)


def _archive(shop: Workshop) -> Archive | None:
    """Open the archive where there is one; incidents are sealed without the key too."""
    problems: list[SecretProblem] = []
    return shop.wiring.open_archive(without_key=problems.append) if shop.wiring.exists else None


def _outcome(watched: Watched) -> Outcome:
    verdict = watched.verdict
    counts = {"probes": len(watched.round.probes)}
    ending = Ending.DONE
    if verdict.sure and verdict.kind in ALARMS:
        ending = Ending.SUSPENDED
    elif verdict.sure and verdict.kind is VerdictKind.SIGNED_OUT:
        ending = Ending.SIGNED_OUT
    elif verdict.kind in BLIND or verdict.blind is not None:
        ending = Ending.LATER
    elif verdict.kind is not VerdictKind.OK:
        ending = Ending.PARTLY
    text = "" if verdict.kind is VerdictKind.OK else verdict.sentence
    return Outcome(ending=ending, counts=counts, text=text, wait=watched.next_look)
