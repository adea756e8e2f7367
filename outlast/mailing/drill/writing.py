"""Writes the mails of a fire drill: the letter “still-here”, made exactly as a campaign's would be made."""

import secrets
from datetime import datetime
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from urllib.parse import unquote

from backup.audience.subscriber import Status
from mailer.addressing import Addressing
from mailer.campaign import Campaign, Sender
from mailer.letter.compiled import CompiledLetter
from mailer.letter.library import load_template
from mailer.model import Mail, Personal, Recipient
from outlast.mailing.drill.script import Copy, Request, bounce_token, unsubscribe_token
from outlast.mailing.transitions import written

TEMPLATE = "still-here"
NUMBER = 0
"""No campaign has it, so that nothing that comes back of a drill is ever taken for a subscriber's."""


def drill_campaign(publication: str, sender: Sender, *, language: str, at: datetime) -> Campaign:
    """Return the campaign whose letter is tried. It is kept nowhere.

    Raises:
        LetterProblem: there is no such template in that language.
    """
    template = load_template(TEMPLATE, language)
    return Campaign(
        number=NUMBER,
        salt=secrets.token_hex(8),
        publication=publication,
        template=TEMPLATE,
        language=language,
        subject=template.subject,
        preheader=template.preheader,
        body=template.body,
        sender=sender,
        created=written(at),
        values={ask.name: "" for ask in template.asks},
    )


class Writer:
    """Makes the mails; each gets a number of its own, and with it tokens of its own."""

    def __init__(self, letter: CompiledLetter, addressing: Addressing, sender: Sender, at: datetime) -> None:
        """Take the letter, what makes each mail its recipient's own, who writes, and the moment."""
        self._letter, self._addressing, self._sender, self._at = letter, addressing, sender, at
        self._count = 0

    def copy(self, to: str) -> Copy:
        """Return a copy of the letter for an address.

        Raises:
            Unmakeable: it cannot be written to.
        """
        number, recipient, personal = self._next(to)
        mail = self._letter.mail(number, recipient, personal)
        return Copy(to=to, mail=mail, message_id=personal.message_id, token=bounce_token(personal.return_path))

    def request(self, mailbox: str) -> Request | None:
        """Return a mail that asks to get no more letters, as a mail program makes it of `List-Unsubscribe`.

        `None` where letters offer no address for it (RFC 2369, 3.2; RFC 6068 says how the subject is given).
        """
        number, _, personal = self._next(self._sender.address)
        address, _, query = personal.unsubscribe_mailto.partition("?")
        token = unsubscribe_token(personal.unsubscribe_mailto)
        if not address or not token:
            return None
        subject = unquote(query.removeprefix("subject=")) if query.startswith("subject=") else "unsubscribe"
        mail = Mail(
            number=number,
            sender=self._sender.address,
            recipient=address,
            content=_wire(self._asking(address, subject)),
        )
        return Request(mail=mail, mailbox=mailbox, token=token)

    def _next(self, to: str) -> tuple[int, Recipient, Personal]:
        self._count += 1
        recipient = Recipient(address=to, name=self._sender.name, status=Status.PAID)
        return self._count, recipient, self._addressing.of(self._count, recipient)

    def _asking(self, to: str, subject: str) -> EmailMessage:
        message = EmailMessage(policy=SMTP)
        message["From"] = self._sender.address
        message["To"] = to
        message["Subject"] = subject
        message["Date"] = format_datetime(self._at)
        message["Message-ID"] = make_msgid(domain=self._sender.address.rpartition("@")[2])
        message.set_content("This mail was sent by the fire drill of Outlast.\n")
        return message


def _wire(message: EmailMessage) -> bytes:
    return message.as_bytes().replace(b"\r\n.", b"\r\n..")
