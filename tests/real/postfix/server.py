"""A real mail server on loopback: a private Postfix and a private Dovecot, with their own settings, queue and ports."""

import os
import re
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from string import Template

from tests.real import components
from tests.real.ports import free_port, greets

_HERE = Path(__file__).parent
_PORTS = ("smtp", "submission", "submissions", "imap", "imaps")
_DAEMONS = Path("/usr/lib/postfix/sbin")
CERTIFICATE = Path(__file__).parents[2] / "fixtures" / "tls" / "localhost.pem"
"""What it shows: for localhost and 127.0.0.1, signed by itself. Trust it with `ssl.create_default_context(cafile=…)`."""
_COMPLAINT = re.compile(r"\b(?:warning|error|fatal|panic): (?!file system clock is|resetting file time stamps)")
"""In the log of Postfix; that a virtual machine's two clocks differ by a moment says nothing of any mail."""
WRITER = "writer@writer.test"
"""Has one mailbox for writer@, bounce@, bounces@ and unsub@writer.test, and all that follows a + in these."""
SEED = "seed@dest.test"
EVERYBODY = "everybody@dest.test"
"""Has the mailbox in which the mail of all others at dest.test comes together; X-Original-To says whose it is."""
PASSWORD = "correct-horse"
"""Of all three."""


class _TakenPort(Exception):
    pass


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """It runs. Mail to anybody@dest.test arrives; it comes back from ghost@ (5.1.1), full@ (5.2.2), policy@ (5.7.1) and
    from any other server (5.1.2); later@ waits; discard@ is forgotten. A number may stand before or after the name.
    """

    folder: Path
    smtp: int
    """The port that takes mail from anybody on this machine; TLS is offered."""
    submission: int
    """…that wants STARTTLS and a password."""
    submissions: int
    """…that wants TLS from the start, and a password."""
    imap: int
    """…of Dovecot; offers STARTTLS."""
    imaps: int

    @property
    def log(self) -> list[str]:
        """Return what Postfix has noted."""
        return (self.folder / "postfix.log").read_text("utf-8", "replace").splitlines()

    @property
    def complaints(self) -> list[str]:
        """Return what Postfix and Dovecot have to complain of; a mail that comes back is no complaint."""
        dovecot = (self.folder / "dovecot.log").read_text("utf-8", "replace").splitlines()
        ours = [line for line in self.log if _COMPLAINT.search(line)]
        return ours + [line for line in dovecot if re.search(r"\b(Warning|Error|Fatal|Panic): ", line)]

    def maildir(self, address: str) -> Path:
        """Return the Maildir of WRITER, SEED or EVERYBODY."""
        name, _, domain = address.partition("@")
        return self.folder / "mail" / domain / name

    def mails(self, address: str) -> list[bytes]:
        """Return what has arrived there."""
        return [
            path.read_bytes() for part in ("new", "cur") for path in sorted((self.maildir(address) / part).glob("*"))
        ]

    def delivered(self, status: str = "sent") -> int:
        """Return how many mails have come so far: `sent`, `bounced` or `deferred`."""
        return sum(f"status={status} " in line for line in self.log)

    def wait_until(self, count: int, status: str = "sent", *, patience: float = 120.0) -> None:
        """Wait until so many have come that far."""
        end = time.monotonic() + patience
        while (so_far := self.delivered(status)) < count:
            assert time.monotonic() < end, f"{so_far} of {count} {status}:\n" + "\n".join(self.log[-20:])
            time.sleep(0.05)


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """Run one until the block ends. Needs root, as the programs do to become the users under which they work."""
    for name in ("postfix", "dovecot"):
        components.program(name)
    if os.geteuid() != 0:
        components.missing("root, which a mail server needs,")
    if not subprocess.run(["dovecot", "--version"], capture_output=True, check=True).stdout.startswith(b"2.3."):
        components.missing("Dovecot 2.3")
    # Not in pytest's folder: other users than root work in it, and its path must be short enough for sockets.
    with tempfile.TemporaryDirectory(prefix="outlast-mail-") as place, ExitStack() as running:
        Path(place).chmod(0o711)
        for attempt in range(5):
            folder = Path(place) / str(attempt)
            try:
                server = running.enter_context(_started(folder))
            except _TakenPort:
                continue
            yield server
            return
    raise AssertionError("no ports for a mail server")


@contextmanager
def _started(folder: Path) -> Iterator[MailServer]:
    ports = {name: free_port() for name in _PORTS}
    word = secrets.token_hex(8)
    _set_up(folder, {**{name: str(port) for name, port in ports.items()}, "word": word})
    etc = folder / "etc"
    environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    with ExitStack() as stack:
        _postfix(etc, "check", environment)
        dovecot = subprocess.Popen(
            ["dovecot", "-F", "-c", str(etc / "dovecot.conf")], env=environment, stdin=subprocess.DEVNULL
        )
        stack.callback(_end, dovecot)
        if not greets(ports["imap"], word.encode(), dovecot):
            raise _TakenPort
        _postfix(etc, "start", environment)
        stack.callback(_postfix, etc, "stop", environment)
        for name in ("smtp", "submission"):  # the latter greets only when Dovecot has told it how to sign in
            if not greets(ports[name], word.encode()):
                raise _TakenPort
        yield MailServer(folder=folder, **ports)


def _set_up(folder: Path, values: dict[str, str]) -> None:
    for name in ("etc", "queue", "data", "mail", "run"):
        (folder / name).mkdir(parents=True)
    shutil.chown(folder / "data", "postfix")
    shutil.chown(folder / "mail", 65534, 65534)
    commands = Path(components.program("postfix")).parent
    values |= {"folder": str(folder), "commands": str(commands), "daemons": str(_DAEMONS)}
    values |= {"certificate": str(CERTIFICATE), "password": PASSWORD}
    for name in ("main.cf", "master.cf", "mailboxes", "transport", "dovecot.conf"):
        (folder / "etc" / name).write_text(Template((_HERE / name).read_text()).substitute(values))


def _postfix(etc: Path, word: str, environment: dict[str, str]) -> None:
    # It finds the process to stop by the id in its own queue.
    done = subprocess.run(
        ["postfix", "-c", str(etc), word], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    if done.returncode != 0:
        log = etc.parent / "postfix.log"
        noted = log.read_text() if log.exists() else ""
        if "Address already in use" in noted:
            raise _TakenPort
        raise AssertionError(f"postfix {word}: {done.stdout}{done.stderr}{noted}")


def _end(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
