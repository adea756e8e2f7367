"""A mail server in a process of its own that notes each mail it takes before it says so, and cuts lines when asked to.

    python -m tests.fakes.noting_sink --notes FILE [--delay SECONDS] [--cut STAGE:EVERY] …

It writes its port to stdout. A note is one line, the recipient's address, written at once: what it has noted counts as
mailed, whether or not the sender ever learns of it. `--cut dot:50` ends a line without a word at each 50th final dot,
before the mail is noted; `taken:50` after it is noted and before the reply.
"""

import argparse
import asyncio
import os
from collections import Counter

STAGES = ("connect", "hello", "sender", "recipient", "data", "content", "dot", "taken")


class Sink(asyncio.Protocol):
    """One connection."""

    def __init__(self, notes: int, delay: float, cuts: dict[str, int], seen: Counter[str]) -> None:
        """Take where notes go, and what is shared by all connections."""
        self._notes, self._delay, self._cuts, self._seen = notes, delay, cuts, seen
        self._buffer = b""
        self._content = False
        self._waiting = False
        self._recipient = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        assert isinstance(transport, asyncio.Transport)
        self._line = transport
        if not self._cut("connect"):
            transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        """Take what came."""
        self._buffer += data
        self._go_on()

    def _go_on(self) -> None:
        while not self._waiting and not self._line.is_closing():
            if self._content:
                if self._buffer and self._cut("content"):
                    return
                end = self._buffer.find(b"\r\n.\r\n")
                if end < 0:
                    return
                self._buffer, self._content = self._buffer[end + 5 :], False
                self._dot()
                continue
            end = self._buffer.find(b"\r\n")
            if end < 0:
                return
            line, self._buffer = self._buffer[:end], self._buffer[end + 2 :]
            self._command(line)

    def _command(self, line: bytes) -> None:
        verb = line[:4].upper()
        if verb == b"EHLO":
            self._say("hello", b"250-sink\r\n250-PIPELINING\r\n250 8BITMIME\r\n")
        elif verb == b"MAIL":
            self._say("sender", b"250 2.1.0 Ok\r\n")
        elif verb == b"RCPT":
            self._recipient = line[line.find(b"<") + 1 : line.rfind(b">")]
            self._say("recipient", b"250 2.1.5 Ok\r\n")
        elif verb == b"DATA":
            self._content = self._say("data", b"354 Go on\r\n")
        elif verb == b"QUIT":
            self._line.write(b"221 2.0.0 Bye\r\n")
            self._line.close()
        else:
            self._line.write(b"250 2.0.0 Ok\r\n")

    def _dot(self) -> None:
        if self._cut("dot"):
            return
        os.write(self._notes, self._recipient + b"\n")
        if self._cut("taken"):
            return
        if self._delay:
            self._waiting = True
            asyncio.get_running_loop().call_later(self._delay, self._taken)
        else:
            self._line.write(b"250 2.0.0 Ok: queued\r\n")

    def _taken(self) -> None:
        self._waiting = False
        if not self._line.is_closing():
            self._line.write(b"250 2.0.0 Ok: queued\r\n")
            self._go_on()

    def _say(self, stage: str, words: bytes) -> bool:
        if self._cut(stage):
            return False
        self._line.write(words)
        return True

    def _cut(self, stage: str) -> bool:
        every = self._cuts.get(stage)
        if not every:
            return False
        self._seen[stage] += 1
        if self._seen[stage] % every:
            return False
        self._line.abort()
        return True


async def serve(notes: str, delay: float, cuts: dict[str, int]) -> None:
    """Listen until the process is ended."""
    file = os.open(notes, os.O_CREAT | os.O_APPEND | os.O_WRONLY, 0o600)
    seen: Counter[str] = Counter()
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: Sink(file, delay, cuts, seen), "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201
    await server.serve_forever()


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--notes", required=True)
    parser.add_argument("--delay", type=float, default=0)
    parser.add_argument("--cut", action="append", default=[])
    asked = parser.parse_args()
    asyncio.run(serve(asked.notes, asked.delay, {c.split(":")[0]: int(c.split(":")[1]) for c in asked.cut}))
