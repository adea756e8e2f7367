"""How long `outlast tick` takes when nothing is due: it is called every hour, or every minute, for years.

python -m bench.tick [--times N]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from backup.archive.archive import Archive
from outlast.places import find_places
from outlast.schedule.driving import workshop
from outlast.schedule.job import ORDER, Ending, Outcome
from outlast.schedule.plan import jobs_of
from outlast.settings import load_settings

TARGET = 0.3
"""Seconds."""
_PROGRAM = [sys.executable, "-c", "import sys; from outlast.cli import main; sys.exit(main())"]


def seconds(environ: dict[str, str]) -> float:
    """Return how long one tick takes, from the start of its process to its end."""
    began = time.perf_counter()
    subprocess.run([*_PROGRAM, "--no-input", "--quiet", "tick"], env=environ, check=True)
    return time.perf_counter() - began


def do_all_now(environ: dict[str, str]) -> None:
    """Note of every job that it was done just now, without doing it."""
    places = find_places(environ)
    with workshop(load_settings(places, environ=environ), places, environ=environ, tell=print) as shop:
        jobs = jobs_of(shop.settings, kinds=ORDER)
        shop.notes.meet(jobs, shop.clock())
        for job in jobs:
            number = shop.notes.begin(job, shop.clock())
            shop.notes.end(number, job, Outcome(ending=Ending.DONE), shop.clock())


def main() -> int:
    """Print the median, and return 1 if it is over the target."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    times = parser.parse_args().times
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "outlast.toml").write_text(
            f"archive = '{root / 'archive'}'\n[accounts.night-letters]\n"
            'platform = "substack"\nurl = "https://nightletters.substack.com"\n'
        )
        Archive.create(root / "archive", key=None).close()
        environ = {
            **os.environ,
            "HOME": folder,
            "OUTLAST_CONFIG": str(root / "outlast.toml"),
            "OUTLAST_STATE_DIR": str(root / "state"),
        }
        do_all_now(environ)
        taken = sorted(seconds(environ) for _ in range(times))
    median = statistics.median(taken)
    print(f"outlast tick, nothing due: median {median:.3f} s of {times} (from {taken[0]:.3f} to {taken[-1]:.3f}),")
    print(f"target {TARGET} s: {'met' if median < TARGET else 'MISSED'}")
    return 0 if median < TARGET else 1


if __name__ == "__main__":
    sys.exit(main())
