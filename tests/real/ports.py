"""Ports of 127.0.0.1 for servers that want to be told theirs, and the proof that it is ours which answers there."""

import socket
import subprocess
import time

_PATIENCE = 20.0


def free_port() -> int:
    """Return a port that the system says is free. Somebody else may take it before the server does: see `greets`."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def greets(port: int, word: bytes, process: "subprocess.Popen[bytes] | None" = None) -> bool:
    """Wait until the server at `port` greets with `word`, which only ours knows.

    False if somebody else answers there, or `process` has ended.

    Raises:
        AssertionError: nobody answers.
    """
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=5) as line:
                return word in line.recv(1024)
        except OSError:
            if process is not None and process.poll() is not None:
                return False
            time.sleep(0.02)
    raise AssertionError(f"no greeting at port {port}")
