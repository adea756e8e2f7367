"""A live backup of a big made-up Substack: what it asks, and whether it survives being killed fifty times.

    python -m bench.live FOLDER [--kills 50] [--seed 1] [--small]

Everything is a process of its own: the platform (`python -m outlast.demo_platforms`) and every run of `outlast`. See
README.md for what is measured and how to read it.
"""

import argparse
import json
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from outlast.demo_platforms.substack.nouns import BIG, DEMO
from outlast.demo_platforms.substack.world import World
from tests.fakes.archived import wrong_in
from tests.fakes.desk import ACCOUNT, Desk
from tests.fakes.killing import kill_again_and_again, left_behind, part_of
from tests.fakes.process import Running, platforms_process

SHARE = 0.05
"""The most requests that a run with nothing new may need, as a share of the first."""
_HURRY = 100.0


@dataclass(slots=True, kw_only=True)
class Row:
    """What one archive took."""

    name: str
    requests: int
    seconds: float
    kills: Counter[str] = field(default_factory=Counter)
    differences: list[str] = field(default_factory=list)
    hosts: Counter[str] = field(default_factory=Counter)


def wrong(desk: Desk, world: World) -> Iterator[str]:
    """Yield a line for every item in which the archive is not the truth, for all damage, and for leftovers."""
    archive = desk.open_archive()
    try:
        yield from wrong_in(archive, ACCOUNT, world.truth())
    finally:
        archive.close()
    verified = desk.run("verify", "--json")
    if verified.code != 0:
        yield f"verify ends with {verified.code}: {verified.out.strip()[-500:]}"
    yield from left_behind(desk)


def whole_run(name: str, desk: Desk, server: Running) -> Row:
    """Run `outlast backup` once, to its end."""
    before, began = len(server.seen()), time.perf_counter()
    said = desk.run("backup", "--json")
    seen = server.seen(before)
    row = Row(name=name, requests=len(seen), seconds=time.perf_counter() - began)
    row.hosts = Counter(part_of(one) for one in seen)
    if said.code not in (0, 3):
        row.differences.append(f"backup ends with {said.code}: {said.err}")
    return row


def main(arguments: Sequence[str] | None = None) -> int:
    """Run all of it and print the table; 1 if anything is not as it should be."""
    parser = argparse.ArgumentParser(prog="python -m bench.live")
    parser.add_argument("folder", type=Path, help="new or empty")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1, help="of the moments of the kills")
    parser.add_argument("--small", action="store_true", help="12 posts in the place of 500")
    asked = parser.parse_args(arguments)
    asked.folder.mkdir(parents=True, exist_ok=True)
    if any(asked.folder.iterdir()):
        parser.error(f"{asked.folder} is not empty")
    world = World(DEMO if asked.small else BIG)
    with platforms_process(asked.folder, "--world", "small" if asked.small else "big") as server:
        once = Desk(folder=asked.folder / "once", port=server.port)
        once.set_up()
        once.sign_in(world.session)
        rows = [whole_run("first run", once, server), whole_run("second run", once, server)]
        rows[1].differences += wrong(once, world)
        killed = Desk(folder=asked.folder / "killed", port=server.port, rate=_HURRY, hurry=_HURRY)
        killed.set_up()
        killed.sign_in(world.session)
        before, began = len(server.seen()), time.perf_counter()
        chance = random.Random(asked.seed)  # not for secrets
        kills = kill_again_and_again(killed, server, rows[0].hosts, kills=asked.kills, chance=chance)
        last = whole_run("", killed, server)
        row = Row(name=f"killed {sum(kills.values())} times", requests=len(server.seen()) - before,
                  seconds=time.perf_counter() - began, kills=kills, differences=last.differences)  # fmt: skip
        row.differences += wrong(killed, world)
        rows.append(row)
    return _print(rows, asked.kills)


def _print(rows: list[Row], kills: int) -> int:
    print(f"{'':<18}{'requests':>10}{'seconds':>10}{'differences':>14}")
    for row in rows:
        print(f"{row.name:<18}{row.requests:>10,}{row.seconds:>10.1f}{len(row.differences):>14}")
    first, second, killed = rows
    print("\nkilled while it fetched: " + " · ".join(f"{part} {times}" for part, times in killed.kills.items()))
    print("requests of the first run: " + " · ".join(f"{part} {count:,}" for part, count in first.hosts.most_common()))
    share = second.requests / first.requests
    print(f"second run: {share:.1%} of the requests of the first (at most {SHARE:.0%})")
    for row in rows:
        for line in row.differences[:20]:
            print(f"! {row.name}: {line}")
    fine = share <= SHARE and sum(killed.kills.values()) == kills and not any(row.differences for row in rows)
    print(json.dumps({"fine": fine}))
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
