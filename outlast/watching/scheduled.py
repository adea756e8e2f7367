"""The watch as a job of the schedule: a look, and where something is odd a second one before anything is said."""

import time
from collections.abc import Callable

from backup.archive.archive import Archive
from backup.errors import Locked, OutlastError
from backup.watch.finding import find
from backup.watch.verdict import ALARMS, BLIND, VerdictKind
from outlast.errors import SecretProblem
from outlast.schedule.job import Ending, Job, Outcome
from outlast.schedule.work import Workshop
from outlast.watching.follow_up import follow_up
from outlast.watching.history import WatchHistory
from outlast.watching.run import Watched, run_watch
from outlast.watching.sessions import options_of, sessions_of

BETWEEN = 60.0
"""Seconds between two looks; closer together they would count as one."""
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
            for look in range(_LOOKS):
                if look:
                    pause(BETWEEN)
                watched = run_watch(
                    account,
                    archive=archive,
                    history=history,
                    web=sessions.web,
                    owner=sessions.owner,
                    now=shop.clock(),
                    options=options_of(shop.settings),
                )
                _follow(shop, watched, history, archive)
                if _is_clear(watched) or shop.stop():
                    break
    finally:
        if archive is not None:
            archive.close()
    return _outcome(watched)


def _is_clear(watched: Watched) -> bool:
    """Tell whether a second look would say nothing new: this one saw nothing, or says what is known for sure."""
    verdict = watched.verdict
    if verdict.kind in BLIND or verdict.blind is not None:
        return True
    return verdict.sure and find(watched.round).kind is verdict.kind


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
