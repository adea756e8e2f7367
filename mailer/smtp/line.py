"""A line to a mail server: bytes out in blocks, replies in, each within limits of time and size."""

import ipaddress
import re
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from typing import TypeVar

from mailer.model import Answer, Stage
from mailer.smtp.reply import Reply

_Done = TypeVar("_Done")
_BLOCK = 65_536
_LONGEST_LINE = 8_192
"""RFC 5321, 4.5.3.1.5, allows 512; some servers explain at length."""
_MOST_LINES = 100
_CONTENT_WANTED = re.compile(rb"(?:2[0-9]{2}(?:[ \r][^\n]{0,500})?\n){2}354(?:[ \r][^\n]{0,500})?\n")
_LAST_WORDS = 0.5
"""Seconds to look for what a server said before it stopped listening: it has come by then, or never will."""


class LineEnded(Exception):
    """The line can be used no more: it broke, nothing came in time, or the server hung up or talks nonsense."""

    def __init__(self, text: str, reply: Reply | None = None) -> None:
        """Take what happened, and what the server said of it, where it did."""
        super().__init__(text)
        self.text, self.reply = text, reply

    def at(self, stage: Stage) -> Answer:
        """Return it as the answer at a stage; `code` 0 where the server said nothing that can be relied on."""
        return self.reply.at(stage) if self.reply else Answer(stage=stage, text=self.text)


class Line:
    """A connected socket."""

    def __init__(self, connected: socket.socket) -> None:
        """Take over a socket that is connected.

        Raises:
            OSError: it is not any more.
        """
        connected.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connected.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._socket = connected
        self._here, self._there = (_address(end) for end in (connected.getsockname(), connected.getpeername()))
        self._buffer = b""
        self._at = 0

    @property
    def encrypted(self) -> bool:
        """Tell whether nobody on the way can read along."""
        return isinstance(self._socket, ssl.SSLSocket)

    @property
    def stays_here(self) -> bool:
        """Tell whether the server is on this computer."""
        return ipaddress.ip_address(self._there).is_loopback

    @property
    def own_address(self) -> str:
        """Return the address of this end as it stands in EHLO (RFC 5321, 4.1.3)."""
        return f"[IPv6:{self._here}]" if ":" in self._here else f"[{self._here}]"

    @property
    def pending(self) -> bool:
        """Tell whether the server has said more than was read."""
        return self._at < len(self._buffer)

    def encrypt(self, context: ssl.SSLContext, host: str, patience: float) -> None:
        """Encrypt from here on.

        Raises:
            OSError: no encryption came about; an `ssl.SSLError` where it is about TLS, or the certificate.
        """
        self._socket.settimeout(patience)
        self._socket = context.wrap_socket(self._socket, server_hostname=host)

    def write(self, data: bytes, patience: float) -> None:
        """Send all of `data`; the server has `patience` for each block.

        Raises:
            LineEnded: it did not go out whole. The server's last words are used where they refuse: a 2yz cannot be
                about something that it has not got.
        """
        try:
            sent = self._at_once(lambda: self._socket.send(data)) or 0
            if sent < len(data):
                self._socket.settimeout(patience)
                for start in range(sent, len(data), _BLOCK):
                    self._socket.sendall(memoryview(data)[start : start + _BLOCK])
        except OSError as error:
            raise LineEnded(_reason(error, "The server stopped listening"), self._last_words()) from None

    def reply(self, patience: float) -> Reply:
        """Return the next reply; all of it must come within `patience`.

        Raises:
            LineEnded: nothing came, or nothing that is a reply; see `reply_that_came`.
        """
        deadline = time.monotonic() + patience
        while (reply := self.reply_that_came()) is None:
            self.receive(deadline, patience)
        return reply

    def reply_that_came(self) -> Reply | None:
        """Return the next reply as far as all of it is here already, else `None`.

        Raises:
            LineEnded: it is no reply (three digits, the same in each line). What is not a reply ends the line: whoever
                talks on cannot know what the following ones answer.
        """
        at, code = self._at, 0
        lines: list[bytes] = []
        while True:
            end = self._buffer.find(b"\n", at)
            if (end if end >= 0 else len(self._buffer)) - at > _LONGEST_LINE:
                raise LineEnded("The server’s answer is longer than any should be.")
            if end < 0:
                return None
            raw = self._buffer[at:end]
            at, said = end + 1, _code(raw)
            if lines and (said != code or len(lines) == _MOST_LINES):
                raise LineEnded("The server’s answer is of no known form.")
            code = said
            lines.append(raw[4:])
            if raw[3:4] != b"-":
                self._at = at
                return Reply(code, tuple(lines))

    def content_wanted(self) -> bool:
        """Read over three replies at once, where they are here and mean: sender and recipient are fine, go on.

        Tells whether they were; nothing has come after them then, and else nothing was read. Nearly all mails are
        answered so, and three replies one by one take four times as long.
        """
        if _CONTENT_WANTED.fullmatch(self._buffer, self._at) is None:
            return False
        self._at = len(self._buffer)
        return True

    def receive(self, deadline: float, patience: float) -> None:
        """Wait until more has come.

        Raises:
            LineEnded: nothing came until the deadline (by the monotonic clock), or the line broke.
        """
        late = f"The server did not answer in {patience:.0f} seconds."
        left = deadline - time.monotonic()
        if left <= 0:
            raise LineEnded(late)
        try:
            data = self._at_once(lambda: self._socket.recv(_BLOCK))
            if data is None:
                self._socket.settimeout(left)
                data = self._socket.recv(_BLOCK)
        except TimeoutError:
            raise LineEnded(late) from None
        except OSError as error:
            raise LineEnded(_reason(error, "The line broke")) from None
        if not data:
            raise LineEnded("The server hung up.")
        self._buffer = self._buffer[self._at :] + data
        self._at = 0

    def is_quiet(self) -> bool:
        """Tell whether the server still says nothing, where the system says that something has come.

        What comes may be of the encryption only (a session ticket: RFC 8446, 4.6.1).
        """
        try:
            return self._at_once(lambda: self._socket.recv(_BLOCK)) is None
        except OSError:
            return False

    def fileno(self) -> int:
        """Return by what the system knows the line, so that several can be waited for at once."""
        return self._socket.fileno()

    def close(self) -> None:
        """Hang up."""
        with suppress(OSError):
            self._socket.close()

    def _at_once(self, do: Callable[[], _Done]) -> _Done | None:
        """Return what comes of something on the socket, `None` where it would have to wait.

        Nearly always it has not: a wait with a limit costs two more system calls each time.
        """
        self._socket.settimeout(0)
        try:
            return do()
        except (BlockingIOError, ssl.SSLWantReadError, ssl.SSLWantWriteError):
            return None

    def _last_words(self) -> Reply | None:
        with suppress(LineEnded, OSError):
            reply = self.reply(_LAST_WORDS)
            return reply if reply.code >= 400 else None
        return None


def _code(raw: bytes) -> int:
    code = raw[:3]
    if not (code.isdigit() and b"200" <= code < b"600" and raw[3:4] in (b" ", b"-", b"\r", b"")):
        raise LineEnded("The server’s answer is of no known form.")
    return int(code)


def _address(end: tuple[str, int]) -> str:
    return end[0].partition("%")[0]


def _reason(error: OSError, what: str) -> str:
    return f"{what} ({error.strerror or 'nothing moved in time'})."
