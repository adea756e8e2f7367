"""Postmark: approves accounts by hand, then any number; handles unsubscribing."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar

import requests

from mailer.model import Reason
from mailer.providers._asking import Asking
from mailer.providers._base import ManagedUnsubscribe, Provider, Server
from mailer.providers._rows import address_of, is_older, moment_of, rows_of
from mailer.providers.dns import ProviderDns
from mailer.providers.pulled import Access, Handed, PulledSuppression
from mailer.smtp.server import Security

_STREAM = "broadcast"
"""The name that each Postmark server’s first broadcast stream has."""
_SOON = timedelta(hours=1)
"""By then a mail is in its log."""
_KEPT = timedelta(days=6)
"""Its log goes back 45 days, and 7 where the account says so: later than this, not being there proves nothing."""


class Postmark(Provider):
    """Postmark’s broadcast stream, which is for letters to many.

    It takes its API token as name and password too, but a name stands in the settings, and the token is a secret.
    """

    title = "Postmark"
    servers: ClassVar = (
        Server(host="smtp-broadcasts.postmarkapp.com", port=587, security=Security.STARTTLS),
        Server(host="smtp-broadcasts.postmarkapp.com", port=2525, security=Security.STARTTLS),
    )
    user_words = "The Access Key of an SMTP token of your broadcast stream"
    secret_words = "The Secret Key of that SMTP token"  # noqa: S105  # a question
    rate = 10.0
    """[?] None is published."""
    daily = None
    connections = 5
    headers: ClassVar = {
        "X-PM-Message-Stream": _STREAM,
        "X-PM-TrackOpens": "false",
        "X-PM-TrackLinks": "None",
        "X-PM-KeepID": "true",
        "X-PM-Metadata-outlast": "{idempotency_key}",
    }
    """The last is taken out before the mail goes on, and its log can be searched for it."""
    unsubscribe = ManagedUnsubscribe(url="{{{ pm:unsubscribe }}}")
    keeps_return_path = False
    api_words = "The server’s API token"
    suits = "any number, once the account is approved"
    demands: ClassVar = (
        (
            "Ask for approval in your account, well before you need it: people read each application, on weekdays "
            "within 24 hours. Until then it sends to your own domains only."
        ),
        "Add a broadcast stream named “broadcast” to the server, and verify your domain (DKIM and Return-Path).",
        "Leave “Open tracking” and “Link tracking” of the server off: a letter cannot switch them off again.",
    )
    dns = ProviderDns(
        envelope="pm.mtasv.net",
        source="postmarkapp.com/blog/introducing-full-dmarc-support-with-custom",
    )
    sources: ClassVar = (
        "https://postmarkapp.com/support/article/811-what-are-the-smtp-details-credentials-i-should-be-using",
        "https://postmarkapp.com/support/article/1084-how-does-the-account-approval-process-work",
        "https://postmarkapp.com/support/article/1208-how-to-add-an-unsubscribe-link",
        "https://postmarkapp.com/developer/api/suppressions-api",
        "https://postmarkapp.com/support/article/1125-custom-metadata-faq",
        "https://postmarkapp.com/support/article/1289-how-does-the-retention-add-on-work",
    )
    seen = "2026-11"

    def pull(
        self, session: requests.Session, access: Access, since: datetime | None = None
    ) -> Iterator[PulledSuppression]:
        """See `Provider.pull`. The whole list comes in one answer."""
        # Its days are those of New York: the day before is asked for, and what is older is left out here.
        day = {"fromdate": f"{since - timedelta(days=1):%Y-%m-%d}"} if since else None
        answer = self._asking(session, access).get(f"/message-streams/{_STREAM}/suppressions/dump", day)
        for row in rows_of(answer, "Suppressions"):
            address, when = address_of(row, "EmailAddress"), moment_of(row.get("CreatedAt"))
            if address and not is_older(when, since):
                yield PulledSuppression(address=address, reason=_reason(row), when=when, source="Postmark’s list")

    def took(self, session: requests.Session, access: Access, mail: Handed, now: datetime) -> bool | None:
        """See `Provider.took`."""
        looked_for = {"count": 1, "offset": 0, "messagestream": _STREAM, "metadata_outlast": mail.key}
        answer = self._asking(session, access).get("/messages/outbound", looked_for)
        if answer.get("Messages") or answer.get("TotalCount"):
            return True
        return False if _SOON < now - mail.at < _KEPT and "Messages" in answer else None

    def _asking(self, session: requests.Session, access: Access) -> Asking:
        return Asking(
            session,
            "https://api.postmarkapp.com",
            self.title,
            lambda _: {"X-Postmark-Server-Token": access.secret()},
        )


def _reason(row: dict[str, object]) -> Reason:
    match row.get("SuppressionReason"), row.get("Origin"):
        case "HardBounce", _:
            return Reason.BOUNCED
        case "SpamComplaint", _:
            return Reason.COMPLAINED
        case "ManualSuppression", "Recipient":
            return Reason.UNSUBSCRIBED
    return Reason.BLOCKED


PROVIDER = Postmark
