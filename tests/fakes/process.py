"""Runs the made-up platforms in a process of their own, for tests that kill what talks to them."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.fakes.asking import Client

_PATIENCE = 30.0


@dataclass(frozen=True, slots=True)
class SeenThere:
    """A request that the server answered."""

    host: str
    method: str
    path: str
    with_cookie: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Running:
    """A server in a process of its own."""

    port: int
    process: subprocess.Popen[bytes]

    def control(self, **wanted: Any) -> Any:
        """Turn quirks and edit the world: `on=[…]`, `off=[…]`, `edit={…}`."""
        return self._ask("/__control", "POST", wanted)

    def requests(self) -> int:
        """Return how many requests came so far."""
        total: int = self._ask("/__requests", "GET", None)["total"]
        return total

    def seen(self, start: int = 0) -> list[SeenThere]:
        """Return the requests that came, from the `start`-th on."""
        return [SeenThere(*one) for one in self._ask(f"/__seen?from={start}", "GET", None)["seen"]]

    def _ask(self, path: str, method: str, data: Any) -> Any:
        asking = Client(self.port)
        try:
            answer = asking.ask(f"control.invalid{path}", method=method, data=data)
        finally:
            asking.connection.close()
        assert answer.status == 200, answer.text
        return answer.data


@contextmanager
def platforms_process(folder: Path, *arguments: str) -> Iterator[Running]:
    """Start `python -m outlast.demo_platforms` with more arguments, wait until it answers, and stop it at the end."""
    port_file = folder / "port"
    command = [
        sys.executable,
        "-m",
        "outlast.demo_platforms",
        "--port-file",
        str(port_file),
        "--parent",
        str(os.getpid()),
    ]
    command += arguments
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}) as process:
        try:
            end = time.monotonic() + _PATIENCE
            while not port_file.exists() and process.poll() is None and time.monotonic() < end:
                time.sleep(0.02)  # no sleep of ours is measured: a file of another process is waited for
            yield Running(port=int(port_file.read_text("ascii")), process=process)
        finally:
            process.terminate()
