"""Connections that refuse inner addresses: a hostile page must not make Outlast knock at the writer's router.

The name is resolved here, each address is looked at, and that very address is dialled, so a name that gives a public
address when asked and an inner one a moment later (DNS rebinding) gains nothing. The peer is looked at once more
before anything is sent to it.
"""

import ipaddress
import socket
from collections.abc import Callable, Collection
from typing import Any, TypeAlias

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import NameResolutionError, NewConnectionError

from backup.http.patience import Patience, Stopwatch, timed_by

Network: TypeAlias = ipaddress.IPv4Network | ipaddress.IPv6Network
Resolver: TypeAlias = Callable[[str, int], list[str]]
"""Return the addresses of a host; raises `socket.gaierror` when there are none."""


class InnerAddress(OSError):
    """A name led to an address that is not on the public internet."""


def resolve(host: str, port: int) -> list[str]:
    """Return the addresses of a host in the order in which the system prefers them. See `Resolver`."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


def is_public(text: str, allowed: Collection[Network] = ()) -> bool:
    """Tell whether an address is on the public internet, or in a network that is allowed nevertheless."""
    try:
        address = ipaddress.ip_address(text.partition("%")[0])
    except ValueError:
        return False
    if any(address in network for network in allowed if network.version == address.version):
        return True
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo or (None, None))[1] or _nat64(address)
        if inner is not None:
            return is_public(str(inner), allowed)
    return address.is_global and not address.is_multicast


def _nat64(address: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """Return the IPv4 address inside one of a NAT64 network (RFC 6052)."""
    inside = address in ipaddress.IPv6Network("64:ff9b::/96")
    return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF) if inside else None


def guarded_pool(
    *, resolver: Resolver, allowed: Collection[Network], patience: Patience, clock: Callable[[], float]
) -> type[HTTPSConnectionPool]:
    """Return a pool of https connections that refuse inner addresses and endless answers."""

    class GuardedConnection(HTTPSConnection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._watch = Stopwatch(patience, clock)
            self.response_class = timed_by(self._watch)

        def getresponse(self) -> Any:
            self._watch.start()
            return super().getresponse()

        def _new_conn(self) -> socket.socket:
            name = self._dns_host
            try:
                addresses = [a for a in resolver(name, self.port or 443) if is_public(a, allowed)]
            except (socket.gaierror, UnicodeError) as error:
                failure = error if isinstance(error, socket.gaierror) else socket.gaierror(str(error))
                raise NameResolutionError(self.host, self, failure) from error
            if not addresses:
                raise InnerAddress(f"{name} is not on the public internet")
            try:
                return self._dial(addresses)
            finally:
                self._dns_host = name

        def _dial(self, addresses: list[str]) -> socket.socket:
            refused: Exception | None = None
            for address in addresses:
                self._dns_host = address
                try:
                    sock = super()._new_conn()
                except NewConnectionError as error:
                    refused = error
                    continue
                if is_public(str(sock.getpeername()[0]), allowed):
                    return sock
                sock.close()
                raise InnerAddress(f"{self.host} is not on the public internet")
            raise refused or NewConnectionError(self, "no address to connect to")

    class GuardedPool(HTTPSConnectionPool):
        ConnectionCls = GuardedConnection

    return GuardedPool


def loopback_pool(*, patience: Patience, clock: Callable[[], float]) -> type[HTTPConnectionPool]:
    """Return a pool of plain connections for a server on this computer, with the same end to endless answers."""

    class TimedConnection(HTTPConnection):
        def __init__(self, *args: Any, **options: Any) -> None:
            super().__init__(*args, **options)
            self._watch = Stopwatch(patience, clock)
            self.response_class = timed_by(self._watch)

        def getresponse(self) -> Any:
            self._watch.start()
            return super().getresponse()

    class TimedPool(HTTPConnectionPool):
        ConnectionCls = TimedConnection

    return TimedPool
