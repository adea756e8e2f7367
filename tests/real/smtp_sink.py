"""Postfix's test programs: smtp-sink takes any mail and forgets it, smtp-source sends as fast as it can."""

import os
import secrets
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.real import components
from tests.real.ports import free_port, greets


@contextmanager
def smtp_sink(*options: str) -> Iterator[int]:
    """Run an smtp-sink on 127.0.0.1 until the block ends, and give its port; `options` as in its manual.

    `-D FILE` appends each mail to a file (see `dumped`), `-r RCPT` refuses for now, `-f RCPT` for good, `-q .` hangs up
    instead of answering the final dot.
    """
    program = components.program("smtp-sink")
    # As root it wants to become somebody else, who could not write into a folder of pytest.
    user = ["-u", "root" if "-D" in options else "nobody"] if os.geteuid() == 0 else []
    for _attempt in range(5):
        port, name = free_port(), f"sink-{secrets.token_hex(8)}.test"
        process = subprocess.Popen(
            [program, *user, *options, "-h", name, f"127.0.0.1:{port}", "1000"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
        )
        try:
            if greets(port, name.encode(), process):
                yield port
                return
        finally:
            process.terminate()
            process.wait()
    raise AssertionError("no port for smtp-sink")


def smtp_source(
    port: int, *, count: int, sender: str, recipient: str, sessions: int = 10, length: int = 10_240
) -> float:
    """Send `count` mails of `length` bytes to 127.0.0.1 and return the seconds it took.

    Each goes to `recipient` with a number before it: `17subscriber@dest.test`.
    """
    command = [components.program("smtp-source"), "-d", "-N", "-s", str(sessions), "-m", str(count), "-l", str(length)]
    began = time.monotonic()
    done = subprocess.run(
        [*command, "-f", sender, "-t", recipient, f"127.0.0.1:{port}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return time.monotonic() - began


def dumped(file: Path) -> int:
    """Return how many mails an smtp-sink with `-D FILE` has written."""
    return file.read_bytes().count(b"X-Mail-Args: ") if file.exists() else 0
