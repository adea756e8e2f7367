"""One day of real processes under a clock that is set from outside (Debian's `faketime`): the day summer time ends."""

import itertools
import os
import shutil
import subprocess
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

ROOT = Path(__file__).parents[3]
BERLIN = ZoneInfo("Europe/Berlin")
START = datetime(2026, 10, 25, 0, 17, tzinfo=BERLIN).timestamp()
SETTINGS = """
archive = "{folder}/archive"
[schedule]
backup_every = "6h"
at = "03:00"
watch_every = "1h"
[accounts.night-letters]
platform = "substack"
url = "https://nightletters.substack.com"
"""
HOUR = 3600


@pytest.fixture
def at(tmp_path):
    """Return what starts several ticks at once, so many seconds after the start, and gives back their exit codes."""
    if shutil.which("faketime") is None:
        (pytest.fail if os.environ.get("OUTLAST_REQUIRE_REAL") == "1" else pytest.skip)("faketime is not installed")
    (tmp_path / "outlast.toml").write_text(SETTINGS.format(folder=tmp_path))
    environ = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(tmp_path),
        "TZ": "Europe/Berlin",
        "OUTLAST_CONFIG": str(tmp_path / "outlast.toml"),
        "OUTLAST_STATE_DIR": str(tmp_path / "state"),
        "DAY_FILE": str(tmp_path / "day"),
    }
    driver = str(ROOT / "tests" / "outlast" / "schedule" / "day_driver.py")

    def start(seconds: float, count: int = 1) -> list[int]:
        command = ["faketime", f"@{START + seconds:.0f}", sys.executable, driver, "--no-input", "tick"]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
        ticks = [subprocess.Popen(command, env=environ, **pipes) for _ in range(count)]
        said = [tick.communicate(timeout=120) for tick in ticks]
        assert all(b"Traceback" not in err for _, err in said), said
        return [tick.returncode for tick in ticks]

    return start


def ran(tmp_path: Path, kind: str) -> list[float]:
    """Return when jobs of a kind ran, in hours after the start."""
    lines = [line.split() for line in (tmp_path / "day").read_text().splitlines()]
    return [round((float(when) - START) / HOUR, 1) for name, when in lines if name.startswith(kind)]


@pytest.mark.real
def test_a_day_of_25_hours_with_sleep_and_several_ticks_at_once_misses_and_doubles_nothing(at, tmp_path):
    asleep = range(15, 19)
    awake = [hour for hour in range(26) if hour not in asleep]
    for hour in awake:
        assert set(at(hour * HOUR, count=3 if hour % 4 == 0 else 1)) == {0}
    # 03:00 and 09:00 local time, which shows two o'clock twice that day; 15:00 is slept through and caught up at 18:17;
    # 21:00 is less than half an interval after that, and falls away.
    assert ran(tmp_path, "backup") == [0.0, 4.0, 10.0, 19.0]
    watched = ran(tmp_path, "watch")
    assert [round(hour) for hour in watched] == awake
    assert all(later - earlier >= 0.9 for earlier, later in itertools.pairwise(watched))


@pytest.mark.real
def test_a_clock_that_was_wrong_for_a_while_stops_nothing_afterwards(at, tmp_path):
    year = 365 * 24
    for hour in (0, year, year + 1, 2, 3, 9, 12):
        assert at(hour * HOUR) == [0]
    assert [hour for hour in ran(tmp_path, "backup") if hour < year] == [0.0, 12.0]
    assert [hour for hour in ran(tmp_path, "watch") if 2 < hour < year] == [3.0, 9.0, 12.0]


@pytest.mark.real
def test_a_tick_that_is_killed_lets_the_next_one_work(at, tmp_path):
    state = tmp_path / "state"
    state.mkdir(mode=0o700)
    code = (
        "import fcntl,os,sys,time; f=open(sys.argv[1],'w'); fcntl.flock(f, fcntl.LOCK_EX); print('held', flush=True); "
        "sys.stdin.read()"
    )
    holder = subprocess.Popen(
        [sys.executable, "-c", code, str(state / "tick.lock")], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    assert holder.stdout.readline() == b"held\n"
    assert at(0) == [0]
    assert not (tmp_path / "day").exists()
    holder.kill()
    holder.communicate()
    assert at(HOUR) == [0]
    assert ran(tmp_path, "backup") == [1.0]
