"""Runs a piece of work in a child process that is killed (SIGKILL) at a chosen step, as a power cut would.

Steps are Python's audit events (open, rename, remove, mkdir …, docs.python.org/3/library/audit_events.html): every
touch of the disk is one, so that killing at each step in turn leaves out no order of writes.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

TOUCHES = ("open", "os.rename", "os.remove", "os.mkdir", "os.rmdir", "sqlite3.connect", "shutil.rmtree")


def run_and_kill(work: Callable[[], None], *, at_step: int | None = None, after_seconds: float | None = None) -> int:
    """Run `work` in a child; kill it at a step or after a time; return the steps it made, or -1 if it was killed."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        steps = 0

        def count(event: str, _: object) -> None:
            nonlocal steps
            if event in TOUCHES:
                steps += 1
                if steps == at_step:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)
        if after_seconds is not None:
            signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGKILL))
            signal.setitimer(signal.ITIMER_REAL, after_seconds)
        try:
            work()
            os.write(write_end, str(steps).encode())
        finally:
            os._exit(0)
    os.close(write_end)
    _, status = os.waitpid(child, 0)
    said = os.read(read_end, 20)
    os.close(read_end)
    if os.WIFSIGNALED(status):
        return -1
    assert said, "the work failed by itself"
    return int(said)


def moments(work: Callable[[Path], None], fresh: Callable[[], Path], *, steps: int, times: int) -> Iterator[Path]:
    """Yield `steps` + `times` copies of a folder in which `work` was killed: evenly by steps, then at random times."""
    folder = fresh()
    began = time.perf_counter()
    total = run_and_kill(lambda: work(folder))
    lasted = time.perf_counter() - began
    for number in range(steps):
        folder = fresh()
        run_and_kill(lambda: work(folder), at_step=1 + number * total // steps)  # noqa: B023  # runs at once
        yield folder
    chance = random.Random(11)  # not for secrets
    for _ in range(times):
        folder = fresh()
        run_and_kill(lambda: work(folder), after_seconds=max(chance.random() * lasted, 0.0005))  # noqa: B023
        yield folder
