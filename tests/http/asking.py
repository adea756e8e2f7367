"""A session for tests: towards a server on loopback, with a clock that only sleeping moves."""

import math
from typing import Any

from backup.http import Loopback, PoliteSession
from tests.http.server import Clock, Server

HOME = "https://nightletters.substack.com"


def session(server: Server | int, *, clock: Clock | None = None, **options: Any) -> PoliteSession:
    """Return a session whose requests all go to that server, without pace unless a test asks for one."""
    clock = clock or Clock()
    settings: dict[str, Any] = {
        "own_hosts": ["substack.com"],
        "rate": math.inf,
        "route": Loopback(server if isinstance(server, int) else server.port),
        "clock": clock,
        "sleep": clock.sleep,
        "jitter": lambda: 0.0,
    }
    return PoliteSession(**(settings | options))
