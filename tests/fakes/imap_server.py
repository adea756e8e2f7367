"""A made-up IMAP server on 127.0.0.1 that says what it is told to say, for bad days that a real one does not have."""

import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

GREETING = b"* OK ready\r\n"
USUAL: Mapping[str, bytes] = {
    "CAPABILITY": b"* CAPABILITY IMAP4rev1 AUTH=XOAUTH2 AUTH=PLAIN\r\n",
    "EXAMINE": b"* 1 EXISTS\r\n* OK [UIDVALIDITY 7] valid\r\n",
    "UID SEARCH": b"* SEARCH\r\n",
    "LOGOUT": b"* BYE\r\n",
}


@dataclass(slots=True)
class ImapServer:
    """It runs; `heard` is what it was told, line by line."""

    port: int
    heard: list[bytes] = field(default_factory=list)


@contextmanager
def imap_server(answers: Mapping[str, bytes], *, greeting: bytes = GREETING) -> Iterator[ImapServer]:
    """Answer one connection until the block ends.

    `answers` are by the beginning of a command (`UID FETCH`), besides the usual ones: what stands before the tagged
    `OK`, or all of it if it ends with `\\0`. An empty one hangs up. `AUTHENTICATE` is asked for its words first.
    """
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = ImapServer(listening.getsockname()[1])
        thread = threading.Thread(target=_talk, args=(listening, server, {**USUAL, **answers}, greeting), daemon=True)
        thread.start()
        yield server
    with suppress(OSError):
        socket.create_connection(("127.0.0.1", server.port), timeout=1).close()
    thread.join(10)


def _talk(listening: socket.socket, server: ImapServer, answers: Mapping[str, bytes], greeting: bytes) -> None:
    with suppress(OSError):
        line, _ = listening.accept()
        with line, line.makefile("rb") as reading:
            line.sendall(greeting)
            for command in reading:
                server.heard.append(command.rstrip(b"\r\n"))
                tag, _, words = command.decode("utf-8", "replace").partition(" ")
                if words.startswith("AUTHENTICATE"):
                    line.sendall(b"+ \r\n")
                    server.heard.append(reading.readline().rstrip(b"\r\n"))
                answer = next((text for start, text in answers.items() if words.startswith(start)), None)
                if answer == b"":
                    return
                whole = answer is not None and answer.endswith(b"\0")
                said = (answer or b"").rstrip(b"\0").replace(b"TAG", tag.encode())
                line.sendall(said if whole else said + tag.encode() + b" OK done\r\n")
