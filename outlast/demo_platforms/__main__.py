"""Run made-up platforms in a process of their own: `python -m outlast.demo_platforms --port-file FILE`.

It ends when the process that started it does, and after `--seconds` in any case.
"""

import argparse
import os
import time
from pathlib import Path

from outlast.demo_platforms.platform import Platform
from outlast.demo_platforms.server import PlatformServer
from outlast.demo_platforms.substack.nouns import BIG, DEMO
from outlast.demo_platforms.substack.platform import SubstackPlatform
from outlast.demo_platforms.substack.world import World

_LOOK_EVERY = 0.2
_WORLDS = {"small": DEMO, "big": BIG}


def platforms(world: str, seed: int, custom_domain: str | None) -> list[Platform]:
    """Return the platforms to run: Substack with the writer's publication and a small one of somebody else."""
    writer = World(_WORLDS[world], seed=seed, custom_domain=custom_domain)
    neighbour = World(seed=seed + 1, subdomain="harbourlog", writer="Odile Marrow")
    return [SubstackPlatform(writer, neighbour)]


def main(arguments: list[str] | None = None) -> int:
    """Serve until the parent process or the time is over."""
    parser = argparse.ArgumentParser(prog="python -m outlast.demo_platforms")
    parser.add_argument("--port-file", type=Path, required=True, help="where the port is written to")
    parser.add_argument("--world", choices=tuple(_WORLDS), default="small", help="how much there is")
    parser.add_argument("--seed", type=int, default=1, help="which world")
    parser.add_argument("--custom-domain", help="a domain of the publication's own")
    parser.add_argument("--seconds", type=float, default=3600.0, help="after so long it ends in any case")
    parser.add_argument("--parent", type=int, default=os.getppid(), help="the process without which it ends")
    asked = parser.parse_args(arguments)
    end = time.monotonic() + asked.seconds
    with PlatformServer(platforms(asked.world, asked.seed, asked.custom_domain)) as server:
        _write(asked.port_file, server.port)
        while os.getppid() == asked.parent and time.monotonic() < end:
            time.sleep(_LOOK_EVERY)
    return 0


def _write(target: Path, port: int) -> None:
    """Write the port so that whoever waits for the file never reads half of it."""
    beside = target.with_suffix(".part")
    beside.write_text(str(port), "ascii")
    beside.replace(target)


if __name__ == "__main__":
    raise SystemExit(main())
