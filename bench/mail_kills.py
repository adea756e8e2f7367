"""A thousand SIGKILLs over campaigns of 12,000, ten connections, and lines cut at each stage of SMTP.

    python -m bench.mail_kills FOLDER [--kills N] [--each N] [--people N]

The sink notes a mail on the disk before it replies, 5 ms later. Nobody may be noted twice; whoever is not noted must be
in doubt; at most one for each connection and kill may be so, and one for each cut after the content began. Exit code 1
otherwise.
"""

import argparse
import sys
import time
from dataclasses import dataclass
from pathlib import Path

from tests.mailer.sending.killed import Played, play

CONNECTIONS = 10
STAGES = ("connect", "hello", "sender", "recipient", "data", "content", "dot", "taken")
_FEW = frozenset({"connect", "hello"})
"""Stages that a connection passes once: every third is cut there, else one in a thousand."""
_DOUBTFUL = frozenset({"content", "dot", "taken"})


@dataclass(slots=True)
class Sum:
    """What came of several campaigns."""

    kills: int = 0
    mailed: int = 0
    twice: int = 0
    never: int = 0
    in_doubt: int = 0
    arrived: int = 0
    allowed: int = 0

    def add(self, played: Played, cuts: int) -> None:
        """Add one; `cuts` is how many lines may have been cut after a content began."""
        self.kills += played.kills
        self.mailed += played.mailed
        self.twice += played.twice
        self.never += played.never
        self.in_doubt += played.in_doubt
        self.arrived += played.in_doubt_arrived
        self.allowed += played.kills * CONNECTIONS + cuts

    @property
    def fine(self) -> bool:
        """Tell whether the promise was kept."""
        return not self.twice and not self.never and self.in_doubt <= self.allowed

    def row(self, what: str) -> str:
        """Return it as a row of the table."""
        numbers = (self.kills, self.mailed, self.twice, self.never, self.in_doubt, self.allowed, self.arrived)
        return f"{what:<10}" + "".join(f"{number:>10,}" for number in numbers)


def main(folder: Path, *, kills: int, each: int, people: int) -> int:
    """Play all of it and print a table."""
    folder.mkdir(parents=True)
    begun, fine, played = time.monotonic(), True, 0
    names = ("lines cut", "kills", "mailed", "twice", "never", "in doubt", "allowed", "arrived")
    print(f"{names[0]:<10}" + "".join(f"{name:>10}" for name in names[1:]))
    for stage in ("", *STAGES):
        total = Sum()
        for start in range(0, each if stage else kills, each):
            played += 1
            place = folder / f"{played:03d}"
            place.mkdir()
            says = ["--delay", "0.005", *(["--cut", f"{stage}:{3 if stage in _FEW else 1000}"] if stage else [])]
            wanted = each if stage else min(each, kills - start)
            done = play(place, count=people, kills=wanted, connections=CONNECTIONS, seed=played, sink_says=says)
            total.add(done, people // 1000 + 1 if stage in _DOUBTFUL else 0)
        print(total.row(stage or "nowhere"), flush=True)
        fine &= total.fine
    minutes = (time.monotonic() - begun) / 60
    print(f"{played} campaigns of {people:,} in {minutes:.1f} minutes: {'as promised' if fine else 'BROKEN'}")
    return 0 if fine else 1


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--each", type=int, default=25)
    parser.add_argument("--people", type=int, default=12_000)
    asked = parser.parse_args()
    sys.exit(main(asked.folder, kills=asked.kills, each=asked.each, people=asked.people))
