"""Postfix's smtp-sink: takes mails and throws them away, or has the faults it is told to have (smtp-sink(1))."""

import os
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.real.components import program

_PATIENCE = 30.0


@contextmanager
def running_sink(*flags: str) -> Iterator[int]:
    """Run one on loopback until the block ends; give its port."""
    sink = program("smtp-sink")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    rights = ["-u", "nobody"] if os.geteuid() == 0 else []  # it insists on it when started by root
    process = subprocess.Popen([sink, *rights, *flags, f"127.0.0.1:{port}", "1000"], stderr=subprocess.DEVNULL)
    try:
        _wait(process, port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(process: "subprocess.Popen[bytes]", port: int) -> None:
    end = time.monotonic() + _PATIENCE
    while process.poll() is None and time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError(f"smtp-sink does not listen on port {port}")
