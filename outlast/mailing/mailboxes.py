"""From the settings to the mailbox to which bounces and unsubscriptions come."""

import ssl
from collections.abc import Callable, Mapping

from mailer.errors import NotSetUpForMail
from mailer.mailbox.imap import ImapMailbox
from mailer.mailbox.imap_server import PATIENCE, ImapServer
from mailer.smtp.server import Security, SignIn
from outlast import secrets
from outlast.settings.mail import MailSettings

_TLS_PORT = 993


def imap_server(mail: MailSettings, *, patience: float = PATIENCE) -> ImapServer:
    """Return which server holds the mailbox, and how to talk to it. `patience`: seconds to wait for each answer.

    Raises:
        NotSetUpForMail: the settings name none, or nobody to sign in as.
    """
    lacking = [
        name for name, value in (("inbox_server", mail.inbox_server), ("inbox_user", mail.inbox_user)) if not value
    ]
    if lacking or mail.inbox_server is None or mail.inbox_user is None:
        raise NotSetUpForMail(
            f"Outlast does not know the mailbox to which bounces come: mail.{lacking[0]} is not set.",
            so_what="Nothing was read, and nothing is lost: bounces wait in the mailbox.",
            next=f"Set it: outlast config set mail.{lacking[0]} …    or read a copy: outlast mail bounces --mbox FILE",
        )
    host, _, port = mail.inbox_server.rpartition(":")
    usual = Security.TLS if int(port) == _TLS_PORT else Security.STARTTLS
    return ImapServer(
        host=host.strip("[]"),
        port=int(port),
        security=Security(mail.inbox_security) if mail.inbox_security else usual,
        user=mail.inbox_user,
        sign_in=SignIn(mail.sign_in),
        patience=patience,
    )


def imap_mailbox(
    mail: MailSettings,
    *,
    environ: Mapping[str, str],
    ask: Callable[[str], str] | None = None,
    tls: ssl.SSLContext | None = None,
    patience: float = PATIENCE,
) -> ImapMailbox:
    """Return the mailbox of the settings. It is opened, and the secret fetched, at the first look.

    `patience` is how many seconds its server may take for each answer.

    Raises:
        NotSetUpForMail: the settings do not say enough.
    """
    server, reference = imap_server(mail, patience=patience), mail.inbox_secret
    if reference is None:
        raise NotSetUpForMail(
            "Outlast does not know where the password of the mailbox lies: mail.inbox_secret is not set.",
            so_what="Nothing was read, and nothing is lost: bounces wait in the mailbox.",
            next="Say where it lies: outlast config set mail.inbox_secret …",
        )
    return ImapMailbox(
        server,
        lambda: secrets.resolve(reference, environ=environ, ask=ask).reveal(),
        folders=mail.inbox_folders,
        tls=tls,
    )
