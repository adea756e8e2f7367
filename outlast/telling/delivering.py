"""Sends what is due: what the schedule calls after every job, and `outlast alerts test`.

An alert never fails a backup: whatever goes wrong is noted, told by the status, and tried again.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from backup.errors import OutlastError, SetupError
from outlast.alerts import _base
from outlast.alerts._base import Alert, Means
from outlast.errors import AlertFailed, SecretProblem
from outlast.secrets import Secret, resolve
from outlast.settings.alert import AlertSetting
from outlast.telling.news import News, NewsKind, Severity
from outlast.telling.outbox import Attempt, Outbox

_MOST = 20
"""News that one run sends in one way: a mail server that was away for days is not flooded at once."""


def make_ways(
    settings: Sequence[AlertSetting],
    *,
    environ: Mapping[str, str],
    ask: Callable[[str], str] | None = None,
    means: Means | None = None,
) -> dict[str, Alert]:
    """Return the ways to tell the writer, by name; nothing is fetched or sent yet."""
    base = means or Means(environ=environ)
    ways: dict[str, Alert] = {}
    for setting in settings:

        def secret(reference: str | None = setting.secret) -> Secret | None:
            return resolve(reference, environ=environ, ask=ask) if reference else None

        own = Means(
            secret=secret,
            run=base.run,
            environ=base.environ,
            clock=base.clock,
            tls=base.tls,
            patience=base.patience,
        )
        ways[setting.name] = _base.load(setting.kind)(setting, own)
    return ways


def deliver_due(outbox: Outbox, ways: Mapping[str, Alert], now: datetime) -> list[Attempt]:
    """Send everything that is due and return what came of it. Never raises for an alert that fails."""
    attempts: list[Attempt] = []
    for name, way in ways.items():
        for _ in range(_MOST):
            due = outbox.take_due(name, now=now)
            if due is None:
                break
            sent, said, permanent = _try(way, due.news)
            attempts.append(outbox.note(due, sent=sent, said=said, permanent=permanent, now=now))
            if not sent and not permanent:
                break  # the others would meet the same; they stay due
    return attempts


def send_test(outbox: Outbox, name: str, way: Alert, now: datetime) -> str:
    """Send a test now, note what came of it, and return what the other side said.

    Raises:
        AlertFailed, SetupError: it did not get through.
    """
    news = News(
        kind=NewsKind.TEST,
        title="This is a test",
        text="Outlast can reach you this way. When your account is suspended, a backup fails or something else needs "
        "you, you will be told like this.",
        account="",
        when=now,
        severity=Severity.INFO,
    )
    try:
        said = way.send(news)
    except OutlastError as error:
        outbox.note_test(name, news, sent=False, said=error.what, now=now)
        raise
    outbox.note_test(name, news, sent=True, said=said, now=now)
    return said


def _try(way: Alert, news: News) -> tuple[bool, str, bool]:
    """Return whether it got through, what was said, and whether trying again as it is would be of no use."""
    try:
        return True, way.send(news), False
    except AlertFailed as error:
        return False, error.what, error.permanent
    except SecretProblem as error:
        # A key store that is locked now may be open later.
        return False, error.what, False
    except SetupError as error:
        return False, error.what, True
