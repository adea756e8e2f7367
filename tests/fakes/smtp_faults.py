"""What can go wrong at a made-up mail server, and what it notes of its sessions."""

from dataclasses import dataclass
from enum import StrEnum


class At(StrEnum):
    """Where in a session a fault strikes."""

    CONNECT = "connect"
    EHLO = "ehlo"
    STARTTLS = "starttls"
    AUTH = "auth"
    MAIL = "mail"
    RCPT = "rcpt"
    DATA = "data"
    CONTENT = "content"
    """The first bytes of a content have come, and the server is not ready to take it."""
    DOT = "dot"
    """All of it has come, and is not taken yet."""
    TAKEN = "taken"
    """It is taken and noted, and nothing has been said of it yet."""
    RSET = "rset"
    QUIT = "quit"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """Something that goes wrong: all that is said of where must fit, then all that is said of what happens."""

    at: At
    on: str = ""
    """Only where the command has this in it: an address."""
    after: int = 0
    """Not at the first so many."""
    times: int | None = None
    """Only so often; `None`: each time."""
    says: str = ""
    """What is said in the place of the usual; lines are parted by `\\n`. Only `2…` and `3…` let things go on."""
    hangs_up: bool = False
    """Ends the line, after having said what it says; without words it says nothing."""
    silent: bool = False
    """Says nothing more than what it says, and does not read on, until the server is stopped."""
    piecewise: bool = False
    """Sends the reply byte by byte."""


@dataclass(frozen=True, kw_only=True)
class Heard:
    """A command, as it came."""

    connection: int
    line: str
    waited: bool
    """Whether the server had answered everything before it came; not so where it was sent ahead (RFC 2920)."""


@dataclass(frozen=True, kw_only=True)
class Taken:
    """A mail that the server took over; the content without the lone dot, with dots still doubled."""

    connection: int
    sender: str
    recipients: tuple[str, ...]
    content: bytes
