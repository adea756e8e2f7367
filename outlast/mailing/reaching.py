"""Whether the mail server, the mailbox and the provider's web interface take what the settings say."""

import itertools
import ssl
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

import requests

from backup.errors import OutlastError
from mailer.mailbox.imap_server import hang_up, open_imap
from mailer.providers.pulled import Allowance
from mailer.smtp.server import Patience
from outlast import secrets
from outlast.mailing.connecting import smtp_server, transport_of
from outlast.mailing.mailboxes import imap_server
from outlast.mailing.providers import access_of, provider_of
from outlast.settings.mail import MailSettings

_SOMEBODY_WAITS = Patience(connect=20, greeting=30, hello=30, tls=30, sign_in=60)


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
        except OutlastError as error:
            return Reached(what=what, works=False, sentence=error.what, advice=error.advice)

    def _send(self) -> Reached:
        server = smtp_server(self._mail)
        transport = transport_of(
            self._mail, environ=self._environ, ask=self._ask, patience=_SOMEBODY_WAITS, tls=self._tls
        )
        transport.connect().close()
        known = f"knows {server.user}" if server.user and self._mail.secret else "wants no name"
        return Reached(what="sending", works=True, sentence=f"{server.host} takes letters from here and {known}.")

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
