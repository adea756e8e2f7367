"""The letters that come along, made for people who do not exist, and read back as a mail program reads them."""

from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from functools import cache

from backup.audience.subscriber import Status
from mailer.campaign import Sender
from mailer.letter.compiled import CompiledLetter, compile_letter
from mailer.letter.letter import Letter, Origin, PublicationFacts
from mailer.letter.library import load_template
from mailer.model import Mail, Personal, Recipient
from mailer.unsubscribe.kind import UnsubscribeKind

TEMPLATES = ("back", "moved", "plain", "still-here", "suspended")
LANGUAGES = ("ar", "de", "en", "es", "fr", "hi", "ja", "pt")
ALL = [(template, language) for template in TEMPLATES for language in LANGUAGES]
POSTAL_ADDRESS = ("12 Harbour Street", "Dublin D01 X2P3", "Ireland")
SENDER = Sender(
    name="Mara Lindqvist", address="mara@nightletters.example.org", postal_address="\n".join(POSTAL_ADDRESS)
)
PUBLICATION = PublicationFacts(name="Night Letters", url="https://nightletters.substack.com", platform="Substack")
DATE = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
TOKEN = "a" * 24
PERSONAL = Personal(
    message_id="5d41402abc4b2a76b9719d911017c592@nightletters.example.org",
    return_path=f"bounces+{TOKEN}@nightletters.example.org",
    unsubscribe_url=f"https://letters.example.org/u/{TOKEN}",
    unsubscribe_mailto=f"unsub+{TOKEN}@nightletters.example.org",
)
PAID = Recipient(address="ana@example.com", name="Ana García", status=Status.PAID)
FREE = Recipient(address="ana@example.com", name="Ana García", status=Status.FREE)
NAMELESS = Recipient(address="ana@example.com", status=Status.PAID)
EVIL_NAME = '<b>"Ann"</b> &amp; {{ 7*7 }} **x** [y](http://evil.example)'
EVIL = Recipient(address="ann@example.com", name=EVIL_NAME, status=Status.PAID)


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """A mail, as a mail program reads it."""

    subject: str
    text: str
    html: str
    size: int
    """Bytes on the line."""


@cache
def compiled(template: str, language: str, *, answered: bool = True) -> CompiledLetter:
    """Return a letter with each question answered as its example says, or only those that must be."""
    found = load_template(template, language)
    return compile_letter(
        Letter(
            subject=found.subject,
            body=found.body,
            preheader=found.preheader,
            template=template,
            language=language,
            values={ask.name: ask.example if answered or ask.required else "" for ask in found.asks},
            sender=SENDER,
            publication=PUBLICATION,
            list_id="nightletters.example.org",
            feedback_id="7:night-letters:notice:outlast",
            origin=Origin(day="2026-11-20", platform="Substack"),
            unsubscribing=UnsubscribeKind.DROP_BOX,
        ),
        date=DATE,
    )


def arrived(mail: Mail) -> bytes:
    """Return a mail as its receiver has it: without the doubled dots of the line."""
    return mail.content.replace(b"\r\n..", b"\r\n.")


def parsed(mail: Mail) -> Read:
    """Return what a mail program reads."""
    message = message_from_bytes(arrived(mail), policy=default)
    assert isinstance(message, EmailMessage)
    assert message.get_content_type() == "multipart/alternative"
    text, html = message.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    return Read(
        subject=str(message["Subject"]),
        text=text.get_content().replace("\r\n", "\n"),
        html=html.get_content().replace("\r\n", "\n"),
        size=len(mail.content),
    )


def read(letter: CompiledLetter, recipient: Recipient) -> Read:
    """Return what a recipient reads."""
    return parsed(letter.mail(1, recipient, PERSONAL))
