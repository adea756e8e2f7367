"""What comes out of a provider's own lists."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import msgspec

from mailer.model import Reason


class PulledSuppression(msgspec.Struct, frozen=True, kw_only=True):
    """Somebody to whom the provider hands on no more letters."""

    address: str
    reason: Reason
    when: datetime | None
    """With its zone; `None` where the provider does not tell."""
    source: str
    """Which list of which provider, in a few words. Never an address."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Access:
    """The way to the writer's account at a provider's web interface."""

    secret: Callable[[], str]
    """Fetches the key, at the moment it is used."""
    sender_domain: str
    """The domain that letters come from."""
    server: str = ""
    """The host of the mail server in use, which tells the region."""
    user: str = ""
    """The name that is used to sign in to it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Handed:
    """A mail of which nobody knows whether the provider took it."""

    message_id: str
    """Without angle brackets."""
    key: str
    """What went along in the place of `{idempotency_key}`."""
    at: datetime
    """When its content went out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What a provider allows this account right now, as it says itself."""

    rate: float | None = None
    """Mails a second."""
    daily: int | None = None
    """Mails in 24 hours; `None`: as many as one likes."""
    sent: int | None = None
    """How many of them have gone, whoever sent them."""
    trouble: str = ""
    """A sentence for the writer where the account may not send to everybody; empty where it may."""

    @property
    def left(self) -> int | None:
        """Return how many mails it would take now, of those in 24 hours; `None` where that is not known."""
        return None if self.daily is None or self.sent is None else max(0, self.daily - self.sent)
