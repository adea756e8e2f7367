"""A provider's web interface on loopback, for all of its hosts."""

import json
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests

from backup.http import Loopback
from backup.http.patience import Patience
from mailer.model import Reason
from mailer.providers._base import Provider
from mailer.providers.pulled import Access, Handed
from tests.http.server import Asked, Says, Server, serving

SECRET = "AKIDEXAMPLE:s3cr3t-w0rd"
SINCE = datetime(2024, 5, 1, tzinfo=UTC)
SENT = Handed(message_id="0123456789abcdef@night.example", key="k3y", at=datetime(2024, 5, 31, 9, tzinfo=UTC))


def says(answer: object, status: int = 200, **headers: str) -> Says:
    body = answer if isinstance(answer, bytes) else json.dumps(answer).encode()
    return Says(status=status, body=body, headers={"Content-Type": "application/json"} | headers)


def query_of(asked: Asked) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(asked.path).query))


def path_of(asked: Asked) -> str:
    return urlsplit(asked.path).path


@contextmanager
def interface(script: Callable[[Asked], Says] | dict[str, Says]) -> Iterator[tuple[requests.Session, Server]]:
    """Run it, and give a session that leads there whatever host is asked for."""
    with serving(script) as server, requests.Session() as session:
        session.mount("https://", Loopback(server.port).adapter(Patience(), time.monotonic))
        yield session, server


def access_to(provider: Provider, **more: Any) -> Access:
    host = provider.servers[0].host if provider.servers else ""
    return Access(**({"secret": lambda: SECRET, "sender_domain": "night.example", "server": host} | more))


def pulled(
    provider: Provider, script: Callable[[Asked], Says] | dict[str, Says], since: datetime | None = None, **more: Any
) -> dict[str, Reason]:
    """Return what a provider's lists yield, by address."""
    with interface(script) as (session, _):
        found = list(provider.pull(session, access_to(provider, **more), since))
    assert all(one.source and "@" not in one.source for one in found)
    assert all(one.when is None or one.when.tzinfo is not None for one in found)
    return {one.address: one.reason for one in found}
