"""A real server on loopback that answers as a test tells it, and notes what it was asked."""

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request that came."""

    method: str
    host: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """What the server answers."""

    status: int = 200
    body: bytes = b"ok"
    headers: Mapping[str, str] = field(default_factory=dict)
    length: int | None = None
    """`Content-Length`, where it is to be a lie."""


Script = Callable[[Asked], Says]


class Server:
    """A running server."""

    def __init__(self, script: Script) -> None:
        """Start it."""
        self.asked: list[Asked] = []
        self.connections = 0
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # else each answer waits 40 ms for the kernel's delayed ACK

            def setup(self) -> None:
                server.connections += 1
                super().setup()

            def answer(self) -> None:
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                headers = {name.lower(): value for name, value in self.headers.items()}
                asked = Asked(
                    method=self.command, host=headers.get("host", ""), path=self.path, headers=headers, body=body
                )
                server.asked.append(asked)
                says = script(asked)
                self.send_response(says.status)
                for name, value in says.headers.items():
                    for line in value.split("\n"):
                        self.send_header(name, line)
                self.send_header("Content-Length", str(len(says.body) if says.length is None else says.length))
                self.end_headers()
                self.wfile.write(says.body)
                if says.length is not None:
                    self.close_connection = True

            do_GET = do_POST = do_PUT = answer  # noqa: N815 - the names http.server looks for

            def log_message(self, *args: Any) -> None:
                pass

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: Any) -> None:
                pass  # a client that hangs up on a bomb is what is tested

        self.http = Quiet(("127.0.0.1", 0), Handler)
        self.port = int(self.http.server_address[1])
        self._thread = threading.Thread(target=lambda: self.http.serve_forever(0.01), daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop it."""
        self.http.shutdown()
        self.http.server_close()
        self._thread.join()


@contextmanager
def serving(script: Script | Mapping[str, Says]) -> Iterator[Server]:
    """Run a server that answers as a function says, or by path (404 where none fits)."""
    if not callable(script):
        pages = dict(script)
        server = Server(lambda asked: pages.get(asked.path, Says(status=404, body=b"no")))
    else:
        server = Server(script)
    try:
        yield server
    finally:
        server.stop()


class Clock:
    """A clock that goes on only by sleeping."""

    def __init__(self) -> None:
        """Start at 1000 s."""
        self.now = 1000.0
        self.slept: list[float] = []
        self._lock = threading.Lock()

    def __call__(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        with self._lock:
            self.slept.append(seconds)
            self.now += seconds
