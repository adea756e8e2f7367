"""Looks at an account until it is clear how it stands: one look says too little where something is odd."""

from collections.abc import Callable, Iterator
from datetime import datetime

from backup.archive.archive import Archive
from backup.watch.finding import find
from backup.watch.verdict import BLIND
from outlast.settings import Account
from outlast.watching.history import WatchHistory
from outlast.watching.run import Watched, WatchOptions, run_watch
from outlast.watching.sessions import Sessions

BETWEEN = 60.0
"""Seconds between two looks; closer together they would count as one."""


def looks(
    account: Account,
    sessions: Sessions,
    *,
    archive: Archive | None,
    history: WatchHistory,
    options: WatchOptions,
    clock: Callable[[], datetime],
    pause: Callable[[float], None],
    most: int,
    when_blind: bool = False,
) -> Iterator[Watched]:
    """Yield up to `most` looks, a minute apart; the last one is the first after which another would say nothing new.

    `when_blind` looks again where nothing could be seen, too. Raises: see `run_watch`.
    """
    for number in range(most):
        if number:
            pause(BETWEEN)
        watched = run_watch(
            account,
            archive=archive,
            history=history,
            web=sessions.web,
            owner=sessions.owner,
            now=clock(),
            options=options,
        )
        yield watched
        if _is_clear(watched, when_blind=when_blind):
            return


def _is_clear(watched: Watched, *, when_blind: bool) -> bool:
    verdict = watched.verdict
    if verdict.kind in BLIND or verdict.blind is not None:
        return not when_blind
    return verdict.sure and find(watched.round).kind is verdict.kind
