"""How fast mails go to a server: Outlast beside Postfix's own smtp-source, in turns, into the same smtp-sink.

    python -m bench.smtp [--mails N] [--rounds N]

A mail has 10 kB and its own recipient. First over loopback, where the processor is what counts, then over a line with a
round trip of 30 ms, where the number of round trips is. Needs Debian's `postfix`; a few minutes.
"""

import argparse
import os
import resource
import shutil
import statistics
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.rivals import measure
from mailer.model import Answer, Mail
from mailer.smtp.server import Security, SmtpServer
from mailer.smtp.transport import SmtpTransport
from tests.real.sink import running_sink

CPU_TARGET, RATIO_TARGET, FAR_TARGET = 54.0, 1.0, 25.0
"""Processor µs for a mail over one line; mails a second as against smtp-source over ten; a second and far line."""
ROUND_TRIP = 0.03
LINES = (1, 10)
SIZE = 10_240
CONTENT = b"Subject: Where I write from now on\r\n\r\n" + (b"All is well. " * 5 + b"\r\n") * (SIZE // 67)


class Supply:
    """A feed of so many mails, made as they are asked for."""

    def __init__(self, count: int) -> None:
        """Have `count` of them."""
        self._left = count
        self.taken = 0

    def next(self, *, wait: bool) -> Mail | None:  # noqa: ARG002 - there is always one ready, or none at all
        """See `Feed.next`."""
        if not self._left:
            return None
        self._left -= 1
        return Mail(number=self._left, sender="a@x.test", recipient=f"b{self._left}@y.test", content=CONTENT)

    def handing_over(self, mail: Mail) -> None:
        """See `Feed.handing_over`."""

    def answered(self, mail: Mail, answer: Answer) -> None:  # noqa: ARG002
        """See `Feed.answered`."""
        self.taken += answer.accepted


@dataclass(slots=True)
class Rates:
    """Mails a second and processor µs for each, of every round."""

    speed: list[float] = field(default_factory=list)
    cpu: list[float] = field(default_factory=list)

    def add(self, count: int, seconds: float, cpu: float) -> None:
        """Take the figures of a round."""
        self.speed.append(count / seconds)
        self.cpu.append(cpu / count * 1e6)

    @property
    def median(self) -> float:
        """Return the median of the mails a second."""
        return statistics.median(self.speed)


def send(port: int, count: int, lines: int, rates: Rates) -> None:
    """Send by Outlast; what the processor does for it is counted in this process."""
    transport = SmtpTransport(SmtpServer(host="127.0.0.1", port=port, security=Security.NONE))
    supplies = [Supply(count // lines) for _ in range(lines)]

    def work(supply: Supply) -> None:
        connection = transport.connect()
        connection.deliver(supply)
        connection.close()

    threads = [threading.Thread(target=work, args=(supply,)) for supply in supplies]
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    seconds, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_SELF)
    assert [supply.taken for supply in supplies] == [count // lines] * lines
    rates.add(count, seconds, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)


def send_by_source(port: int, count: int, lines: int, rates: Rates) -> None:
    """Send by smtp-source, over lines that stay open (-d)."""
    options = ["-d", "-s", str(lines), "-l", str(SIZE), "-m", str(count), "-f", "a@x.test", "-t", "b@y.test"]
    figures = measure(["smtp-source", *options, f"127.0.0.1:{port}"], os.environ)
    rates.add(count, figures.wall, figures.cpu)


WAYS: dict[str, Callable[[int, int, int, Rates], None]] = {"outlast": send, "smtp-source": send_by_source}


@contextmanager
def far_away(port: int) -> Iterator[int]:
    """Give a port behind which the same server is, farther away."""
    command = [sys.executable, "-m", "bench.delay", "--to", str(port), "--round-trip", str(ROUND_TRIP)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as proxy:
        assert proxy.stdout is not None
        yield int(proxy.stdout.readline())
        proxy.communicate()


def compare(port: int, lines: int, count: int, rounds: int) -> dict[str, Rates]:
    """Let both send in turns."""
    rates = {name: Rates() for name in WAYS}
    for _ in range(rounds):
        for name, way in WAYS.items():
            way(port, count, lines, rates[name])
    return rates


def show(where: str, lines: int, rates: dict[str, Rates]) -> None:
    """Print a row for each."""
    rival = rates["smtp-source"].median
    for name, figures in rates.items():
        low, cpu = min(figures.speed), statistics.median(figures.cpu)
        per_line = figures.median / lines
        print(
            f"| {where} | {lines} | {name} | {figures.median:,.0f} | {low:,.0f}–{max(figures.speed):,.0f} "
            f"| {per_line:,.1f} | {cpu:.1f} | {figures.median / rival:.2f} |"
        )


def main() -> int:
    """Print the tables, and return 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mails", type=int, default=10_000)
    parser.add_argument("--rounds", type=int, default=9)
    asked = parser.parse_args()
    if not (shutil.which("smtp-sink") and shutil.which("smtp-source")):
        print("smtp-sink and smtp-source must be on PATH: Debian's postfix has them in /usr/sbin.", file=sys.stderr)
        return 2
    print("| where | lines | sends | mails/s, median | lowest–highest | mails/s and line | CPU µs/mail | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    with running_sink() as port, far_away(port) as far:
        near = {lines: compare(port, lines, asked.mails, asked.rounds) for lines in LINES}
        for lines, rates in near.items():
            show("loopback", lines, rates)
        distant = {lines: compare(far, lines, 100 * lines, max(1, asked.rounds // 3)) for lines in LINES}
        for lines, rates in distant.items():
            show(f"{ROUND_TRIP * 1000:.0f} ms", lines, rates)
    reached = {
        f"CPU over one line at most {CPU_TARGET:.0f} µs": statistics.median(near[1]["outlast"].cpu) <= CPU_TARGET,
        f"at least {RATIO_TARGET} × smtp-source over ten lines": (
            near[10]["outlast"].median >= RATIO_TARGET * near[10]["smtp-source"].median
        ),
        f"at least {FAR_TARGET:.0f} mails a second and line at {ROUND_TRIP * 1000:.0f} ms": all(
            rates["outlast"].median / lines >= FAR_TARGET for lines, rates in distant.items()
        ),
    }
    for target, met in reached.items():
        print(f"{target}: {'met' if met else 'MISSED'}")
    return 0 if all(reached.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
