"""From the settings to the mail server that takes the letters."""

import ssl
from collections.abc import Callable, Mapping

from mailer.smtp.server import Patience, Security, SignIn, SmtpServer
from mailer.smtp.transport import SmtpTransport
from outlast import secrets
from outlast.mailing.sender import must_be_set
from outlast.settings.mail import MailSettings

_TLS_PORT = 465


def smtp_server(mail: MailSettings) -> SmtpServer:
    """Return which mail server it is and how to talk to it.

    Raises:
        NotSetUpForMail: the settings name none.
    """
    must_be_set(mail, ["mail.server"])
    host, _, port = (mail.server or "").rpartition(":")
    usual = Security.TLS if int(port) == _TLS_PORT else Security.STARTTLS
    return SmtpServer(
        host=host.strip("[]"),
        port=int(port),
        security=Security(mail.security) if mail.security else usual,
        user=mail.user or "",
        sign_in=SignIn(mail.sign_in),
        helo=mail.helo or "",
    )


def transport_of(
    mail: MailSettings,
    *,
    environ: Mapping[str, str],
    ask: Callable[[str], str] | None = None,
    patience: Patience | None = None,
    tls: ssl.SSLContext | None = None,
) -> SmtpTransport:
    """Return what connects to the mail server. The secret is fetched at each connection, not before.

    Raises:
        NotSetUpForMail: the settings name no server.
    """
    reference = mail.secret
    secret = None
    if reference is not None:
        secret = lambda: secrets.resolve(reference, environ=environ, ask=ask).reveal()  # noqa: E731
    return SmtpTransport(smtp_server(mail), secret, patience, tls)
