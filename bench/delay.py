"""Passes TCP on with a delay, as a far server would have it: python -m bench.delay --to PORT [--round-trip 0.03]

Listens on 127.0.0.1, writes its port as the first line, and ends when its input does. Each way takes half of the round
trip, however much is under way: bytes wait by the clock, so that what is sent ahead is not slowed down.
"""

import argparse
import asyncio
import sys
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

_PIECE = 65_536


async def _pass_on(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, delay: float) -> None:
    loop = asyncio.get_running_loop()
    under_way: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue()

    async def arrive() -> None:
        with suppress(OSError):
            while True:
                when, piece = await under_way.get()
                await asyncio.sleep(max(0.0, when - loop.time()))
                if not piece:
                    writer.close()
                    return
                writer.write(piece)
                await writer.drain()

    arriving = asyncio.create_task(arrive())
    piece = b"?"
    while piece:
        try:
            piece = await reader.read(_PIECE)
        except OSError:
            piece = b""
        under_way.put_nowait((loop.time() + delay, piece))
    await arriving


async def serve(to: int, round_trip: float) -> None:
    """Pass on until standard input ends."""
    running: set[asyncio.Task[None]] = set()

    def start(work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        running.add(task)
        task.add_done_callback(running.discard)

    async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", to)
        start(_pass_on(reader, far_writer, round_trip / 2))
        start(_pass_on(far_reader, writer, round_trip / 2))

    server = await asyncio.start_server(connected, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await asyncio.to_thread(sys.stdin.read)


def main() -> int:
    """Run it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=int, required=True)
    parser.add_argument("--round-trip", type=float, default=0.03)
    asked = parser.parse_args()
    asyncio.run(serve(asked.to, asked.round_trip))
    return 0


if __name__ == "__main__":
    sys.exit(main())
