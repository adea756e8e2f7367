"""A letter of an invented writer, one of her subscribers, and what a mail of it says to Python's own parser."""

import email
from datetime import UTC, datetime
from email import policy
from email.message import EmailMessage
from typing import Any

from backup.audience.subscriber import Status
from mailer.campaign import Sender
from mailer.letter.compiled import CompiledLetter, compile_letter
from mailer.letter.letter import Letter, Origin, PublicationFacts
from mailer.letter.proof import undotted
from mailer.model import Mail, Personal, Recipient
from mailer.unsubscribe.kind import UnsubscribeKind

DATE = datetime(2026, 11, 29, 12, 0, tzinfo=UTC)
TOKEN = "abcdefghijklmnopqrstuvwx"
URL = f"https://letters.example.org/u/{TOKEN}"
MAILTO = f"unsub+{TOKEN}@example.org"
MAYA = Sender(name="Maya Lindqvist", address="maya@example.org", postal_address="Storgatan 1\n111 22 Stockholm")
NIGHT_LETTERS = PublicationFacts(name="Night Letters", url="https://nightletters.example.com", platform="Substack")
ANA = Recipient(address="ana@example.com", name="Ana García", status=Status.PAID, plan="monthly", joined="2024-05-31")
FOR_ANA = Personal(
    message_id="0123456789abcdef@example.org",
    return_path=f"bounces+{TOKEN}@example.org",
    unsubscribe_url=URL,
    unsubscribe_mailto=MAILTO,
    idempotency_key="key-of-ana",
)


def letter(body: str = "Hello {{ subscriber.first_name or 'you' }},\n\nwords.\n", **changes: Any) -> Letter:
    """Return the letter with other words, and with whatever else is to be different."""
    given: dict[str, Any] = {
        "subject": "Where to find me now",
        "body": body,
        "sender": MAYA,
        "publication": NIGHT_LETTERS,
        "origin": Origin(day="2026-11-20", platform="Substack"),
        "unsubscribing": UnsubscribeKind.DROP_BOX,
    }
    return Letter(**{**given, **changes})


def compiled(body: str = "Hello {{ subscriber.first_name or 'you' }},\n\nwords.\n", **changes: Any) -> CompiledLetter:
    """Return it, compiled."""
    return compile_letter(letter(body, **changes), date=DATE)


def for_ana(body: str = "Hello {{ subscriber.first_name or 'you' }},\n\nwords.\n", **changes: Any) -> EmailMessage:
    """Return what Ana gets."""
    return parsed(compiled(body, **changes).mail(1, ANA, FOR_ANA))


def parsed(mail: Mail) -> EmailMessage:
    """Return a mail, read by Python's parser."""
    message = email.message_from_bytes(undotted(mail.content), policy=policy.default)
    assert isinstance(message, EmailMessage)
    assert not message.defects
    return message


def text_of(message: EmailMessage) -> str:
    """Return the plain words."""
    return _content(message, "text/plain")


def html_of(message: EmailMessage) -> str:
    """Return the HTML."""
    return _content(message, "text/html")


def _content(message: EmailMessage, kind: str) -> str:
    part = next(part for part in message.walk() if part.get_content_type() == kind)
    content = part.get_content()
    assert isinstance(content, str)
    return content.replace("\r\n", "\n")
