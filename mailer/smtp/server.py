"""Which mail server takes the letters, and how long to wait for it."""

from dataclasses import dataclass
from enum import StrEnum


class Security(StrEnum):
    """How the line to the server is encrypted."""

    TLS = "tls"
    """From the first byte, as on port 465 (RFC 8314)."""
    STARTTLS = "starttls"
    """After a greeting in the clear, as on port 587 (RFC 3207). A server that does not offer it gets nothing."""
    NONE = "none"
    """Not at all. A password goes over such a line to this very computer only."""


class SignIn(StrEnum):
    """What the secret is."""

    PASSWORD = "password"  # noqa: S105 - the setting’s word, not a secret
    XOAUTH2 = "xoauth2"
    """An OAuth 2 access token, as Google and Microsoft take it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SmtpServer:
    """A mail server that takes the writer's letters."""

    host: str
    port: int
    security: Security = Security.TLS
    user: str = ""
    """The name to sign in with; empty: nobody signs in."""
    sign_in: SignIn = SignIn.PASSWORD
    helo: str = ""
    """What this computer calls itself; empty: its address in brackets (RFC 5321, 4.1.3), which tells nothing of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How many seconds to wait at each stage: what RFC 5321, 4.5.3.2, asks for, but where it is said."""

    connect: float = 30
    greeting: float = 60
    """The RFC asks for five minutes, of servers that write to strangers. The writer's own greets at once, and a person
    may be waiting."""
    hello: float = 60
    tls: float = 60
    sign_in: float = 120
    """Servers answer late after a wrong password, on purpose."""
    sender: float = 300
    recipient: float = 300
    data: float = 120
    block: float = 180
    """For each 64 kB of a content to be taken."""
    dot: float = 600
    """The server delivers before it answers; who hangs up now may make it twice (RFC 1047)."""
    leave: float = 2
    """For an answer to QUIT, on which nothing depends."""
