"""From nothing to a line that is encrypted and signed in: connect, greeting, EHLO, STARTTLS, AUTH.

smtplib is not used: it reads on beyond a reply (the rest would be lost to whoever takes the socket over), takes replies
without end, and has one limit of time for each piece that arrives in the place of one for each stage.
"""

import socket
import ssl
from collections.abc import Callable

from mailer.errors import MailServerAway, MailServerRefused, UnsafeConnection
from mailer.replies.words import without_addresses
from mailer.smtp.envelope import Offers, offers_of
from mailer.smtp.line import Line, LineEnded
from mailer.smtp.reply import Reply
from mailer.smtp.server import Patience, Security, SmtpServer
from mailer.smtp.signing_in import sign_in


def open_line(
    server: SmtpServer, secret: Callable[[], str] | None, patience: Patience, tls: ssl.SSLContext
) -> tuple[Line, Offers]:
    """Return a line on which the server waits for mails, and what it offers. `secret` is asked for late.

    Raises:
        MailServerAway, MailServerRefused, UnsafeConnection: see `Transport.connect`. None of them holds a secret.
    """
    line = _connected(server, patience.connect)
    try:
        offers = _greeted(line, server, patience, tls)
        if server.user and secret is not None:
            _may_hear_secrets(line, server)
            sign_in(line, server, secret(), offers.mechanisms, patience.sign_in)
    except LineEnded as ended:
        line.close()
        if ended.reply is not None:
            raise MailServerAway(f"{server.host} asks to come later: {without_addresses(ended.reply.words)}") from None
        raise MailServerAway(f"{server.host} broke off before it was ready. {ended.text}") from None
    except BaseException:
        line.close()
        raise
    return line, offers


def _connected(server: SmtpServer, patience: float) -> Line:
    where = f"{server.host}, port {server.port},"
    try:
        return Line(socket.create_connection((server.host, server.port), timeout=patience))
    except TimeoutError:
        raise MailServerAway(f"{where} did not answer in {patience:.0f} seconds.") from None
    except (OSError, UnicodeError) as error:
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise MailServerAway(f"{where} cannot be reached ({reason}).") from None


def _greeted(line: Line, server: SmtpServer, patience: Patience, tls: ssl.SSLContext) -> Offers:
    if server.security is Security.TLS:
        _encrypt(line, server, patience, tls)
    _good(line.reply(patience.greeting), server, "does not want to talk to this computer")
    offers = _hello(line, server, patience)
    if server.security is Security.STARTTLS:
        if not offers.start_tls:
            raise UnsafeConnection(f"{server.host}, port {server.port}, offers no encryption, so nothing was sent.")
        line.write(b"STARTTLS\r\n", patience.tls)
        reply = line.reply(patience.tls)
        if reply.code >= 500:
            raise UnsafeConnection(
                f"{server.host} offers encryption and then refuses it: {without_addresses(reply.words)}"
            )
        _good(reply, server, "does not encrypt")
        if line.pending:
            # Commands slipped in here would be taken as said under encryption (CVE-2011-0411).
            raise UnsafeConnection(f"Somebody on the way to {server.host} interferes with the encryption.")
        _encrypt(line, server, patience, tls)
        offers = _hello(line, server, patience)
    return offers


def _hello(line: Line, server: SmtpServer, patience: Patience) -> Offers:
    name = server.helo or line.own_address
    line.write(f"EHLO {name}\r\n".encode(), patience.hello)
    return offers_of(_good(line.reply(patience.hello), server, f"does not take “{name}” as this computer’s name"))


def _encrypt(line: Line, server: SmtpServer, patience: Patience, tls: ssl.SSLContext) -> None:
    try:
        line.encrypt(tls, server.host, patience.tls)
    except ssl.SSLCertVerificationError as error:
        raise UnsafeConnection(
            f"{server.host} could not prove that it is who it should be: {error.verify_message}. Nothing was sent."
        ) from None
    except ssl.SSLError as error:
        reason = (error.reason or "").replace("_", " ").lower() or "no reason given"
        raise UnsafeConnection(
            f"No encryption came about with {server.host}, port {server.port} ({reason}). Nothing was sent."
        ) from None
    except OSError as error:
        reason = error.strerror or "no answer in time"
        raise MailServerAway(f"{server.host} broke off while the encryption was agreed on ({reason}).") from None


def _may_hear_secrets(line: Line, server: SmtpServer) -> None:
    if not (line.encrypted or line.stays_here):
        raise UnsafeConnection(
            f"The password would go to {server.host} in the clear, so nothing was sent.",
            next="Use the port with encryption (465 or 587): outlast mail setup",
        )


def _good(reply: Reply, server: SmtpServer, what: str) -> Reply:
    if reply.code < 400:
        return reply
    if reply.code < 500:
        raise MailServerAway(f"{server.host} asks to come later: {without_addresses(reply.words)}")
    raise MailServerRefused(f"{server.host} {what}: {without_addresses(reply.words)}")
