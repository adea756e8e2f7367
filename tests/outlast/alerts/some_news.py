"""News for the tests of alerts."""

from datetime import UTC, datetime

from outlast.alerts._base import Means, load
from outlast.secrets import Secret
from outlast.settings import AlertSetting
from outlast.telling.news import News, NewsKind, Severity

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
DOWN = News(
    kind=NewsKind.DOWN,
    state="suspended",
    title="Night Letters is not reachable",
    text="Substack says that the publication is suspended. Your work is safe on this computer.",
    account="nightletters",
    when=NOON,
    severity=Severity.ALARM,
    incident="2026-11-20-nightletters-1",
    next="outlast incident timeline",
)


def way(kind, secret=None, *, means=None, **setting):
    """Return a way to tell, made of these settings and this secret."""
    given = AlertSetting(name=kind, kind=kind, secret="file:/nowhere" if secret else None, **setting)
    own = {"secret": lambda: Secret(secret) if secret else None, "clock": lambda: NOON, "patience": 5.0}
    return load(kind)(given, Means(**{**own, **(means or {})}))
