"""How long it takes to write a list of a million subscribers for another service, and how much memory.

    python -m bench.lists FOLDER [--rows 1000000] [--only ghost listmonk …]

FOLDER must be new or empty. The rows are made up, no address twice; one in nine turned e-mail off, one in twenty pays.
Each service is a process of its own, once with all rows and once with a quarter, to see whether memory grows with them.
"""

import argparse
import gc
import os
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from backup.archive.archive import Archive
from backup.audience.saved_list import Wanted
from backup.model import Complete, Publication, Record, SubscriberRows
from bench.rivals import Figures, measure
from exporters.subscribers import found
from outlast.subscribers.exporting import ListRequest, export_list

HEADER = ("email", "active_subscription", "expiry", "plan", "email_disabled", "created_at", "first_payment_at")
_BATCH = 10_000


def rows(count: int) -> Iterator[Record]:
    """Yield so many subscribers."""
    for start in range(0, count, _BATCH):
        yield SubscriberRows(
            header=HEADER, records=[row(number) for number in range(start, min(start + _BATCH, count))], file="list.csv"
        )
    yield Complete(table="subscribers")


def row(number: int) -> bytes:
    """Return the record of an invented subscriber."""
    pays, off = number % 20 == 0, number % 9 == 0
    paid = b"true,2027-01-01T00:00:00.000Z,yearly" if pays else b"false,,other"
    day = b"2025-%02d-%02dT10:00:00.000Z" % (number % 12 + 1, number % 28 + 1)
    return b"reader.%d@example-%d.org,%b,%b,%b,%b" % (
        number * 7919 % 1_000_003,
        number % 500,
        paid,
        b"true" if off else b"false",
        day,
        day if pays else b"",
    )


def prepare(root: Path, count: int) -> None:
    """Make the archive."""
    archive = Archive.create(root, key=None)
    archive.snapshot(
        rows(count),
        Publication(slug="letters", platform="substack", name="Letters"),
        source="bench",
        as_of=datetime(2026, 1, 1, tzinfo=UTC),
    )
    archive.close()


def write(root: Path, service: str, out: Path) -> None:
    """Write the list for one service: what is measured."""
    archive = Archive(root)
    request = ListRequest(
        service=service,
        publication="letters",
        snapshot=archive.chain("letters").newest,
        wanted=Wanted(),
        out=out,
    )
    export_list(archive, request)
    archive.close()


def run(root: Path, service: str) -> Figures:
    """Measure one export as a process of its own."""
    out = root.with_name(f"{root.name}-{service}")
    command = [sys.executable, "-m", "bench.lists", "--write", str(root), service, str(out)]
    return measure(command, dict(os.environ))


def main() -> int:
    """Print a table."""
    if sys.argv[1:2] == ["--write"]:
        gc.set_threshold(50_000, 50, 50)  # as the command line does
        root, service, out = sys.argv[2:]
        write(Path(root), service, Path(out))
        return 0
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000)
    parser.add_argument("--only", nargs="*", default=sorted(found()))
    said = parser.parse_args()
    said.folder.mkdir(exist_ok=True)
    whole, quarter = said.folder / "whole", said.folder / "quarter"
    prepare(whole, said.rows)
    prepare(quarter, said.rows // 4)
    print(f"{'service':<12}{'rows':>10}{'CPU s':>8}{'MB':>6}{'MB with a quarter':>19}")
    for service in said.only:
        few, all_of_it = run(quarter, service), run(whole, service)
        print(
            f"{service:<12}{said.rows:>10,}{all_of_it.cpu:>8.2f}{all_of_it.rss_mb:>6.0f}{few.rss_mb:>19.0f}", flush=True
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
