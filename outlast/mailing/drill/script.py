"""What a fire drill will do: which mails go out, and by what they are known again when they come back."""

import re
from dataclasses import dataclass, field
from datetime import timedelta

from mailer.model import Mail
from mailer.preflight.check import Check

PATIENCE = timedelta(minutes=5)
"""How long to wait for mails to come back: a greylisting server takes some minutes, and few take more."""
PAUSE = timedelta(seconds=10)
_PLUS = re.compile(r"\+([a-z2-7]{24})@", re.IGNORECASE)
_IN_SUBJECT = re.compile(r"unsubscribe%20([A-Za-z0-9_-]{16,64})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A mail of the drill, and how to know it again."""

    to: str
    """One of the writer's own addresses, or one that the writer named."""
    mail: Mail
    message_id: str
    token: str = ""
    """Of the address that its bounce goes to; empty where all bounces go to one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """A mail that asks to get no more letters, as a subscriber's mail program writes it."""

    mail: Mail
    mailbox: str
    """Where such requests go, without a token."""
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """All of it."""

    plan: tuple[Check, ...]
    """What there is to say of the numbers: how many would get the letter, and until when."""
    lint: tuple[Check, ...]
    copies: tuple[Copy, ...]
    read: frozenset[str] = field(default_factory=frozenset)
    """Those of the addresses (in lower case) whose mail comes into the mailbox that Outlast reads; the others' copies
    have to be looked at by a person."""
    receiving: str = ""
    """The name of that mailbox's server: only what it says of a copy is believed. Empty: the topmost header counts."""
    request: Request | None = None
    bounce: Copy | None = None
    no_bounce: str = ""
    """Why no bounce is provoked, in a sentence."""
    no_drop_box: str = ""
    """Why the drop-box is not tried, in a sentence."""
    patience: timedelta = PATIENCE
    pause: timedelta = PAUSE


def bounce_token(return_path: str) -> str:
    """Return the token in an address for bounces (`name+TOKEN@…`); empty where there is none."""
    match = _PLUS.search(return_path)
    return match[1].lower() if match else ""


def unsubscribe_token(mailto: str) -> str:
    """Return the token in `Personal.unsubscribe_mailto`, which is in the address or in the subject."""
    match = _PLUS.search(mailto) or _IN_SUBJECT.search(mailto)
    return match[1].lower() if match else ""
