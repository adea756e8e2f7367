"""A campaign whose sender is killed (SIGKILL) again and again at random moments, against a sink that notes before it replies."""

import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from backup.archive.keys import Key, Vault
from mailer.ledger import Ledger, create
from mailer.model import RecipientState
from tests.mailer.ledger.made import destination_of, digest, people

_PATIENCE = 300.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Played:
    """What came of it."""

    kills: int
    mailed: int
    """Recipients whose mail the sink noted."""
    twice: int
    never: int
    """Recipients who count as written to, or as waiting, and whose mail never came; but for those in doubt."""
    in_doubt: int
    in_doubt_arrived: int
    states: Counter[RecipientState]


@contextmanager
def sink(notes: Path, *more: str) -> Iterator[int]:
    """Run a sink in a process of its own, and give its port."""
    command = [sys.executable, "-m", "tests.fakes.noting_sink", "--notes", str(notes), *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            yield int(process.stdout.readline())
        finally:
            process.kill()


def play(folder: Path, *, count: int, kills: int, connections: int, seed: int, sink_says: Sequence[str] = ()) -> Played:
    """Send to `count` people, and kill the sender `kills` times; then let it come to its end."""
    chance, key = random.Random(seed), Key.generate()
    everybody = people(count)
    vault = Vault(recipient=key.recipient, key=key)
    create(folder / "campaign", vault, everybody, digest=digest, destination_of=destination_of)
    (folder / "key").write_text(key.text)
    notes = folder / "notes"
    done = 0
    with sink(notes, *sink_says) as port:
        command = [sys.executable, "-m", "tests.mailer.sending.sender"]
        command += [str(folder / "campaign"), str(port), str(folder / "key"), str(connections)]
        while done < kills:
            started = _size(notes)
            share = (count * len(everybody[-1].address) - started) / (kills - done + 1)
            until = started + chance.uniform(0, 2 * share)
            process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
            if not _reached(process, notes, until):
                break
            process.kill()
            process.communicate()
            done += 1
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    noted = Counter(notes.read_text().split())
    with Ledger(folder / "campaign", vault) as ledger:
        states = ledger.counts
        doubtful = {everybody[one.number - 1].address for one in ledger.standing(RecipientState.IN_DOUBT)}
    return Played(
        kills=done,
        mailed=len(noted),
        twice=sum(times > 1 for times in noted.values()),
        never=sum(one.address not in noted and one.address not in doubtful for one in everybody),
        in_doubt=len(doubtful),
        in_doubt_arrived=len(doubtful & noted.keys()),
        states=states,
    )


def _size(notes: Path) -> int:
    return notes.stat().st_size if notes.exists() else 0


def _reached(process: subprocess.Popen[bytes], notes: Path, size: float) -> bool:
    """Wait until the notes are so long; return `False` if the sender came to its end before."""
    deadline = time.monotonic() + _PATIENCE
    while _size(notes) <= size:
        if process.poll() is not None:
            assert process.returncode == 0, process.communicate()[1].decode()
            return False
        assert time.monotonic() < deadline, "nothing was sent any more"
        time.sleep(0.0005)
    return True
