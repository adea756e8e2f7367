"""What came back of letters that went out, as it is handed on: never with an address or a word that may hold one."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from mailer.model import EventKind, Move, Reason
from mailer.tokens import Purpose


class Whose(NamedTuple):
    """A recipient of a campaign."""

    campaign: int
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Returned:
    """What happened to a letter after it had been handed over."""

    whose: Whose
    kind: EventKind
    move: Move | None = None
    """Of a bounce: what follows from what the server said."""
    reason: Reason | None = None
    """Why the address is suppressed by it; `None`: it is not."""
    status: str = ""
    text: str = ""
    """What the server said, with each address blotted out."""
    at: datetime
    """When the mail that says so came. What it says of itself counts only where the mailbox does not tell."""
    mail: str
    """The digest of that mail: it is the same however often it is read."""

    @property
    def about_the_sender(self) -> bool:
        """Tell whether it came back for what the writer's name, server or letter is."""
        return self.kind is EventKind.BOUNCED and self.move in (Move.PAUSE, Move.STOP)


class Books(Protocol):
    """What is known of letters that went out, and where it is written what became of them.

    A campaign that is damaged holds up none of the others. What may be about it is `unsettled`.
    """

    @property
    def damaged(self) -> AbstractSet[int]:
        """The campaigns that were asked for and cannot be read, or not all of their recipients."""

    def are_sound(self) -> bool:
        """Look at all of them; tell whether none is damaged."""

    def of_token(self, token: str, purpose: Purpose) -> Whose | None:
        """Return whom a token of ours speaks of; `None`: it is none, or its signature is wrong."""

    def is_readable(self, whose: Whose) -> bool:
        """Tell whether it can be known who that is; `False`: the campaign's ledger is damaged."""

    def of_letter(self, message_id: str, addresses: Sequence[str]) -> Whose | None:
        """Return to whom the letter of that name went, if it went to one of these addresses."""

    def note(self, returned: Returned) -> None:
        """Take note of what happened, and where it has a `reason`, let no letter go to that address any more.

        May be told the same again.
        """

    def unsubscribe(self, address: str, at: datetime) -> bool:
        """Suppress the address of somebody who asked for it in their own words; `False`: no letter went to them.

        Where a campaign is damaged nobody knows to whom it went, and whoever asks is heeded.
        """

    def keep(self) -> None:
        """Put on the disk what was noted so far."""


@dataclass(slots=True, kw_only=True)
class ReturnsReport:
    """How many mails said what."""

    looked_at: int = 0
    """All that were new."""
    bounced_hard: int = 0
    """The address is dead, and suppressed."""
    bounced_soft: int = 0
    refused_sender: int = 0
    """It came back for what the writer's name, server or letter is, not for the subscriber's sake."""
    delayed: int = 0
    delivered: int = 0
    complaints: int = 0
    unsubscribed: int = 0
    automatic: int = 0
    not_ours: int = 0
    """They speak of a letter, and prove neither by token nor by name that it is one of ours."""
    other: int = 0
    """They speak of no letter."""
    unreadable: int = 0
    """They say that a letter came back, and not whose."""
    known: int = 0
    """They had been dealt with before."""
    unsettled: int = 0
    """They may be about a campaign that is damaged. They are read again once it has been mended."""
    cut_short: bool = False
    """It took too long, and not all that is new was looked at; the next look goes on there."""
    damaged_campaigns: tuple[int, ...] = ()
    """Those that were asked for."""
