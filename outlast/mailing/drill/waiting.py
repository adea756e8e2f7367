"""Waits for the mails of a fire drill to come back."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from time import sleep

from mailer.bounces.reading import read_report
from mailer.bounces.unsubscribe_mail import unsubscribe_request
from mailer.mailbox.position import Found
from mailer.model import EventKind
from outlast.mailing.drill.script import Copy, Request, Script
from outlast.mailing.drill.seams import Inbox


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """The clock, and how to let time pass."""

    now: Callable[[], datetime]
    sleep: Callable[[float], None] = sleep


@dataclass(slots=True, kw_only=True)
class Back:
    """What has come back."""

    copies: dict[str, Found] = field(default_factory=dict)
    """By the name of the message."""
    request: bool = False
    bounce: bool = False
    took: float = 0
    """Seconds until the last of it was there."""


def wait(
    script: Script,
    inbox: Inbox,
    time: Time,
    *,
    copies: tuple[Copy, ...],
    request: Request | None,
    bounce: Copy | None,
    told: Callable[[str], None],
) -> Back:
    """Look into the mailbox until all is there or patience ends; return what was there by then.

    Only what went out is waited for: `copies`, `request`, `bounce`. `told` gets a sentence each time something came.

    Raises:
        MailboxProblem: it cannot be read.
    """
    back, began = Back(), time.now()
    expected = tuple(copy for copy in copies if copy.to.lower() in script.read)
    while True:
        for copy in copies:
            if copy.message_id not in back.copies and (found := inbox.find(copy.message_id)) is not None:
                back.copies[copy.message_id] = found
                told("A copy of the letter has arrived.")
        _look_through(inbox, back, request, bounce, told)
        back.took = (time.now() - began).total_seconds()
        missing = any(copy.message_id not in back.copies for copy in expected)
        missing |= (request is not None and not back.request) or (bounce is not None and not back.bounce)
        if not missing or time.now() - began >= script.patience:
            return back
        time.sleep(script.pause.total_seconds())


def _look_through(
    inbox: Inbox, back: Back, request: Request | None, bounce: Copy | None, told: Callable[[str], None]
) -> None:
    for message in inbox.new():
        if request is not None and not back.request and _is_request(message, request):
            back.request = True
            told("The mail that asks to get no more letters has arrived.")
        elif bounce is not None and not back.bounce and _is_bounce(message, bounce):
            back.bounce = True
            told("The bounce has come back.")


def _is_request(message: bytes, request: Request) -> bool:
    found = unsubscribe_request(message, request.mailbox)
    return found is not None and request.token.lower() in (token.lower() for token in found.tokens)


def _is_bounce(message: bytes, bounce: Copy) -> bool:
    report = read_report(message)
    if report.kind is not EventKind.BOUNCED:
        return False
    known = bool(bounce.token) and bounce.token.lower() in (token.lower() for token in report.tokens)
    return known or report.message_id == bounce.message_id
