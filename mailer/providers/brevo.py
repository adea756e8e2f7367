"""Brevo, once Sendinblue: 300 letters a day for nothing, paid plans for more."""

from collections.abc import Iterator
from datetime import datetime
from typing import ClassVar

import requests

from mailer.model import Reason
from mailer.providers._asking import Asking
from mailer.providers._base import Provider, Server
from mailer.providers._rows import address_of, is_older, moment_of, rows_of
from mailer.providers.dns import ProviderDns
from mailer.providers.pulled import Access, PulledSuppression
from mailer.smtp.server import Security

_AT_ONCE = 100
_MOST_PAGES = 10_000
_REASONS = {
    "hardbounce": Reason.BOUNCED,
    "contactflaggedasspam": Reason.COMPLAINED,
    "unsubscribedviama": Reason.UNSUBSCRIBED,
    "unsubscribedviaemail": Reason.UNSUBSCRIBED,
    "unsubscribedviaapi": Reason.UNSUBSCRIBED,
}


class Brevo(Provider):
    """Brevo. Its `idempotencyKey` (30 minutes) is for its web interface; that it works by SMTP is said nowhere [?]."""

    title = "Brevo"
    servers: ClassVar = (
        Server(host="smtp-relay.brevo.com", port=465, security=Security.TLS),
        Server(host="smtp-relay.brevo.com", port=587, security=Security.STARTTLS),
    )
    user_words = "The SMTP login that Brevo shows under SMTP & API"
    secret_words = "The SMTP key that Brevo shows there (not an API key)"  # noqa: S105  # a question
    rate = 5.0
    """[?] None is published for SMTP."""
    daily = 300
    daily_of = "the free plan"
    connections = 2
    keeps_message_id = False
    """[?] Its mails have been seen with an ID of @smtp-relay.sendinblue.com (django-anymail’s tests)."""
    keeps_return_path = False
    api_words = "An API key of Brevo"
    # No header is known that switches its tracking off for one mail [?].
    suits = "any number, in a paid plan"
    demands: ClassVar = (
        "Authenticate your domain (DKIM and DMARC); without that your letters come from @brevosend.com.",
        "Look in its settings for the tracking of opens and clicks in transactional mail, and switch it off.",
        "The free plan hands on 300 letters a day. New accounts are looked at before they may write to many.",
    )
    dns = ProviderDns(
        selectors=("brevo1", "brevo2", "mail"),
        envelope="sender-sib.com",
        source="help.brevo.com: authenticate your domain",
    )
    sources: ClassVar = (
        "https://developers.brevo.com/docs/smtp-integration",
        "https://developers.brevo.com/reference/get-transac-blocked-contacts.md",
        "https://developers.brevo.com/docs/heterogenous-versions-batch-emails",
        "https://www.captaindns.com/en/blog/brevo-transactional-email-technical-guide",
    )
    seen = "2026-11"

    def pull(
        self, session: requests.Session, access: Access, since: datetime | None = None
    ) -> Iterator[PulledSuppression]:
        """See `Provider.pull`."""
        asking = Asking(session, "https://api.brevo.com/v3", self.title, lambda _: {"api-key": access.secret()})
        for page in range(_MOST_PAGES):
            answer = asking.get("/smtp/blockedContacts", {"limit": _AT_ONCE, "offset": page * _AT_ONCE})
            rows = list(rows_of(answer, "contacts"))
            for row in rows:
                address, when = address_of(row, "email"), moment_of(row.get("blockedAt"))
                if address and not is_older(when, since):
                    yield PulledSuppression(address=address, reason=_reason(row), when=when, source="Brevo’s list")
            if len(rows) < _AT_ONCE:
                return


def _reason(row: dict[str, object]) -> Reason:
    """Return why; its pages show the code in an object, and with a capital letter in the example."""
    reason = row.get("reason")
    code = reason.get("code") if isinstance(reason, dict) else reason
    return _REASONS.get(str(code).lower(), Reason.BLOCKED)


PROVIDER = Brevo
