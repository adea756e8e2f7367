"""Connections to the writer's mail server."""

import ssl
from collections.abc import Callable

from mailer.smtp.connection import SmtpConnection
from mailer.smtp.opening import open_line
from mailer.smtp.server import Patience, SmtpServer


class SmtpTransport:
    """Makes connections to one mail server. See `mailer.transport.Transport`; may be used by several threads."""

    def __init__(
        self,
        server: SmtpServer,
        secret: Callable[[], str] | None = None,
        patience: Patience | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Take where to connect to, and where to get the secret, which is asked for at each connection (tokens end)."""
        self._server, self._secret = server, secret
        self._patience = patience or Patience()
        self._tls = tls or ssl.create_default_context()

    def connect(self) -> SmtpConnection:
        """Return a new connection. See `Transport.connect`."""
        line, offers = open_line(self._server, self._secret, self._patience, self._tls)
        return SmtpConnection(line, offers, self._patience)
