"""Whether the mail server, the mailbox and the provider's web interface take what the settings say."""

import itertools
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

import requests

from backup.errors import OutlastError
from mailer.errors import MailboxProblem, MailServerAway, UnsafeConnection
from mailer.mailbox.imap_server import hang_up, open_imap
from mailer.providers.pulled import Allowance
from mailer.smtp.server import Patience, Security, SmtpServer
from mailer.smtp.transport import SmtpTransport
from outlast import secrets
from outlast.mailing.connecting import smtp_server, transport_of
from outlast.mailing.mailboxes import imap_server
from outlast.mailing.providers import access_of, provider_of
from outlast.settings.mail import MailSettings

_SOMEBODY_WAITS = Patience(connect=20, greeting=15, hello=30, tls=15, sign_in=60)
_ONE_LOOK = Patience(connect=5, greeting=5, hello=5, tls=5)
"""For a second try in another way, after the first has shown that something is wrong."""
_OTHER_WAY = {Security.TLS: Security.STARTTLS, Security.STARTTLS: Security.TLS}
_WHERE = (
    "See that the server’s name and its port are right ({ports}). If they are, try again later or from another"
    " network: some keep these ports shut."
)
_PORTS = {"sending": "465 or 587 at nearly all providers", "mailbox": "993 at nearly all providers"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached:
    """What came of one try."""

    what: str
    """`sending`, `mailbox` or `interface`."""
    works: bool
    sentence: str
    advice: str = ""
    """What to do where it does not work."""
    allowance: Allowance | None = None
    """What the provider says that the account may send."""


class Reaching:
    """Tries what the settings name, one after the other. Nothing is sent, and nothing is changed anywhere."""

    def __init__(
        self,
        mail: MailSettings,
        *,
        environ: Mapping[str, str],
        ask: Callable[[str], str] | None = None,
        session: Callable[[], requests.Session],
        tls: ssl.SSLContext | None = None,
    ) -> None:
        """Take the settings, and what fetches secrets and opens a session on the web."""
        self._mail, self._environ, self._ask = mail, environ, ask
        self._session, self._tls = session, tls

    def all(self) -> Iterator[Reached]:
        """Yield what came of each try; what the settings do not name is not tried."""
        yield self._tried("sending", self._send)
        if self._mail.inbox_server:
            yield self._tried("mailbox", self._look)
        if self._mail.api_secret and provider_of(self._mail).api_words:
            yield self._tried("interface", self._inquire)

    def _tried(self, what: str, attempt: Callable[[], Reached]) -> Reached:
        try:
            return attempt()
        except (MailServerAway, MailboxProblem) as error:
            # The class's own advice is for the days after this one, when it has worked before: to come again.
            advice = _where(what) if error.advice == type(error).next else error.advice
            return Reached(what=what, works=False, sentence=error.what, advice=advice)
        except OutlastError as error:
            return Reached(what=what, works=False, sentence=error.what, advice=error.advice)

    def _send(self) -> Reached:
        server = smtp_server(self._mail)
        transport = transport_of(
            self._mail, environ=self._environ, ask=self._ask, patience=_SOMEBODY_WAITS, tls=self._tls
        )
        try:
            transport.connect().close()
        except (MailServerAway, UnsafeConnection) as error:
            if not self._answers_otherwise(server):
                raise
            other = _OTHER_WAY[server.security].value
            advice = f"It answers there with “{other}”: outlast config set mail.security {other}"
            return Reached(what="sending", works=False, sentence=error.what, advice=advice)
        known = f"knows {server.user}" if server.user and self._mail.secret else "wants no name"
        return Reached(what="sending", works=True, sentence=f"{server.host} takes letters from here and {known}.")

    def _answers_otherwise(self, server: SmtpServer) -> bool:
        """Tell whether the server answers where the line is sealed in the other way. No name or secret is given."""
        if server.security not in _OTHER_WAY:
            return False
        nobody = replace(server, security=_OTHER_WAY[server.security], user="")
        try:
            SmtpTransport(nobody, None, _ONE_LOOK, self._tls).connect().close()
        except OutlastError:
            return False
        return True

    def _look(self) -> Reached:
        server, reference = imap_server(self._mail), self._mail.inbox_secret

        def secret() -> str:
            return secrets.resolve(reference or "", environ=self._environ, ask=self._ask).reveal()

        box = open_imap(server, secret, self._tls or ssl.create_default_context())
        hang_up(box)
        return Reached(what="mailbox", works=True, sentence=f"The mailbox at {server.host} can be read.")

    def _inquire(self) -> Reached:
        provider = provider_of(self._mail)
        access = access_of(self._mail, environ=self._environ, ask=self._ask)
        assert access is not None  # noqa: S101  # there is a key, or this is not tried
        with self._session() as session:
            allowance = provider.allowance(session, access)
            if allowance is None:
                # One row is enough to know that the key opens the lists.
                list(itertools.islice(provider.pull(session, access), 1))
        if allowance and allowance.trouble:
            return Reached(what="interface", works=False, sentence=allowance.trouble, allowance=allowance)
        return Reached(
            what="interface",
            works=True,
            sentence=f"{provider.title} lets Outlast see who gets no more letters.{_left(allowance)}",
            allowance=allowance,
        )


def _left(allowance: Allowance | None) -> str:
    """Return how much of the account's quota is left, where the provider tells: other programs may send by it too."""
    if allowance is None or allowance.left is None:
        return ""
    return f" Of {allowance.daily:,} letters in 24 hours it would take {allowance.left:,} now."


def _where(what: str) -> str:
    return _WHERE.format(ports=_PORTS.get(what, "as your provider says"))
