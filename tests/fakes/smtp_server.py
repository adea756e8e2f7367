"""A mail server on loopback that notes what it takes before it says so, and has bad days to order (RFC 5321)."""

import base64
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress

from tests.fakes.smtp_faults import At, Fault, Heard, Taken
from tests.fakes.smtp_sign_in import knows_secret

OFFERS = ("PIPELINING", "SIZE 10485760", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES")
_PATIENCE = 60.0


class MailServer:
    """Takes mail as Postfix does, strict about order and about what it offers; faults come from `faults`."""

    def __init__(
        self,
        *,
        offers: Iterable[str] = OFFERS,
        faults: Iterable[Fault] = (),
        users: Mapping[str, str] | None = None,
        mechanisms: str = "PLAIN LOGIN",
        tls: ssl.SSLContext | None = None,
        wrapped: bool = False,
        eager: bool = False,
    ) -> None:
        """With `users` it wants one to sign in; `tls` is offered by STARTTLS, or taken at once where it is `wrapped`.

        An `eager` one answers 354 to DATA although no recipient is valid (RFC 2920, 3.1).
        """
        self.offers, self.users, self.mechanisms = tuple(offers), users, mechanisms
        self.tls, self.wrapped, self.eager = tls, wrapped, eager
        self.taken: list[Taken] = []
        self.begun: list[str] = []
        """Recipients of mails of which at least the first byte of content has come."""
        self.heard: list[Heard] = []
        self.connections = 0
        self.stopped = threading.Event()
        self._faults = tuple(faults)
        self._struck: Counter[int] = Counter()
        self._lock = threading.Lock()
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._lines: list[socket.socket] = []

    @property
    def recipients(self) -> list[str]:
        """Return to whom mail was taken, in order."""
        return [address for taken in list(self.taken) for address in taken.recipients]

    def commands(self) -> list[str]:
        """Return the lines that were heard, in order."""
        return [heard.line for heard in list(self.heard)]

    def hang_up(self) -> None:
        """End every line, without a word."""
        for line in self._lines:
            _end(line)

    def fault(self, at: At, line: str) -> Fault | None:
        """Return what goes wrong now, if anything does."""
        with self._lock:
            for number, fault in enumerate(self._faults):
                if fault.at is at and fault.on in line:
                    self._struck[number] += 1
                    count = self._struck[number] - fault.after
                    if count > 0 and (fault.times is None or count <= fault.times):
                        return fault
        return None

    @contextmanager
    def running(self) -> Iterator["MailServer"]:
        """Listen until the block ends."""
        listening = threading.Thread(target=self._listen, daemon=True)
        listening.start()
        try:
            yield self
        finally:
            self.stopped.set()
            _end(self._listener)
            listening.join()
            for line in self._lines:
                _end(line)

    def _listen(self) -> None:
        while True:
            try:
                line = self._listener.accept()[0]
            except OSError:
                return
            line.settimeout(_PATIENCE)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._lines.append(line)
            self.connections += 1
            threading.Thread(target=_Session(self, line, self.connections).run, daemon=True).start()


class _HungUp(Exception):
    """The line has ended."""


class _Session:
    """One connection."""

    def __init__(self, server: MailServer, line: socket.socket, number: int) -> None:
        self._server, self._line, self._number = server, line, number
        self._buffer = b""
        self._signed_in = not server.users
        self._sender: str | None = None
        self._recipients: list[str] = []

    def run(self) -> None:
        try:
            if self._server.wrapped:
                self._encrypt()
            self._reply(At.CONNECT, "", "220 made-up.test ESMTP")
            while True:
                self._command()
        except (_HungUp, OSError):
            _end(self._line)

    def _command(self) -> None:
        waited = not self._buffer
        raw = self._until(b"\r\n")
        line = raw.decode("utf-8", "replace")
        self._server.heard.append(Heard(connection=self._number, line=line, waited=waited))
        verb, _, rest = line.partition(" ")
        handle = {
            "EHLO": self._ehlo,
            "HELO": self._ehlo,
            "STARTTLS": self._starttls,
            "AUTH": self._auth,
            "MAIL": self._mail,
            "RCPT": self._rcpt,
            "DATA": self._data,
            "RSET": self._rset,
            "QUIT": self._quit,
        }.get(verb.upper())
        if handle is None:
            self._say("500 5.5.2 What?")
        else:
            handle(rest)

    def _ehlo(self, rest: str) -> None:
        offers = [*self._server.offers]
        if self._server.tls and not isinstance(self._line, ssl.SSLSocket):
            offers.append("STARTTLS")
        if self._server.users:
            offers.append(f"AUTH {self._server.mechanisms}")
        lines = ["made-up.test", *offers]
        self._reply(At.EHLO, rest, "\n".join([*(f"250-{line}" for line in lines[:-1]), f"250 {lines[-1]}"]))

    def _starttls(self, rest: str) -> None:
        if not self._server.tls:
            self._reply(At.STARTTLS, rest, "502 5.5.1 Not offered")
        elif self._reply(At.STARTTLS, rest, "220 2.0.0 Go on"):
            self._buffer = b""
            self._encrypt()

    def _encrypt(self) -> None:
        assert self._server.tls is not None
        self._line = self._server.tls.wrap_socket(self._line, server_side=True)

    def _auth(self, rest: str) -> None:
        mechanism, _, first = rest.partition(" ")
        right = knows_secret(mechanism, first, self._ask, self._server.users or {})
        if right is None:
            self._say("504 5.5.4 Unknown mechanism")
        else:
            usual = "235 2.7.0 Welcome" if right else "535 5.7.8 Name and password do not fit"
            self._signed_in = self._reply(At.AUTH, rest, usual) and right

    def _ask(self, what: str) -> str:
        self._say(f"334 {base64.b64encode(what.encode()).decode()}")
        return self._until(b"\r\n").decode()

    def _mail(self, rest: str) -> None:
        path, words = _path(rest), rest.upper().split()[1:]
        if not self._signed_in:
            usual = "530 5.7.0 Sign in first"
        elif self._sender is not None:
            usual = "503 5.5.1 Error: nested MAIL command"
        elif any(word.partition("=")[0].replace("BODY", "8BITMIME") not in self._offered() for word in words):
            usual = "555 5.5.4 Unsupported option"
        elif not rest.isascii() and "SMTPUTF8" not in words:
            usual = "553 5.6.7 Non-ASCII addresses are not taken here"
        else:
            usual = "250 2.1.0 Ok"
        if self._reply(At.MAIL, rest, usual):
            self._sender = path

    def _offered(self) -> set[str]:
        return {offer.split()[0] for offer in self._server.offers}

    def _rcpt(self, rest: str) -> None:
        if self._reply(At.RCPT, rest, "503 5.5.1 MAIL first" if self._sender is None else "250 2.1.5 Ok"):
            self._recipients.append(_path(rest))

    def _data(self, rest: str) -> None:
        ready = bool(self._recipients) or (self._server.eager and self._sender is not None)
        if not self._reply(At.DATA, rest, "354 Go on" if ready else "554 5.5.1 Error: no valid recipients"):
            return
        if not self._buffer:
            self._read()
        if not self._buffer.startswith(b".\r\n"):
            self._server.begun += self._recipients
        if not self._reply(At.CONTENT, ",".join(self._recipients), ""):
            return
        content = b"" if self._starts_with_dot() else self._until(b"\r\n.\r\n") + b"\r\n"
        taken = Taken(
            connection=self._number,
            sender=self._sender or "",
            recipients=tuple(self._recipients),
            content=content,
        )
        self._sender, self._recipients = None, []
        whom = ",".join(taken.recipients)
        if not self._reply(At.DOT, whom, "" if whom else "554 5.5.1 Error: no valid recipients"):
            return
        self._server.taken.append(taken)
        self._reply(At.TAKEN, whom, "250 2.0.0 Ok: queued")

    def _starts_with_dot(self) -> bool:
        while len(self._buffer) < 3 and b".\r\n".startswith(self._buffer):
            self._read()
        if self._buffer.startswith(b".\r\n"):
            self._buffer = self._buffer[3:]
            return True
        return False

    def _rset(self, rest: str) -> None:
        if self._reply(At.RSET, rest, "250 2.0.0 Ok"):
            self._sender, self._recipients = None, []

    def _quit(self, rest: str) -> None:
        self._reply(At.QUIT, rest, "221 2.0.0 Bye")
        raise _HungUp

    def _reply(self, at: At, line: str, usual: str) -> bool:
        """Say the usual or what a fault says; tell whether things go on."""
        fault = self._server.fault(at, line)
        if fault is not None:
            return self._strike(fault, usual)
        if usual:
            self._say(usual)
        return usual[:1] in "23"

    def _strike(self, fault: Fault, usual: str) -> bool:
        words = fault.says or ("" if fault.hangs_up or fault.silent else usual)
        if words:
            self._say(words, piecewise=fault.piecewise)
        if fault.silent:
            self._server.stopped.wait(_PATIENCE)
            raise _HungUp
        if fault.hangs_up:
            raise _HungUp
        return words[:1] in "23"

    def _say(self, text: str, *, piecewise: bool = False) -> None:
        data = text.replace("\n", "\r\n").encode() + b"\r\n"
        for piece in [data[place : place + 1] for place in range(len(data))] if piecewise else [data]:
            self._line.sendall(piece)

    def _until(self, end: bytes) -> bytes:
        start = 0
        while (place := self._buffer.find(end, start)) < 0:
            start = max(0, len(self._buffer) - len(end))
            self._read()
        found, self._buffer = self._buffer[:place], self._buffer[place + len(end) :]
        return found

    def _read(self) -> None:
        data = self._line.recv(262_144)
        if not data:
            raise _HungUp
        self._buffer += data


def _path(rest: str) -> str:
    return rest[rest.find("<") + 1 : rest.rfind(">")]


def _end(line: socket.socket) -> None:
    """Hang up, whoever waits on the line."""
    with suppress(OSError):
        line.shutdown(socket.SHUT_RDWR)
    line.close()
