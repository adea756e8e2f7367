"""Runs `outlast` in a hurry: `python -m tests.fakes.hurried 100 backup` waits and saves as if time went 100 times as fast.

A made-up platform answers that much faster than a real one may be asked. Pieces that are saved after 0.6 seconds hold
as many requests then as those of a real run after 60, so a process that is killed loses as much work.
"""

import functools
import sys
import time

from backup.http import PoliteSession
from outlast import network
from outlast.backups import pieces
from outlast.cli import main

if __name__ == "__main__":
    hurry = float(sys.argv[1])
    pieces.SECONDS /= hurry
    network.PoliteSession = functools.partial(  # what `open_session` makes, for every verb
        PoliteSession, sleep=lambda seconds: time.sleep(seconds / hurry)
    )
    raise SystemExit(main(sys.argv[2:]))
