"""A server on loopback that answers from a table of host and path; what is not in it is not found."""

import http.server
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Reply:
    """An answer, or a line that breaks (`hang_up`)."""

    status: int = 200
    body: str = ""
    headers: dict[str, str] = field(default_factory=dict)
    hang_up: bool = False


class ScriptedServer:
    """Answers `https://HOST/PATH` with the reply whose key is the longest beginning of `HOST/PATH?QUERY`."""

    def __init__(self) -> None:
        self.replies: dict[str, Reply] = {}
        self.otherwise = Reply(status=404, body="<!doctype html><html><body>Nothing here.</body></html>")
        self.asked: list[tuple[str, str | None]] = []
        """Host and path, and the cookie that came with it."""
        self._http = _Listener(("127.0.0.1", 0), _Handler)
        self._http.script = self
        self.port: int = self._http.server_address[1]

    def reply(self, place: str) -> Reply:
        fitting = [key for key in self.replies if place == key or (key.endswith(("/", "?")) and place.startswith(key))]
        return self.replies[max(fitting, key=len)] if fitting else self.otherwise

    @contextmanager
    def running(self) -> Iterator["ScriptedServer"]:
        thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield self
        finally:
            self._http.shutdown()
            self._http.server_close()
            thread.join()


class _Listener(http.server.ThreadingHTTPServer):
    script: ScriptedServer
    daemon_threads = True


class _Handler(http.server.BaseHTTPRequestHandler):
    server: _Listener

    def do_GET(self) -> None:
        script = self.server.script
        place = f"{self.headers['Host']}{self.path}"
        script.asked.append((place, self.headers.get("Cookie")))
        reply = script.reply(place)
        self.close_connection = True
        if reply.hang_up:
            return
        body = reply.body.encode()
        self.send_response(reply.status)
        for name, value in {"Content-Type": _type_of(reply.body), **reply.headers}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Connection", "close")
        self.end_headers()
        if reply.status not in (204, 304):
            self.wfile.write(body)

    def log_message(self, *_args: object) -> None:
        """Say nothing."""


def _type_of(body: str) -> str:
    start = body.lstrip()[:5].lower()
    if start.startswith(("{", "[")):
        return "application/json; charset=utf-8"
    return "application/xml; charset=utf-8" if start.startswith("<?xml") else "text/html; charset=utf-8"
