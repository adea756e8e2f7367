import subprocess
import sys
from pathlib import Path

PROGRAM = """
import resource, sys, time
from pathlib import Path
from backup.model import SubscriberRows
from backup.sources.subscriber_csv import SubscriberCsv

start = time.process_time()
count = sum(len(item.records) for item in SubscriberCsv(Path(sys.argv[1])).fetch() if isinstance(item, SubscriberRows))
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
print(count, time.process_time() - start, peak)
"""


def test_a_million_subscribers_take_little_time_and_memory(tmp_path: Path) -> None:
    path = tmp_path / "email_list.big.csv"
    with path.open("wb") as stream:
        stream.write(b"email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at\n")
        for i in range(1_000_000):
            stream.write(b"reader%d@example.com,false,,other,false,2025-01-28T07:04:41.591Z,\n" % i)
    run = subprocess.run([sys.executable, "-c", PROGRAM, str(path)], capture_output=True, text=True, check=True)
    count, seconds, mebibytes = map(float, run.stdout.split())
    assert count == 1_000_000
    assert seconds < 2.5
    assert mebibytes < 200
