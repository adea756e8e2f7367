"""One server on 127.0.0.1 that answers for all hosts of the made-up platforms, told apart by the Host header."""

import socket
import sys
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from http.server import ThreadingHTTPServer
from threading import Event, Lock, Thread
from types import TracebackType
from typing import Any, Self

from outlast.demo_platforms.control import CONTROL, answer_control
from outlast.demo_platforms.exchange import Reply, Request, Seen, html_reply
from outlast.demo_platforms.faults import HOSTILE, spoil
from outlast.demo_platforms.handler import Handler
from outlast.demo_platforms.platform import Platform


class PlatformServer:
    """A running server; `with` stops it and raises what went wrong inside a platform, if anything did."""

    def __init__(self, platforms: Sequence[Platform]) -> None:
        """Listen on a free port; answers begin with `with` or `start`."""
        self.platforms = tuple(platforms)
        self.failures: list[BaseException] = []
        """What platforms raised while they answered: defects of theirs, never of the client."""
        self.stopping = Event()
        self._requests: list[Seen] = []
        self._lock = Lock()
        self._listener = _Listener(self)
        self._thread = Thread(target=self._listener.serve_forever, args=(0.05,), name="made-up platforms", daemon=True)

    @property
    def port(self) -> int:
        """Return the port on 127.0.0.1."""
        return self._listener.server_port

    @property
    def requests(self) -> list[Seen]:
        """Return what has been asked so far, in the order in which it was answered."""
        with self._lock:
            return list(self._requests)

    def count(self) -> Counter[str]:
        """Return how many requests came, by host."""
        return Counter(seen.host for seen in self.requests)

    def forget_requests(self) -> None:
        """Begin the list of requests anew."""
        with self._lock:
            self._requests.clear()

    def switch(
        self, quirk: str, *, on: bool, path: str = "", after: int | None = None, times: int | None = None
    ) -> None:
        """Turn a quirk on or off at every platform that knows it (see `Platform.switch`).

        Raises `ValueError` where none does.
        """
        knowing = [platform for platform in self.platforms if platform.knows(quirk)]
        if not knowing:
            raise ValueError(f"no platform here has a quirk named {quirk!r}")
        for platform in knowing:
            platform.switch(quirk, on=on, path=path, after=after, times=times)

    def edit(self, name: str, count: int = 1) -> None:
        """Change what there is at the first platform that knows the edit; raises `ValueError` where none does."""
        problem: ValueError | None = None
        for platform in self.platforms:
            try:
                return platform.edit(name, count)
            except ValueError as error:
                problem = problem or error
        raise problem or ValueError("there is no platform")

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Stop answering, close every connection and wait for the threads."""
        self.stopping.set()
        self._listener.shutdown()
        self._listener.hang_up()
        self._listener.server_close()
        self._thread.join()

    def __enter__(self) -> Self:
        """Begin to answer."""
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop; raise the first failure unless something is being raised already."""
        self.stop()
        if self.failures and error is None:
            raise self.failures[0]

    def answer(self, request: Request) -> Reply:
        """Answer a request and remember it; the handler calls it."""
        reply = self._reply(request)
        seen = Seen(
            host=request.host,
            method=request.method,
            path=request.path,
            query=request.query,
            headers=request.headers,
            body=request.body,
            status=reply.status,
        )
        if request.host != CONTROL:
            with self._lock:
                self._requests.append(seen)
        return reply

    def _reply(self, request: Request) -> Reply:
        if request.host == CONTROL:
            return answer_control(self, request)
        asked = next((platform for platform in self.platforms if platform.hosts(request.host)), None)
        if asked is not None:
            request = replace(request, quirks=asked.quirks_for(request.path))
            return spoil(request, asked.answer(request))
        if any("captive-portal" in platform.quirks for platform in self.platforms):
            return spoil(replace(request, quirks=frozenset({"captive-portal"})), Reply())
        if request.host == HOSTILE:
            return html_reply("<p>Thank you.</p>")
        return html_reply("<h1>502 Bad Gateway</h1><p>No made-up platform has this host.</p>", 502)


class _Listener(ThreadingHTTPServer):
    """The listening socket, which keeps its connections so that none outlives it."""

    daemon_threads = False  # `server_close` then waits for them
    request_queue_size = 128

    def __init__(self, server: PlatformServer) -> None:
        self.server = server
        self._open: set[socket.socket] = set()
        self._open_lock = Lock()
        super().__init__(("127.0.0.1", 0), Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self._open_lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def hang_up(self) -> None:
        """End every connection, so that no thread goes on waiting for a next request."""
        with self._open_lock:
            waiting = list(self._open)
        for connection in waiting:
            try:
                connection.shutdown(socket.SHUT_RDWR)
            except OSError:
                continue  # its client was quicker

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002 - of the base class
        """Keep what a platform raised; a client that went away is no failure."""
        error = sys.exception()
        if error is not None and not isinstance(error, OSError):
            self.server.failures.append(error)
