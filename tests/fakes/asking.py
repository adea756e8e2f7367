"""Asks a made-up platform the way any client would: plain HTTP to its port, with the host it is meant for."""

import http.client
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from outlast.demo_platforms.server import PlatformServer


@dataclass(frozen=True, slots=True, kw_only=True)
class Got:
    """An answer, with the names of its headers in lower case."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def data(self) -> Any:
        """Return the body as JSON."""
        return json.loads(self.body)

    @property
    def text(self) -> str:
        """Return the body as text."""
        return self.body.decode()


class Client:
    """A connection that is kept open, and asks for several hosts over it."""

    def __init__(self, port: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)

    def ask(
        self,
        address: str,
        *,
        method: str = "GET",
        cookie: str | None = None,
        data: Any = None,
        headers: Mapping[str, str] | None = None,
    ) -> Got:
        """Ask for `host/path?query`, with a Cookie header and a JSON body where given; redirects are not followed."""
        host, _, path = address.partition("/")
        sent = {"Host": host, "User-Agent": "Mozilla/5.0 (tests)", **(headers or {})}
        if cookie is not None:
            sent["Cookie"] = cookie
        body = None if data is None else json.dumps(data).encode()
        self.connection.request(method, f"/{path}", body=body, headers=sent)
        answer = self.connection.getresponse()
        return Got(
            status=answer.status,
            headers={name.lower(): value for name, value in answer.getheaders()},
            body=answer.read(),
        )


@contextmanager
def client(server: PlatformServer) -> Iterator[Client]:
    """Return a client of a running server, closed at the end."""
    made = Client(server.port)
    try:
        yield made
    finally:
        made.connection.close()
