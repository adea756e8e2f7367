"""What is read from and written to a ledger."""

from dataclasses import dataclass
from datetime import datetime

import msgspec

from mailer.model import Answer, Destination, EventKind, Recipient, RecipientState


class Claimed(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A recipient whom this run has taken up."""

    number: int
    recipient: Recipient
    destination: Destination
    attempts: int
    """How often it was tried before."""
    in_doubt: bool = False
    """Whether an earlier mail may have arrived: this one goes out only because the provider takes it once."""


class Settled(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What became of a recipient, where it is not simply that the mail was taken."""

    number: int
    state: RecipientState
    answer: Answer | None = None
    """Without addresses in it."""
    next_try: datetime | None = None
    tried: bool = True
    """Whether it counts as an attempt."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Where one recipient stands."""

    number: int
    state: RecipientState
    destination: Destination
    attempts: int
    code: int
    enhanced: str
    said: str
    """What the server said, without addresses."""
    next_try: datetime | None
    changed: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened to a mail after it was handed over. Aware times."""

    number: int
    kind: EventKind
    hard: bool
    """A bounce that says the address is dead."""
    at: datetime
    status: str = ""
    sender: bool = False
    """A bounce because of the sender or the letter, not of the address. Ledgers of before do not know it."""
