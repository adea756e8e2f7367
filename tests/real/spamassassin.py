"""SpamAssassin with the rules that Debian's package brings, without the network."""

import os
import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

from tests.real.components import program

_SCORE = re.compile(r"^X-Spam-Status: \w+, score=(-?[\d.]+)", re.MULTILINE)


def scores(messages: Mapping[str, bytes], folder: Path) -> dict[str, float]:
    """Return the score of each message by its name. One run for all: starting takes longer than judging."""
    files = []
    for number, message in enumerate(messages.values()):
        files.append(folder / f"{number:04}.eml")
        files[-1].write_bytes(message)
    command = [program("spamassassin"), "--local", "--nocreate-prefs", "--test-mode", *map(str, files)]
    environ = {**os.environ, "HOME": str(folder), "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=600, env=environ)
    assert done.returncode == 0, done.stderr
    found = [float(score) for score in _SCORE.findall(done.stdout)]
    assert len(found) == len(files), done.stdout[-3000:]
    return dict(zip(messages, found, strict=True))
