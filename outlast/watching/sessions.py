"""The sessions that a look is made with: one as any visitor, and one as the writer where there is a sign-in."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from backup.errors import OutlastError, SignedOut
from backup.http import PoliteSession
from outlast.errors import SecretProblem
from outlast.network import open_session
from outlast.places import Places
from outlast.settings import Account, Settings
from outlast.sign_in.keeping import rotation, session_of
from outlast.sign_in.wanted import own_hosts
from outlast.watching.run import WatchOptions


@dataclass(frozen=True, slots=True, kw_only=True)
class Sessions:
    """What asks."""

    web: PoliteSession
    owner: PoliteSession | None


@contextmanager
def sessions_of(
    account: Account,
    settings: Settings,
    places: Places,
    *,
    environ: Mapping[str, str],
    problem: Callable[[OutlastError], None],
) -> Iterator[Sessions]:
    """Open the sessions for a look; `problem` is told why the writer's own view cannot be looked at, if it cannot."""
    try:
        cookies = session_of(account, environ=environ)
    except (SecretProblem, SignedOut) as error:
        problem(error)
        cookies = ()
    renew = rotation(places, account, environ=environ) if cookies else None
    with open_session(settings, own_hosts=own_hosts(account), cookies=cookies, on_cookie=renew) as session:
        yield Sessions(web=session.anonymous(), owner=session if cookies else None)


def options_of(settings: Settings, vias: frozenset[str] | None = None) -> WatchOptions:
    """Return what the settings say about the watch."""
    plain = WatchOptions(controls=settings.watch_control, neutral=settings.watch_neutral, rules=settings.watch_rules)
    return (
        plain
        if vias is None
        else WatchOptions(controls=plain.controls, neutral=plain.neutral, rules=plain.rules, vias=vias)
    )
