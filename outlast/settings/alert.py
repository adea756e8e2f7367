"""One way to tell the writer, as the settings describe it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertSetting:
    """The settings `alerts.NAME.*`; which of them a kind needs, its module in `outlast.alerts` says."""

    name: str
    kind: str
    """The module in `outlast.alerts`."""
    to: str | None = None
    sender: str | None = None
    server: str | None = None
    """HOST:PORT."""
    security: str | None = None
    user: str | None = None
    secret: str | None = None
    """A reference for `outlast.secrets`, never the secret itself."""
    on: tuple[str, ...] = ()
    """Which news it tells; empty: all."""


def alert_setting(name: str, values: Mapping[str, Any]) -> AlertSetting:
    """Return the alert of that name from the values of all settings, by dotted name."""

    def value(key: str) -> Any:
        return values.get(f"alerts.{name}.{key}")

    return AlertSetting(
        name=name,
        kind=value("kind"),
        to=value("to"),
        sender=value("from"),
        server=value("server"),
        security=value("security"),
        user=value("user"),
        secret=value("secret"),
        on=tuple((value("on") or "").split(", ")) if value("on") else (),
    )
