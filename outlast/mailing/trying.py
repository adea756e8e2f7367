"""Test copies: the letter as it will go out, to the writer's own addresses."""

import secrets
from collections.abc import Sequence

from msgspec import structs

from backup.audience.subscriber import Status
from mailer.addressing import Addressing
from mailer.campaign import Campaign
from mailer.errors import MailServerAway, MailServerRefused
from mailer.letter.compiled import CompiledLetter
from mailer.model import Answer, Mail, Recipient
from mailer.replies.words import without_addresses
from mailer.transport import Transport
from outlast.mailing.handing_over import hand_over
from outlast.settings.mail import MailSettings

_NOBODY = 0
"""The number of a test copy, which no recipient has: its link and its bounce say nothing of anybody."""


def own_addresses(campaign: Campaign, mail: MailSettings) -> tuple[str, ...]:
    """Return to which addresses test copies go: those of the settings, else the sender's."""
    return mail.test_to or (campaign.sender.address,)


def versions(letter: CompiledLetter, addressing: Addressing, writer: Recipient) -> tuple[Recipient, ...]:
    """Return the writer as a free subscriber, and as one who pays too where the letter says something else to these.

    Raises:
        LetterProblem: it cannot be made for one of them.
    """
    free, paid = (structs.replace(writer, status=status) for status in (Status.FREE, Status.PAID))
    personal = addressing.of(_NOBODY, writer)
    seen = [letter.preview(_NOBODY, one, personal) for one in (free, paid)]
    same = (seen[0].subject, seen[0].text, seen[0].html) == (seen[1].subject, seen[1].text, seen[1].html)
    return (free,) if same else (free, paid)


def try_out(
    letter: CompiledLetter,
    addressing: Addressing,
    transport: Transport,
    recipients: Sequence[Recipient],
) -> None:
    """Send a copy to each of these; return when the mail server has taken all of them.

    Raises:
        LetterProblem: it cannot be made for one of them.
        MailServerRefused: the server does not take one.
        MailServerAway: it cannot be reached, asks to wait, or broke off.
        UnsafeConnection: see `Transport.connect`.
    """
    for answer in hand_over(transport, [_copy(letter, addressing, one) for one in recipients]):
        _must_be_taken(answer)


def _copy(letter: CompiledLetter, addressing: Addressing, recipient: Recipient) -> Mail:
    """Return a copy with a name that no other has: a second test must not be hidden as a twin of the first."""
    personal = addressing.of(_NOBODY, recipient)
    host = personal.message_id.rpartition("@")[2]
    once = structs.replace(personal, message_id=f"{secrets.token_hex(16)}@{host}")
    return letter.mail(_NOBODY, recipient, once)


def _must_be_taken(answer: Answer) -> None:
    if answer.accepted:
        return
    if not answer.code:
        raise MailServerAway("The mail server broke off before it had taken the test copy.")
    said = f"{answer.code} {answer.enhanced} {without_addresses(answer.text)}".replace("  ", " ")
    if answer.code < 500:
        raise MailServerAway(f"The mail server asks to wait with the test copy: {said}")
    raise MailServerRefused(f"The mail server does not take the test copy: {said}")
