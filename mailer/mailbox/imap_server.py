"""Which server holds a mailbox, and the way into it: encrypted, unless it is on this computer."""

import imaplib
import ipaddress
import ssl
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from imap_tools import BaseMailBox, ImapToolsError, MailBox, MailBoxUnencrypted

from mailer.errors import MailboxProblem, UnsafeConnection
from mailer.smtp.server import Security, SignIn

PROBLEMS = (imaplib.IMAP4.error, ImapToolsError, OSError, ValueError, EOFError)
"""What the libraries raise for what a server does. Their words may hold what was sent, so none is ever shown."""
PATIENCE = 60.0
"""Seconds to wait for each answer, where nobody is in a hurry."""
_NOTHING_LOST = MailboxProblem.so_what


@dataclass(frozen=True, slots=True, kw_only=True)
class ImapServer:
    """A server that holds the writer's mailbox."""

    host: str
    port: int
    security: Security = Security.TLS
    user: str
    sign_in: SignIn = SignIn.PASSWORD
    patience: float = PATIENCE
    """Seconds to wait for each answer."""

    @property
    def place(self) -> str:
        """Return it as people write it."""
        return f"{self.host}, port {self.port}"


def open_imap(server: ImapServer, secret: Callable[[], str], tls: ssl.SSLContext) -> BaseMailBox:
    """Return a connection that is signed in. `secret` is asked for late.

    Raises:
        MailboxProblem: it cannot be reached, or does not accept name and password.
        UnsafeConnection: no encryption came about, or somebody else answers in its name.
    """
    box = _connected(server, tls)
    try:
        _sign_in(box, server, secret())
    except PROBLEMS as error:
        hang_up(box)
        if isinstance(error, (imaplib.IMAP4.abort, OSError)):
            raise MailboxProblem(f"{server.place}, broke off while signing in.") from None
        what = "the token" if server.sign_in is SignIn.XOAUTH2 else "name and password"
        raise MailboxProblem(
            f"{server.host} does not accept {what} for the mailbox.",
            next="Many providers want a password made for one program only; make one there, then: outlast mail setup",
        ) from None
    except BaseException:
        hang_up(box)
        raise
    return box


def hang_up(box: BaseMailBox) -> None:
    """Close a connection at once."""
    with suppress(*PROBLEMS):
        box.client.shutdown()


def _connected(server: ImapServer, tls: ssl.SSLContext) -> BaseMailBox:
    try:
        if server.security is Security.TLS:
            return MailBox(server.host, server.port, timeout=server.patience, ssl_context=tls)
        if server.security is Security.STARTTLS:
            return _encrypted(MailBoxUnencrypted(server.host, server.port, timeout=server.patience), tls)
        if not _is_here(server.host):
            raise UnsafeConnection(
                f"The password would go to {server.host} in the clear, so nothing was sent.",
                so_what=_NOTHING_LOST,
                next="Use the port with encryption (993 or 143 with STARTTLS): outlast mail setup",
            )
        return MailBoxUnencrypted(server.host, server.port, timeout=server.patience)
    except ssl.SSLCertVerificationError as error:
        raise UnsafeConnection(
            f"{server.host} could not prove that it is who it should be: {error.verify_message}.",
            so_what=_NOTHING_LOST,
        ) from None
    except (ssl.SSLError, imaplib.IMAP4.error, ImapToolsError, ValueError):
        if server.security is Security.NONE:
            raise MailboxProblem(f"What answers at {server.place}, is no server for mailboxes (IMAP).") from None
        raise UnsafeConnection(f"No encryption came about with {server.place}.", so_what=_NOTHING_LOST) from None
    except TimeoutError:
        raise MailboxProblem(f"{server.place}, did not answer in {server.patience:.0f} seconds.") from None
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise MailboxProblem(f"{server.place}, cannot be reached ({reason}).") from None


def _encrypted(box: BaseMailBox, tls: ssl.SSLContext) -> BaseMailBox:
    # The library's own class for this forgets to hang up where it fails.
    try:
        box.client.starttls(tls)
    except BaseException:
        hang_up(box)
        raise
    return box


def _sign_in(box: BaseMailBox, server: ImapServer, secret: str) -> None:
    if any(ord(sign) < 32 for sign in server.user + secret):
        raise ValueError  # a line of its own for the server
    if server.sign_in is SignIn.XOAUTH2:
        box.xoauth2(server.user, secret, initial_folder=None)
    elif (server.user + secret).isascii():
        box.login(server.user, secret, initial_folder=None)
    else:
        box.login_utf8(server.user, secret, initial_folder=None)


def _is_here(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host.lower() == "localhost"
