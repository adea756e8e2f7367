"""Amazon SES: cheap, for any number, once Amazon lets you out of its sandbox."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, ClassVar

import msgspec
import requests

from mailer.model import Reason
from mailer.providers._amazon import asking_amazon, pages
from mailer.providers._asking import Asking
from mailer.providers._base import ManagedUnsubscribe, Provider, Server
from mailer.providers._rows import address_of, is_older, moment_of, rows_of
from mailer.providers.dns import ProviderDns
from mailer.providers.pulled import Access, Allowance, PulledSuppression
from mailer.smtp.server import Security

_REGIONS = (
    "us-east-1",
    "us-east-2",
    "us-west-2",
    "ca-central-1",
    "eu-central-1",
    "eu-west-1",
    "eu-west-2",
    "eu-west-3",
    "eu-north-1",
    "eu-south-1",
    "ap-south-1",
    "ap-southeast-1",
    "ap-southeast-2",
    "ap-northeast-1",
    "ap-northeast-2",
    "sa-east-1",
)
_LIST, _TOPIC = "outlast", "letters"
"""Amazon allows one contact list for each account; its name has to be known when a letter goes out. It is said to put
recipients on the list by itself [?]."""
_AT_ONCE = 100
_SUMMARIES = "SuppressedDestinationSummaries"
_SUPPRESSED = "/v2/email/suppression/addresses"
_REASONS = {"BOUNCE": Reason.BOUNCED, "COMPLAINT": Reason.COMPLAINED}


class AmazonSes(Provider):
    """Amazon SES. It puts Message-ID and Date of its own on a mail, and sends bounces to the envelope’s address."""

    title = "Amazon SES"
    servers: ClassVar = tuple(
        Server(host=f"email-smtp.{region}.amazonaws.com", port=465, security=Security.TLS, where=region)
        for region in _REGIONS
    )
    user_words = "The SMTP user name that SES made (not your AWS name)"
    secret_words = "The SMTP password that SES made with it"  # noqa: S105  # a question
    rate = 1.0
    daily = 200
    daily_of = "an account in the sandbox; with a key of the web interface Outlast asks what yours may send"
    connections = 5
    unsubscribe = ManagedUnsubscribe(
        url="{{amazonSESUnsubscribeUrl}}",
        headers={"X-SES-LIST-MANAGEMENT-OPTIONS": f"{_LIST}; topic={_TOPIC}"},
    )
    keeps_message_id = False
    api_words = "An access key for AWS, as KEY-ID:SECRET-KEY"
    suits = "any number, once it is out of the sandbox"
    demands: ClassVar = (
        (
            "Ask for production access in the SES console, in your region, well before you need it: until then it "
            "sends 200 letters a day, and to verified addresses only."
        ),
        "Verify your domain there with Easy DKIM, and set a custom MAIL FROM domain, so that SPF is aligned too.",
        (
            f"For unsubscribing by Amazon make a contact list called “{_LIST}” with a topic called “{_TOPIC}” whose "
            "default is opt-in; Amazon allows one list for each account. Then send a test letter and use its link."
        ),
        "The access key needs ses:GetAccount, ses:ListSuppressedDestinations, ses:ListContactLists, ses:ListContacts.",
    )
    dns = ProviderDns(
        envelope="amazonses.com",
        bounces_at="bounce@simulator.amazonses.com",
        source="docs.aws.amazon.com/ses: custom MAIL FROM domain, mailbox simulator",
    )
    sources: ClassVar = (
        "https://docs.aws.amazon.com/ses/latest/dg/quotas.html",
        "https://docs.aws.amazon.com/ses/latest/dg/sending-email-subscription-management.html",
        "https://docs.aws.amazon.com/ses/latest/dg/header-fields.html",
        "https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListSuppressedDestinations.html",
        "https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_ListContacts.html",
        "https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_GetAccount.html",
    )
    seen = "2026-11"

    def __init__(self, clock: Callable[[], datetime] = lambda: datetime.now(UTC)) -> None:
        """Take what tells the time, for signatures."""
        self._clock = clock

    def pull(
        self, session: requests.Session, access: Access, since: datetime | None = None
    ) -> Iterator[PulledSuppression]:
        """See `Provider.pull`: the account’s suppression list, and who unsubscribed on the contact list.

        Older entries are left out here: in what form its pages want a day is not clear [?].
        """
        asking = asking_amazon(session, access, self.title, self._clock)
        for row in pages(lambda more: asking.get(_SUPPRESSED, {"PageSize": _AT_ONCE} | more), _SUMMARIES):
            address, when = address_of(row, "EmailAddress"), moment_of(row.get("LastUpdateTime"))
            if address and not is_older(when, since):
                reason = _REASONS.get(str(row.get("Reason")), Reason.BLOCKED)
                yield PulledSuppression(address=address, reason=reason, when=when, source="Amazon’s suppression list")
        lists = rows_of(asking.get("/v2/email/contact-lists"), "ContactLists")
        if any(row.get("ContactListName") == _LIST for row in lists):
            yield from self._unsubscribed(asking, since)

    def allowance(self, session: requests.Session, access: Access) -> Allowance:
        """See `Provider.allowance`."""
        account = asking_amazon(session, access, self.title, self._clock).get("/v2/email/account")
        quota = account.get("SendQuota")
        numbers = {name: value for name, value in quota.items() if _is_number(value)} if isinstance(quota, dict) else {}
        daily = numbers.get("Max24HourSend", 0)
        return Allowance(
            rate=numbers.get("MaxSendRate") or None,
            daily=int(daily) if daily > 0 else None,
            sent=int(numbers["SentLast24Hours"]) if "SentLast24Hours" in numbers else None,
            trouble=_trouble(account),
        )

    def _unsubscribed(self, asking: Asking, since: datetime | None) -> Iterator[PulledSuppression]:
        def ask(more: dict[str, str]) -> dict[str, Any]:
            body = {"Filter": {"FilteredStatus": "OPT_OUT"}, "PageSize": _AT_ONCE} | more
            return asking.send("POST", f"/v2/email/contact-lists/{_LIST}/contacts/list", body=msgspec.json.encode(body))

        for row in pages(ask, "Contacts"):
            address, when = address_of(row, "EmailAddress"), moment_of(row.get("LastUpdatedTimestamp"))
            if address and not is_older(when, since) and _wants_no_letters(row):
                yield PulledSuppression(
                    address=address, reason=Reason.UNSUBSCRIBED, when=when, source="Amazon’s contact list"
                )


def _trouble(account: dict[str, Any]) -> str:
    if account.get("SendingEnabled") is False or account.get("EnforcementStatus") == "SHUTDOWN":
        return "Amazon has stopped this account from sending; its console says why."
    if account.get("ProductionAccessEnabled") is False:
        return (
            "Amazon still keeps this account in its sandbox: it sends to addresses that you have verified only, "
            "200 letters a day. Ask for production access in the SES console."
        )
    if account.get("EnforcementStatus") == "PROBATION":
        return "Amazon is reviewing this account; its console says why."
    return ""


def _wants_no_letters(row: dict[str, Any]) -> bool:
    """Tell whether it is our letters that a contact does not want, and not only another topic of the list."""
    topics = rows_of(row, "TopicPreferences")
    out = any(one.get("TopicName") == _TOPIC and one.get("SubscriptionStatus") == "OPT_OUT" for one in topics)
    return row.get("UnsubscribeAll") is True or out


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


PROVIDER = AmazonSes
