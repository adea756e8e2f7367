"""Drop-boxes of every kind as they would run at a host, over HTTP on this computer."""

import http.client
import importlib.util
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import ThreadingMixIn
from typing import NamedTuple
from urllib.parse import urlsplit
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer, make_server

from mailer.unsubscribe.drop_box import DropBoxKind, drop_box_file
from tests.real.components import program
from tests.real.servers import started

WORD = "the-word-that-empties-it"
SHIM = Path(__file__).with_name("worker_shim.mjs")


class Said(NamedTuple):
    """What a drop-box answered."""

    status: int
    headers: dict[str, str]
    body: bytes


class Box(NamedTuple):
    """A drop-box that runs."""

    address: str
    folder: Path

    def ask(self, method: str, path: str, *, body: bytes = b"", **headers: str) -> Said:
        """Send a request to the drop-box's address with this path after it."""
        parts = urlsplit(self.address)
        line = http.client.HTTPConnection(str(parts.hostname), parts.port, timeout=60)
        try:
            names = {name.replace("_", "-"): value for name, value in headers.items()}
            before = parts.path + ("?" if self.address.endswith("?") else "")
            line.request(method, before + path, body=body or None, headers=names)
            got = line.getresponse()
            return Said(got.status, {name.lower(): value for name, value in got.getheaders()}, got.read())
        finally:
            line.close()

    def pull(self, page: str = "0", word: str = WORD) -> Said:
        """Ask for what was kept."""
        return self.ask("GET", f"/pull/{page}", X_Outlast_Word=word)


def write(kind: DropBoxKind, folder: Path, *speaks: str) -> Path:
    """Write the file of a drop-box into a folder."""
    made = drop_box_file(kind, word=WORD, speaks=speaks or ("en",))
    path = folder / made.name
    path.write_bytes(made.content)
    path.chmod(0o700 if made.executable else 0o600)
    return path


@contextmanager
def running(kind: DropBoxKind, folder: Path, *speaks: str) -> Iterator[Box]:
    """Run a drop-box until the block ends."""
    with _RUN[kind](write(kind, folder, *speaks), folder) as address:
        yield Box(address, folder)


class _QuietWsgi(WSGIRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


class _ManyAtOnce(ThreadingMixIn, WSGIServer):
    daemon_threads = True
    request_queue_size = 128


@contextmanager
def _wsgi(path: Path, folder: Path) -> Iterator[str]:
    spec = importlib.util.spec_from_file_location("drop_box_under_test", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    with make_server("127.0.0.1", 0, module.application, _ManyAtOnce, _QuietWsgi) as server, _serving(server):
        yield f"http://127.0.0.1:{server.server_port}"


@contextmanager
def _cgi(path: Path, folder: Path) -> Iterator[str]:
    """Run the script anew for each request, with the environment that RFC 3875 asks for, as web servers do."""

    class Handler(BaseHTTPRequestHandler):
        def answer(self) -> None:
            where, _, query = self.path.removeprefix("/cgi-bin/drop_box.cgi").partition("?")
            length = self.headers.get("Content-Length", "")
            environ = {
                "PATH": os.environ["PATH"], "GATEWAY_INTERFACE": "CGI/1.1", "SERVER_PROTOCOL": "HTTP/1.1",
                "SERVER_NAME": "127.0.0.1", "SERVER_PORT": "80", "SCRIPT_NAME": "/cgi-bin/drop_box.cgi",
                "REQUEST_METHOD": self.command, "PATH_INFO": where, "QUERY_STRING": query, "CONTENT_LENGTH": length,
                **{f"HTTP_{n.upper().replace('-', '_')}": v for n, v in self.headers.items()},
            }  # fmt: skip
            body = self.rfile.read(int(length or 0))
            done = subprocess.run(
                [sys.executable, path], input=body, capture_output=True, env=environ, cwd="/", check=True
            )
            head, _, content = done.stdout.partition(b"\r\n\r\n")
            status, *headers = (line.split(": ", 1) for line in head.decode().split("\r\n"))
            self.send_response(int(status[1].split()[0]))
            for name, value in headers:
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = answer  # noqa: N815

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server, _serving(server):
        yield f"http://127.0.0.1:{server.server_port}/cgi-bin/drop_box.cgi"


@contextmanager
def _serving(server: WSGIServer | ThreadingHTTPServer) -> Iterator[None]:
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()


@contextmanager
def _php(path: Path, folder: Path) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [program("php"), "-S", f"127.0.0.1:{port}", "-t", str(folder)]
    environ = {**os.environ, "PHP_CLI_SERVER_WORKERS": "3"}
    with started(command, folder / "php.log", r"Development Server", folder=folder, environ=environ, family=True):
        yield f"http://127.0.0.1:{port}/drop_box.php"


@contextmanager
def _worker(path: Path, folder: Path) -> Iterator[str]:
    module = path.with_suffix(".mjs")
    module.write_bytes(path.read_bytes())
    command = [program("node"), str(SHIM), str(module)]
    with started(command, folder / "node.log", r"listening on (\d+)", folder=folder, environ=os.environ) as found:
        yield f"http://127.0.0.1:{found[1]}"


_RUN = {DropBoxKind.WSGI: _wsgi, DropBoxKind.CGI: _cgi, DropBoxKind.PHP: _php, DropBoxKind.WORKER: _worker}
