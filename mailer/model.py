"""The nouns of the mailer: what goes out, what a server answers, and what follows from it.

Terminology (one word for one thing, everywhere):

- Campaign: one letter to many subscribers, from its draft to its end.
- Recipient: a subscriber to whom a campaign goes, as known when sending began; has a number in its campaign, from 1.
- Mail: one finished message with its envelope. Letter: what it is made of, before it is made for anybody.
- Answer: what the server said at one stage of handing over. Decision: what follows from it.
- Delivery: the handing over of one mail to the next server. That it is read, or even arrives, is never known.
- Suppression: the note that no letter may go to an address any more.
"""

from datetime import timedelta
from enum import StrEnum

import msgspec

from backup.audience.subscriber import Status


class Destination(StrEnum):
    """Where mail goes in the end, as far as it matters for pace: big providers count what comes from a sender."""

    GMAIL = "gmail"
    MICROSOFT = "microsoft"
    YAHOO = "yahoo"
    APPLE = "apple"
    REST = "rest"


class Recipient(msgspec.Struct, frozen=True, kw_only=True, array_like=True):
    """A subscriber to whom a campaign goes. Kept sealed; new fields only ever come at the end."""

    address: str
    """As it is written to: no blanks, no control characters, the server's name in lower case."""
    name: str = ""
    """One line; empty where the list has none."""
    status: Status = Status.FREE
    plan: str = ""
    joined: str = ""
    """The day, `2024-05-31`; empty where it is not known."""

    @property
    def paid(self) -> bool:
        """Tell whether money comes in for this subscription."""
        return self.status in (Status.PAID, Status.FOUNDING, Status.MEMBER)


class Personal(msgspec.Struct, frozen=True, kw_only=True):
    """What of a mail is one recipient's own, besides what the letter says of them. See `mailer.addressing`."""

    message_id: str
    """Without the angle brackets; the same each time this campaign is made for this recipient."""
    return_path: str
    """The envelope's sender, to which bounces go."""
    unsubscribe_url: str = ""
    """https; empty where there is none. May be a provider's placeholder, which it fills in itself."""
    unsubscribe_mailto: str = ""
    """An address, without `mailto:`; empty where there is none."""
    idempotency_key: str = ""
    """For providers that take a mail once however often it is handed over."""


class Mail(msgspec.Struct, frozen=True, kw_only=True):
    """A finished message with its envelope."""

    number: int
    """The recipient's number in the campaign."""
    sender: str
    """MAIL FROM, without angle brackets."""
    recipient: str
    """RCPT TO, without angle brackets."""
    content: bytes
    """The message as it goes over the line: CRLF everywhere, dots doubled (RFC 5321, 4.5.2), ends with CRLF, without
    the lone dot."""
    wide: bool = False
    """Whether the envelope or a header holds more than ASCII, so that the server must offer SMTPUTF8 (RFC 6531)."""
    eight_bit: bool = False
    """Whether the content holds bytes above 127, so that the server must offer 8BITMIME (RFC 6152)."""


class Stage(StrEnum):
    """Where in handing over a mail something was answered, or was not."""

    CONNECT = "connect"
    HELLO = "hello"
    TLS = "tls"
    SIGN_IN = "sign-in"
    SENDER = "sender"
    """MAIL FROM."""
    RECIPIENT = "recipient"
    """RCPT TO."""
    DATA = "data"
    """The word DATA: nothing of the content has gone out yet."""
    DOT = "dot"
    """The content has begun to go out. Without an answer from here on nobody knows whether the server took it
    (RFC 1047)."""


class Answer(msgspec.Struct, frozen=True, kw_only=True):
    """What a server said at a stage; or that the line broke, or nothing came in time."""

    stage: Stage
    code: int = 0
    """The three digits; 0: no answer came."""
    enhanced: str = ""
    """`5.1.1` (RFC 3463), where the answer has one."""
    text: str = ""
    """One line without its codes. May name addresses: `mailer.replies` blots them out before anything is kept."""

    @property
    def accepted(self) -> bool:
        """Tell whether the server has taken the mail over."""
        return self.stage is Stage.DOT and 200 <= self.code < 300


class Move(StrEnum):
    """What follows from an answer. See `mailer.replies`."""

    ACCEPTED = "accepted"
    RETRY = "retry"
    """Try this recipient again later."""
    SLOW_DOWN = "slow-down"
    """Try this recipient again later, and lower the rate."""
    REFUSED = "refused"
    """This mail will not be taken for this recipient; says nothing final of the address (a full mailbox)."""
    SUPPRESS = "suppress"
    """The address is dead, or its owner wants no letters: never write to it again."""
    PAUSE = "pause"
    """It is about the sender, the quota or policy: the campaign stops until the writer has looked."""
    STOP = "stop"
    """The message itself is at fault: stop the campaign, mend the letter."""
    IN_DOUBT = "in-doubt"
    """The content went out and no answer came: hold."""


class Reason(StrEnum):
    """Why an address is suppressed (the reject reasons of Anymail, django-anymail, BSD-3)."""

    INVALID = "invalid"
    """There is no such address."""
    BOUNCED = "bounced"
    COMPLAINED = "complained"
    """Its owner called a letter spam."""
    UNSUBSCRIBED = "unsubscribed"
    BLOCKED = "blocked"
    """The writer, or the provider, put it on the list by hand."""
    FORGOTTEN = "forgotten"
    """Its owner asked to be erased."""


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """What follows from an answer, and why."""

    move: Move
    why: str
    """A sentence for the writer."""
    reason: Reason | None = None
    """Of a suppression."""
    wait: timedelta | None = None
    """How long to let this recipient be, where the answer says so."""
    source: str = ""
    """Where the rule comes from."""


class RecipientState(StrEnum):
    """Where a recipient stands in a campaign."""

    PENDING = "pending"
    CLAIMED = "claimed"
    """Taken up by the run that is going on."""
    ACCEPTED = "accepted"
    """The server answered the final dot with 250: handed over once and never again."""
    DEFERRED = "deferred"
    """To be tried again at a time that is noted."""
    REJECTED = "rejected"
    SUPPRESSED = "suppressed"
    IN_DOUBT = "in-doubt"
    """The content went out and the answer was lost: held until it is resolved."""


class EventKind(StrEnum):
    """What happened to a mail after it was handed over (Anymail's normalised events, less those that need tracking)."""

    BOUNCED = "bounced"
    DEFERRED = "deferred"
    COMPLAINED = "complained"
    UNSUBSCRIBED = "unsubscribed"
    AUTORESPONDED = "autoresponded"
    """A holiday note and the like: nothing follows from it."""
    DELIVERED = "delivered"


class CampaignState(StrEnum):
    """Where a campaign stands."""

    DRAFT = "draft"
    CHECKED = "checked"
    """A test copy of exactly this letter went to the writer."""
    SENDING = "sending"
    """Its recipients are fixed, and it goes on until each has been written to."""
    PAUSED = "paused"
    FINISHED = "finished"
    CANCELLED = "cancelled"
    EXPIRED = "expired"

    @property
    def may_change(self) -> bool:
        """Tell whether the letter may still be edited: nobody has got it."""
        return self in (CampaignState.DRAFT, CampaignState.CHECKED)

    @property
    def over(self) -> bool:
        """Tell whether nothing more will be sent."""
        return self in (CampaignState.FINISHED, CampaignState.CANCELLED, CampaignState.EXPIRED)
