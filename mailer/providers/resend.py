"""Resend: paid plans for any number; takes no letter twice within a day."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, ClassVar

import requests

from mailer.model import Reason
from mailer.providers._asking import Asking
from mailer.providers._base import Idempotency, Provider, Server
from mailer.providers._rows import address_of, is_older, moment_of, rows_of
from mailer.providers.dns import ProviderDns
from mailer.providers.pulled import Access, PulledSuppression
from mailer.smtp.server import Security

_AT_ONCE = 100
_MOST_PAGES = 10_000
_REASONS = {"bounce": Reason.BOUNCED, "complaint": Reason.COMPLAINED}


class Resend(Provider):
    """Resend. It hands on through Amazon SES, which puts a Message-ID of its own on a mail."""

    title = "Resend"
    servers: ClassVar = (
        Server(host="smtp.resend.com", port=465, security=Security.TLS),
        Server(host="smtp.resend.com", port=587, security=Security.STARTTLS),
        Server(host="smtp.resend.com", port=2465, security=Security.TLS),
    )
    user = "resend"
    secret_words = "An API key of Resend, with full access (it is the password)"  # noqa: S105  # a question
    rate = 2.0
    """Its limit for requests was 2 a second and is 5; whether mails by SMTP count as such is not said [?]."""
    daily = 100
    daily_of = "the free plan"
    connections = 2
    headers: ClassVar = {"Resend-Idempotency-Key": "{idempotency_key}"}
    idempotency = Idempotency(header="Resend-Idempotency-Key", window=timedelta(hours=24))
    keeps_message_id = False
    keeps_return_path = False
    api_words = "An API key of Resend with full access"
    api_is_secret = True
    suits = "any number, in a paid plan"
    demands: ClassVar = (
        "Verify your domain (SPF and DKIM records), and leave open and click tracking of the domain off.",
        "The free plan hands on 100 letters a day and 3,000 a month; paid ones have no limit by the day.",
        "It makes links for unsubscribing in its own broadcasts only: use a drop-box (outlast mail drop-box).",
    )
    dns = ProviderDns(
        include="amazonses.com",
        selectors=("resend",),
        envelope="send.{domain}",
        source="resend.com/docs: managing domains; dmarc.wiki/resend",
    )
    sources: ClassVar = (
        "https://resend.com/docs/send-with-smtp",
        "https://resend.com/docs/dashboard/emails/idempotency-keys",
        "https://resend.com/docs/knowledge-base/account-quotas-and-limits",
        "https://resend.com/docs/api-reference/suppressions/list-suppressions",
        "https://resend.com/docs/api-reference/rate-limit",
    )
    seen = "2026-11"

    def pull(
        self, session: requests.Session, access: Access, since: datetime | None = None
    ) -> Iterator[PulledSuppression]:
        """See `Provider.pull`."""
        asking = Asking(
            session, "https://api.resend.com", self.title, lambda _: {"Authorization": f"Bearer {access.secret()}"}
        )
        after = ""
        for _ in range(_MOST_PAGES):
            wanted: dict[str, Any] = {"limit": _AT_ONCE} | ({"after": after} if after else {})
            answer = asking.get("/suppressions", wanted)
            last = ""
            for row in rows_of(answer, "data"):
                address, when = address_of(row, "email"), moment_of(row.get("created_at"))
                last = str(row.get("id") or "")
                if address and not is_older(when, since):
                    reason = _REASONS.get(str(row.get("origin")), Reason.BLOCKED)
                    yield PulledSuppression(address=address, reason=reason, when=when, source="Resend’s list")
            if answer.get("has_more") is not True or last in ("", after):
                return
            after = last


PROVIDER = Resend
