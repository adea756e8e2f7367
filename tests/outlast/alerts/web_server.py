"""A web server on this computer that keeps what is posted and answers as a test wants it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class WebServer:
    """What was posted, and what is answered."""

    port: int = 0
    status: int = 200
    answer: bytes = b'{"id":"x1"}'
    headers: dict[str, str] = field(default_factory=dict)
    posts: list[tuple[str, dict[str, str], dict]] = field(default_factory=list)


@contextmanager
def running() -> Iterator[WebServer]:
    """Run a server."""
    known = WebServer()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self):  # the library's name
            body = self.rfile.read(int(self.headers["content-length"]))
            known.posts.append((self.path, {k.lower(): v for k, v in self.headers.items()}, json.loads(body)))
            self.send_response(known.status)
            for name, value in known.headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(known.answer)))
            self.end_headers()
            self.wfile.write(known.answer)

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    known.port = server.server_address[1]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    try:
        yield known
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
