"""Where requests go: to the public internet, or all of them to one server on this computer (demo and tests)."""

import os
from abc import ABC, abstractmethod
from collections.abc import Callable, Collection
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest
from requests.adapters import HTTPAdapter
from requests.utils import get_environ_proxies
from urllib3.connectionpool import HTTPConnectionPool
from urllib3.util.retry import Retry

from backup.http.connect import Network, Resolver, guarded_pool, loopback_pool, resolve
from backup.http.patience import Patience

_KEPT_OPEN = 16


class Route(ABC):
    """How a request gets to its host."""

    ports: Collection[int] = (443,)
    """The ports that an address may name."""
    certificates: str | bool = True
    """The file of authorities that certificates are checked against; `True` is the set that comes with requests."""

    @abstractmethod
    def adapter(self, patience: Patience, clock: Callable[[], float]) -> HTTPAdapter:
        """Return what sends requests; it neither retries nor follows redirects."""

    def proxies(self, url: str) -> dict[str, str]:  # noqa: ARG002
        """Return the proxies for an address, by scheme."""
        return {}


class Internet(Route):
    """The public internet, with TLS checked, and without a way to this computer's own network.

    Proxies are taken from the environment (`HTTPS_PROXY`, `NO_PROXY`), as every program of such a network does, and
    `REQUESTS_CA_BUNDLE` names their authority. Through a proxy the address that is dialled is the proxy's, and the
    proxy resolves the name: the refusal of inner addresses then covers only those written as numbers. `.netrc` is
    never read: it holds passwords for hosts that a redirect could name.
    """

    def __init__(
        self,
        *,
        allowed: Collection[Network] = (),
        ports: Collection[int] = (443,),
        certificates: Path | None = None,
        resolver: Resolver = resolve,
    ) -> None:
        """Take inner networks that may be reached nevertheless (VPNs that make up addresses), ports, authorities."""
        self.allowed, self.ports, self._resolver = tuple(allowed), tuple(ports), resolver
        self.certificates = str(certificates) if certificates else os.environ.get("REQUESTS_CA_BUNDLE") or True

    def adapter(self, patience: Patience, clock: Callable[[], float]) -> HTTPAdapter:
        """See `Route.adapter`."""
        adapter = HTTPAdapter(pool_connections=_KEPT_OPEN, pool_maxsize=_KEPT_OPEN, max_retries=_never())
        pool = guarded_pool(resolver=self._resolver, allowed=self.allowed, patience=patience, clock=clock)
        adapter.poolmanager.pool_classes_by_scheme = {"https": pool}
        return adapter

    def proxies(self, url: str) -> dict[str, str]:
        """See `Route.proxies`."""
        return get_environ_proxies(url)


class Loopback(Route):
    """Every `https://HOST/…` as plain http to a server on this computer, with `Host: HOST`."""

    def __init__(self, port: int) -> None:
        """Take the server's port on 127.0.0.1."""
        self.port = port

    def adapter(self, patience: Patience, clock: Callable[[], float]) -> HTTPAdapter:
        """See `Route.adapter`."""
        return _LoopbackAdapter(self.port, patience, clock)


class _LoopbackAdapter(HTTPAdapter):
    def __init__(self, port: int, patience: Patience, clock: Callable[[], float]) -> None:
        super().__init__(pool_maxsize=_KEPT_OPEN, max_retries=_never())
        pool = loopback_pool(patience=patience, clock=clock)
        self._pool = pool("127.0.0.1", port, maxsize=_KEPT_OPEN)

    def get_connection_with_tls_context(self, *_args: Any, **_options: Any) -> HTTPConnectionPool:
        return self._pool

    def cert_verify(self, *_args: Any, **_options: Any) -> None:
        """Check nothing: there is no TLS on the way to this computer."""

    def add_headers(self, request: PreparedRequest, **_options: Any) -> None:
        request.headers["Host"] = urlsplit(str(request.url)).netloc

    def close(self) -> None:
        self._pool.close()
        super().close()


def _never() -> Retry:
    # Retries are made in backup.http.exchange, where each one is paced and counted.
    return Retry(0, read=False, redirect=False)
