"""From settings to a session on the web: how fast, by which way, and as whom."""

import time
from collections.abc import Callable, Collection, Mapping

import requests

from backup.http import Cookie, Internet, Loopback, PoliteSession
from backup.http.patience import Patience
from backup.http.route import Route
from outlast.settings import Settings


def route_of(settings: Settings) -> Route:
    """Return the way of requests: the internet, or one server on this computer."""
    return Loopback(settings.loopback_port) if settings.loopback_port is not None else Internet()


def open_plain_session(settings: Settings) -> requests.Session:
    """Return a session for an interface of the writer's own, whose key goes along with each request. Close it.

    It keeps to the way of all requests; whether it follows redirects is the caller's business.
    """
    session = requests.Session()
    session.mount("https://", route_of(settings).adapter(Patience(), time.monotonic))
    return session


def open_session(
    settings: Settings,
    *,
    own_hosts: Collection[str],
    cookies: Collection[Cookie] = (),
    rates: Mapping[str, float] | None = None,
    on_cookie: Callable[[Cookie], None] | None = None,
) -> PoliteSession:
    """Return a session as the settings want it; close it when it is not needed any more (`with`)."""
    return PoliteSession(
        own_hosts=own_hosts,
        cookies=cookies,
        rate=settings.rate,
        rates=rates,
        route=route_of(settings),
        on_cookie=on_cookie,
    )
