"""The contract of a mail provider.

Status and events are in the words of Anymail (django-anymail, BSD-3), as in `mailer.model`. What is fixed are class
attributes, asked of the class and never of its name; what needs the provider's web interface are methods, with defaults
that know nothing.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from types import MappingProxyType
from typing import ClassVar

import requests

from mailer.model import Destination
from mailer.pace.limits import SLOWLY, Limits, WarmUp
from mailer.providers.dns import ProviderDns
from mailer.providers.pulled import Access, Allowance, Handed, PulledSuppression
from mailer.smtp.server import Security, SignIn

NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server of a provider."""

    host: str
    port: int
    security: Security
    where: str = ""
    """What the region is called there, where there are several."""

    @property
    def place(self) -> str:
        """Return it as the settings have it: HOST:PORT."""
        return f"{self.host}:{self.port}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Idempotency:
    """That a mail which is handed over again with the same key is taken once."""

    header: str
    """Holds the key; it is among the provider's `headers`, with `{idempotency_key}`."""
    window: timedelta
    """How long the provider remembers a key."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ManagedUnsubscribe:
    """That the provider itself makes the links for unsubscribing, and keeps the list of who used them."""

    url: str
    """What stands for the link in the letter's words; the provider puts each recipient's own in its place."""
    headers: Mapping[str, str] = field(default_factory=dict)
    """What switches it on."""
    writes_header: bool = True
    """Whether the provider writes `List-Unsubscribe` and `List-Unsubscribe-Post` itself (RFC 8058)."""


class Provider:
    """Who hands the writer's letters on to the subscribers' servers."""

    title: ClassVar[str]
    """As it calls itself."""
    servers: ClassVar[tuple[Server, ...]] = ()
    """For sending; the usual one first. Empty: the writer names it."""
    user: ClassVar[str] = ""
    """The name to sign in with, where it is the same for everybody."""
    user_is_sender: ClassVar[bool] = False
    """Whether that name is the address that letters come from."""
    user_words: ClassVar[str] = "The name you sign in there with"
    secret_words: ClassVar[str] = "The password there"  # noqa: S105  # the question, not an answer
    sign_ins: ClassVar[tuple[SignIn, ...]] = (SignIn.PASSWORD,)

    rate: ClassVar[float | None] = None
    """Mails a second that its smallest plan allows, or that Outlast keeps to where nothing is published."""
    daily: ClassVar[int | None] = None
    """Mails in 24 hours in its smallest plan."""
    daily_of: ClassVar[str] = ""
    """What the two are true of ("the free plan"), where other accounts may send more."""
    connections: ClassVar[int] = 2
    recipients: ClassVar[int] = 1
    """How many one mail may have. Outlast writes to each by itself and needs one."""

    headers: ClassVar[Mapping[str, str]] = NOTHING
    """What every letter gets: above all, that opens and clicks are not followed. May hold `{idempotency_key}`."""
    idempotency: ClassVar[Idempotency | None] = None
    unsubscribe: ClassVar[ManagedUnsubscribe | None] = None
    keeps_message_id: ClassVar[bool] = True
    """Whether the subscriber gets our Message-ID. Without it, looking for it proves nothing."""
    keeps_return_path: ClassVar[bool] = True
    """Whether bounces come back to the address that we give, with its token (VERP), and not to the provider."""

    inbox: ClassVar[Server | None] = None
    """Where the mailbox of the same account is read (IMAP)."""
    plus: ClassVar[bool] = False
    """Whether that mailbox takes `name+anything@…`."""
    sent_folder: ClassVar[str] = ""
    """Where it keeps what was sent."""

    api_words: ClassVar[str] = ""
    """What the key of its web interface is called; empty: Outlast asks it nothing."""
    api_is_secret: ClassVar[bool] = False
    """Whether that key may be the password for sending, too."""
    suits: ClassVar[str] = ""
    """For how many subscribers it is good, in a few words."""
    demands: ClassVar[tuple[str, ...]] = ()
    """What it wants before it sends to everybody, in sentences for the writer."""
    dns: ClassVar[ProviderDns] = ProviderDns()
    sources: ClassVar[tuple[str, ...]] = ()
    """The pages that all of this is from."""
    seen: ClassVar[str] = ""
    """The month in which they were read: `2026-11`."""

    def limits(
        self,
        *,
        rate: float | None = None,
        daily: int | None = None,
        connections: int | None = None,
        warm_up: bool = True,
    ) -> Limits:
        """Return what to keep to; what the writer says goes before what the provider's smallest plan allows."""
        plan: Mapping[Destination, WarmUp] = SLOWLY if warm_up else {}
        return Limits(
            rate=self.rate if rate is None else rate,
            daily=self.daily if daily is None else daily,
            connections=connections or self.connections,
            warm_up=plan,
        )

    def pull(
        self,
        session: requests.Session,  # noqa: ARG002  # a provider without such lists needs none of these
        access: Access,  # noqa: ARG002
        since: datetime | None = None,  # noqa: ARG002
    ) -> Iterator[PulledSuppression]:
        """Yield who is on the provider's own lists, as far as they were put there after `since`; older ones may come.

        Raises:
            ProviderProblem: it does not answer as it should. What came before is good.
        """
        return iter(())

    def took(self, session: requests.Session, access: Access, mail: Handed, now: datetime) -> bool | None:  # noqa: ARG002
        """Tell whether the provider has taken a mail; `None` where it cannot be told.

        `False` only when its log would have it by now, in each of its plans, and has not.

        Raises:
            ProviderProblem: it does not answer as it should.
        """
        return None

    def allowance(self, session: requests.Session, access: Access) -> Allowance | None:  # noqa: ARG002
        """Return what it allows this account right now; `None` where it does not tell.

        Raises:
            ProviderProblem: it does not answer as it should.
        """
        return None
