"""Mails that ask to get no more letters: by their address, by their subject, or in so many words."""

import re

import msgspec

from mailer.bounces.addresses_in import addresses_in
from mailer.bounces.automatic import automatic
from mailer.bounces.bounce_signs import seems_bounce
from mailer.bounces.headers import Headers
from mailer.bounces.marks import came_to, tokens_of_addresses
from mailer.bounces.returned_letter import all_words
from mailer.bounces.sections import take_apart
from mailer.bounces.unsubscribe_words import is_wish

_SUBJECT_TOKEN = re.compile(r"^\W*unsubscribe[\s+_]+([A-Za-z0-9_-]{16,64})\s*$", re.IGNORECASE)
_QUOTED = re.compile(
    r"^\s*(?:[>|]|-{2,}\s*\w|_{5,}|(?:on|am|le|el|em|il|op) .{6,80}(?:wrote|schrieb|écrit|escribió|escreveu)\W*$)", re.I
)


class UnsubscribeMail(msgspec.Struct, frozen=True, kw_only=True):
    """That somebody asks to get no more letters. What is in it may be an address: nothing of it is shown or kept."""

    tokens: tuple[str, ...] = ()
    """What may be tokens of ours: who has one need not write from the address that the letters go to."""
    sender: str = ""
    """The address it was written from, if the mail says in words what it wants; else empty."""


def unsubscribe_request(message: bytes, mailbox: str) -> UnsubscribeMail | None:
    """Return what a mail asks that came to `mailbox`, the writer's address for this; `None` where it asks nothing.

    A mail to `name+TOKEN@…`, or with the subject `unsubscribe TOKEN`, is a request whatever else it says: mail programs
    send such ones by themselves (RFC 2369, 3.2). Another counts if it came to `mailbox` and its subject, or its first
    line that is no quotation, is the word alone. Bounces never ask for anything; automatic answers come to other
    addresses than those with a token for this, so that it is the token's signature which tells.
    """
    mail = take_apart(message)
    if seems_bounce(mail):
        return None
    tokens = (*_plus_tokens(mail.headers, mailbox), *_SUBJECT_TOKEN.findall(mail.headers.words("subject").strip()))
    if tokens:
        return UnsubscribeMail(tokens=tuple(dict.fromkeys(tokens)))
    if automatic(mail):
        return None
    to = (address.lower() for value in came_to(mail.headers) for address in addresses_in(value))
    if mailbox.lower() in to and (
        is_wish(mail.headers.words("subject")) or is_wish(_first_line(all_words(mail.sections)))
    ):
        sender = next(iter(addresses_in(mail.headers.first("from"))), "")
        return UnsubscribeMail(sender=sender) if sender else None
    return None


def _plus_tokens(headers: Headers, mailbox: str) -> tuple[str, ...]:
    name, _, host = mailbox.lower().rpartition("@")
    return tokens_of_addresses(came_to(headers), name, host)


def _first_line(words: str) -> str:
    for line in words[:20_000].split("\n"):
        if _QUOTED.match(line[:200]):
            return ""
        if line.strip():
            return line.strip()[:200]
    return ""
