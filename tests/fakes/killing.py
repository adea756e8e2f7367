"""Kills real processes of `outlast backup` (SIGKILL) at random moments inside every part of a run."""

import random
import subprocess
import time
from collections import Counter
from collections.abc import Iterator, Mapping

from tests.fakes.desk import Desk
from tests.fakes.process import Running, SeenThere

PARTS = ("posts", "comments", "chats", "subscribers", "pictures")
"""In the order in which a run goes through them."""
_LOOK_EVERY = 0.005
_LATER = 10
"""A kill comes as long after the request that it was drawn for as so many requests take, or less: so that some hit what
is between requests, too."""
_SHARE = 1.5
"""How far a run may get in a part between two kills, as a share of what is there for each: the last ones must find
something left to do."""


def part_of(seen: SeenThere) -> str:
    """Return the part of a run that a request belongs to."""
    if not f".{seen.host}".endswith(".substack.com") or "/upload/" in seen.path:
        return "pictures"
    if "/post/" in seen.path and seen.path.endswith("/comments"):
        return "comments"
    if seen.path.startswith(("/api/v1/community/", "/api/v1/messages/")):
        return "chats"
    return "subscribers" if "/subscriber" in seen.path else "posts"


def kill_again_and_again(
    desk: Desk, server: Running, usual: Mapping[str, int], *, kills: int, chance: random.Random
) -> Counter[str]:
    """Start `outlast backup` and kill it, `kills` times; return how many in which part.

    Each part gets its share of the kills: each at a random request of that part, counted from the start of the
    process. `usual` is how many requests of each part a whole run makes. Ends early if a run comes to its end.
    """
    done: Counter[str] = Counter()
    for part in PARTS:
        for _ in range(kills // len(PARTS)):
            furthest = max(1, round(usual[part] * _SHARE / (kills // len(PARTS))))
            process = desk.start("backup")
            found = _kill(process, server, part, chance.randint(1, furthest), chance.random() * _LATER / desk.rate)
            if found is None:
                return done
            done[found] += 1
    return done


def _kill(process: subprocess.Popen[bytes], server: Running, part: str, nth: int, later: float) -> str | None:
    """Kill a process `later` seconds after its `nth` request of a part, or when it is past that part.

    Returns the part that it was at; `None` if the process ended by itself.
    """
    at = len(server.seen())
    found: Counter[str] = Counter()
    now = PARTS[0]
    past = PARTS[PARTS.index(part) + 1 :]
    while process.poll() is None:
        seen = server.seen(at)
        at += len(seen)
        for one in seen:
            now = part_of(one)
            found[now] += 1
        if found[part] >= nth or any(found[other] for other in past):
            time.sleep(later)
            process.kill()
            return now if process.wait() < 0 else None
        time.sleep(_LOOK_EVERY)
    return None


def left_behind(desk: Desk) -> Iterator[str]:
    """Yield a line for every file that a killed run left where nothing looks for it any more."""
    archive = desk.open_archive()
    try:
        yield from (f"unfinished: {path}" for path in archive.store.unfinished())
    finally:
        archive.close()
    folders = (desk.temporary, desk.folder / "state" / "under-way", desk.folder / "state" / "downloads")
    for folder in folders:
        yield from (f"left behind: {path}" for path in folder.rglob("*") if path.is_file())
