"""Starts a server of somebody else's for the length of a test run, and stops that very process."""

import os
import re
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

_PATIENCE = 120.0


@contextmanager
def started(
    command: Sequence[str], log: Path, ready: str, *, folder: Path, environ: Mapping[str, str], family: bool = False
) -> Iterator[re.Match[str]]:
    """Run a server until the block ends; `ready` is what it writes once it listens, and is returned as it matched.

    Only our own process writes to that log, so a port that somebody else holds is never taken for ours. A server with
    processes of its own that outlive it is run as a `family`, all of which is ended.
    """
    with log.open("wb") as out:
        process = subprocess.Popen(
            list(command),
            cwd=folder,
            env=dict(environ),
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
            start_new_session=family,
        )
    try:
        yield _wait(process, log, ready)
    finally:
        if family:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGTERM)
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: "subprocess.Popen[bytes]", log: Path, ready: str) -> re.Match[str]:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        text = log.read_text("utf-8", "replace")
        if found := re.search(ready, text):
            return found
        if process.poll() is not None:
            break
        time.sleep(0.05)
    raise AssertionError(f"{process.args!r} does not answer:\n{log.read_text('utf-8', 'replace')[-3000:]}")
