"""Mails that ask to get no more letters: by their address, by their subject, or in so many words."""

import re

import msgspec

from mailer.bounces.addresses_in import addresses_in
from mailer.bounces.automatic import answers_by_itself, automatic
from mailer.bounces.bounce_signs import is_bounce, seems_bounce
from mailer.bounces.delivery_status import delivery_status
from mailer.bounces.feedback import feedback
from mailer.bounces.headers import Headers
from mailer.bounces.marks import came_to, tokens_of_addresses, tokens_of_subject
from mailer.bounces.returned_letter import all_words
from mailer.bounces.sections import Apart, take_apart
from mailer.bounces.unsubscribe_words import is_wish
from mailer.tokens import LENGTH

_QUOTED = re.compile(
    r"^\s*(?:[>|]|-{2,}\s*\w|_{5,}|(?:on|am|le|el|em|il|op) .{6,80}(?:wrote|schrieb|écrit|escribió|escreveu)\W*$)", re.I
)


class UnsubscribeMail(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody asks to get no more letters. What is in it may be an address: nothing of it is shown or kept."""

    tokens: tuple[str, ...] = ()
    """What may be tokens of ours: who has one need not write from the address that the letters go to."""
    sender: str = ""
    """The address it was written from; empty where it names none."""
    in_words: bool = False
    """Whether it came to the writer's address for this, and says in words what it wants."""


def unsubscribe_request(message: bytes, mailbox: str) -> UnsubscribeMail | None:
    """Return what a mail asks that came to the writer; `None` where it asks nothing.

    A mail to `name+TOKEN@…`, or with `unsubscribe TOKEN` in its subject, is a request whatever else it says: mail
    programs send such ones by themselves (RFC 2369, 3.2). Name and host may be those of an earlier letter; it is the
    token's signature which tells. Another counts if it came to `mailbox`, the writer's address for this, and its
    subject, or its first line that is no quotation, is the word alone.

    Only the mail's own address and subject count. Bounces and complaints bring a letter back that has such an address
    in it, and never ask for anything themselves; automatic answers repeat a subject.
    """
    mail = take_apart(message)
    if is_bounce(mail) or delivery_status(mail) or feedback(mail):
        return None
    headers = mail.headers
    tokens = tuple(token for token in tokens_of_addresses(came_to(headers)) if len(token) == LENGTH)
    if not answers_by_itself(headers):
        tokens += tokens_of_subject(headers)
    in_words = _came_to(headers, mailbox) and _says_so(mail)
    if not tokens and not in_words:
        return None
    sender = next(iter(addresses_in(headers.first("from"))), "")
    if not tokens and not sender:
        return None
    return UnsubscribeMail(tokens=tuple(dict.fromkeys(tokens)), sender=sender, in_words=in_words)


def _came_to(headers: Headers, mailbox: str) -> bool:
    return mailbox.lower() in (address.lower() for value in came_to(headers) for address in addresses_in(value))


def _says_so(mail: Apart) -> bool:
    return (
        not seems_bounce(mail)
        and not automatic(mail)
        and (is_wish(mail.headers.words("subject")) or is_wish(_first_line(all_words(mail.sections))))
    )


def _first_line(words: str) -> str:
    for line in words[:20_000].split("\n"):
        if _QUOTED.match(line[:200]):
            return ""
        if line.strip():
            return line.strip()[:200]
    return ""
