"""A real web server on a free port, for as long as a block runs."""

import http.client
import os
import socket
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager


def free_port() -> int:
    """Return a port of this computer that nobody listens on."""
    with closing(socket.socket()) as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@contextmanager
def serving(command: list[str], port: int) -> Iterator[None]:
    """Run a server that stays in the foreground, until it takes connections, and end it after the block."""
    server = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env=os.environ)
    try:
        while True:
            assert server.poll() is None, server.stderr.read() if server.stderr else ""
            try:
                socket.create_connection(("127.0.0.1", port), timeout=5).close()
                break
            except ConnectionRefusedError:
                continue
        yield
    finally:
        server.terminate()
        server.wait(timeout=20)
        if server.stderr:
            server.stderr.close()


def asked(port: int, path: str) -> tuple[int, str | None]:
    """Return the status of a path, and where it leads."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.getheader("Location")
    finally:
        connection.close()


def there(port: int, new: str) -> str:
    """Return how a server writes a target: a path gets the host it was asked for."""
    return new if "://" in new else f"http://127.0.0.1:{port}{new}"
