"""A million subscribers are read in bounded memory; how fast is measured in bench/."""

import subprocess
import sys
from pathlib import Path

import pytest

# The peak of this process alone: `ru_maxrss` counts that of the process it was started from.
PROGRAM = """
import sys
from pathlib import Path
from backup.model import SubscriberRows
from backup.sources.subscriber_csv import SubscriberCsv

count = sum(len(item.records) for item in SubscriberCsv(Path(sys.argv[1])).fetch() if isinstance(item, SubscriberRows))
peak = next(line.split()[1] for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
print(count, int(peak) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of a process is read from /proc")
def test_a_million_subscribers_are_read_in_little_memory(tmp_path: Path) -> None:
    path = tmp_path / "email_list.big.csv"
    with path.open("wb") as stream:
        stream.write(b"email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at\n")
        for i in range(1_000_000):
            stream.write(b"reader%d@example.com,false,,other,false,2025-01-28T07:04:41.591Z,\n" % i)
    run = subprocess.run([sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, check=True)
    count, mebibytes = map(int, run.stdout.split())
    assert count == 1_000_000
    assert mebibytes < 200
