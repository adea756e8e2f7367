"""Mailgun, in America or in Europe: paid plans for any number."""

import base64
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import ClassVar
from urllib.parse import quote

import requests

from mailer.model import Reason
from mailer.providers._asking import Asking
from mailer.providers._base import ManagedUnsubscribe, Provider, Server
from mailer.providers._rows import address_of, is_older, moment_of, rows_of
from mailer.providers.dns import ProviderDns
from mailer.providers.pulled import Access, Handed, PulledSuppression
from mailer.smtp.server import Security

_LISTS = (("bounces", Reason.BOUNCED), ("complaints", Reason.COMPLAINED), ("unsubscribes", Reason.UNSUBSCRIBED))
_AT_ONCE = 1_000
_MOST_PAGES = 10_000
_SOON = timedelta(hours=1)
"""By then a mail is in its log."""
_KEPT = timedelta(hours=20)
"""Its log goes back one day for free accounts, up to 30 for others: later than this, not being there proves nothing."""


class Mailgun(Provider):
    """Mailgun. Its lists are kept by sending domain."""

    title = "Mailgun"
    servers: ClassVar = (
        Server(host="smtp.mailgun.org", port=587, security=Security.STARTTLS, where="us"),
        Server(host="smtp.eu.mailgun.org", port=587, security=Security.STARTTLS, where="eu"),
    )
    user_words = "The SMTP user, like postmaster@mg.example.org"
    secret_words = "The SMTP password of that user (not the API key)"  # noqa: S105  # a question
    rate = 10.0
    """[?] None is published."""
    daily = 100
    daily_of = "the free plan"
    connections = 5
    headers: ClassVar = {"X-Mailgun-Track-Opens": "no", "X-Mailgun-Track-Clicks": "no"}
    """Not `X-Mailgun-Track: no`, which may switch off its links for unsubscribing too [?]."""
    unsubscribe = ManagedUnsubscribe(url="%unsubscribe_url%")
    keeps_return_path = False
    api_words = "A Mailgun API key"
    suits = "any number, in a paid plan"
    demands: ClassVar = (
        (
            "Verify your sending domain (SPF, DKIM), and switch on “Unsubscribes” in its tracking settings: then "
            "Mailgun adds the header for one click. Empty the footer’s texts there; the letter has its own."
        ),
        (
            "The free plan hands on 100 letters a day, and a new account so many an hour until its support has looked "
            "at it. Write to them before you need it."
        ),
    )
    dns = ProviderDns(
        include="mailgun.org",
        envelope="{domain}",
        source="documentation.mailgun.com: domain verification",
    )
    sources: ClassVar = (
        "https://documentation.mailgun.com/docs/mailgun/user-manual/sending-messages/pass-sending-options",
        "https://documentation.mailgun.com/docs/mailgun/user-manual/tracking-messages",
        "https://documentation.mailgun.com/en/latest/api-suppressions.html",
        "https://documentation.mailgun.com/docs/mailgun/api-reference/send/mailgun/events/get-v3-domain_name-events",
        "https://documentation.mailgun.com/docs/mailgun/user-manual/events/",
        "https://help.mailgun.com/hc/en-us/articles/203306610-Unsubscribe-Handling-Links",
        "https://help.mailgun.com/hc/en-us/articles/115001124753-Account-Sending-Limitation",
    )
    seen = "2026-11"

    def pull(
        self, session: requests.Session, access: Access, since: datetime | None = None
    ) -> Iterator[PulledSuppression]:
        """See `Provider.pull`. Its lists are sorted by address, so each is read to its end."""
        asking = self._asking(session, access)
        for name, reason in _LISTS:
            path = f"/{name}?limit={_AT_ONCE}"
            for _ in range(_MOST_PAGES):
                answer = asking.get(path)
                rows = list(rows_of(answer, "items"))
                for row in rows:
                    address, when = address_of(row, "address"), moment_of(row.get("created_at"))
                    if address and not is_older(when, since) and _concerns_letters(row):
                        yield PulledSuppression(address=address, reason=reason, when=when, source=f"Mailgun’s {name}")
                paging = answer.get("paging")
                following = paging.get("next") if isinstance(paging, dict) else None
                if not rows or not isinstance(following, str) or asking.next_path(following) == path:
                    break
                path = asking.next_path(following)

    def took(self, session: requests.Session, access: Access, mail: Handed, now: datetime) -> bool | None:
        """See `Provider.took`. Mailgun calls its log of events deprecated, and answers from it."""
        answer = self._asking(session, access).get("/events", {"message-id": mail.message_id, "limit": 1})
        if next(rows_of(answer, "items"), None):
            return True
        return False if _SOON < now - mail.at < _KEPT and "items" in answer else None

    def _asking(self, session: requests.Session, access: Access) -> Asking:
        host = "api.eu.mailgun.net" if ".eu." in access.server else "api.mailgun.net"
        domain = access.user.rpartition("@")[2] or access.sender_domain

        def sign(_: requests.PreparedRequest) -> dict[str, str]:
            return {"Authorization": "Basic " + base64.b64encode(f"api:{access.secret()}".encode()).decode()}

        return Asking(session, f"https://{host}/v3/{quote(domain, safe='')}", self.title, sign)


def _concerns_letters(row: dict[str, object]) -> bool:
    """Tell whether a row is about all mail of the domain, and not only about mails with a tag; letters have none."""
    tags = row.get("tags", row.get("tag", "*"))
    return not tags or "*" in tags if isinstance(tags, list | str) else True


PROVIDER = Mailgun
