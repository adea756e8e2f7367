"""Everything a live backup of one account needs, from the settings: session, cookies, folders."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from backup.archive.suspect import LossLimit
from backup.errors import SignedOut
from backup.sources._web import FetchOptions
from outlast.backups.run import BackedUp, BackupRun
from outlast.network import open_session
from outlast.settings import Account
from outlast.sign_in.keeping import rotation, session_of
from outlast.sign_in.known import Result
from outlast.sign_in.signing_in import note_result
from outlast.sign_in.wanted import own_hosts
from outlast.wiring import Wiring


@contextmanager
def a_run(wiring: Wiring, account: Account, options: FetchOptions, *, rate: float | None = None) -> Iterator[BackupRun]:
    """Make what a backup of an account needs, and put it away afterwards. `rate` is in requests a second and host.

    Raises:
        SecretProblem: the saved session cannot be fetched from where the settings say it lies.
    """
    settings, places = wiring.settings, wiring.places
    if rate is not None:
        settings = replace(settings, rate=rate)
    cookies = session_of(account, environ=wiring.environ, ask=wiring.ask)
    renew = rotation(places, account, environ=wiring.environ) if cookies else None
    signed_in = bool(cookies)
    options = replace(
        options,
        exports=places.state_dir / "downloads" / account.publication if signed_in else None,
        slow_reads=options.slow_reads or account.slow_reads,
        start_export=options.start_export or account.start_export,
    )
    with open_session(settings, own_hosts=own_hosts(account), cookies=cookies, on_cookie=renew) as web:
        yield BackupRun(
            account=account,
            web=web,
            signed_in=signed_in,
            options=options,
            limit=LossLimit(share=settings.suspect_share, rows=settings.suspect_rows),
            locks=places.state_dir / "locks",
            under_way=places.state_dir / "under-way" / account.publication,
        )


def note_session(wiring: Wiring, run: BackupRun, done: BackedUp) -> None:
    """Note whether the session was found alive, for `status` and the reminder to sign in again."""
    if run.signed_in:
        dead = isinstance(done.failure, SignedOut)
        if dead or done.failure is None:
            result = Result.SIGNED_OUT if dead else Result.OK
            note_result(wiring.places, run.account, result, now=run.clock())
