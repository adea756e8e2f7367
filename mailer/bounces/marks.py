"""Strings that may be tokens of ours: in the addresses a mail came to, and in the letter that it brings back."""

import re
from collections.abc import Iterable

from mailer.bounces.headers import Headers
from mailer.tokens import LENGTH

_CAME_TO = (
    "delivered-to",
    "x-original-to",
    "x-delivered-to",
    "x-envelope-to",
    "envelope-to",
    "x-original-recipient",
    "x-rcpt-to",
    "apparently-to",
    "to",
    "cc",
    "received",
)
"""Fields that say to which address a mail was delivered; each mail system has its own."""
_OF_LETTER = ("return-path", "x-envelope-from", "envelope-from", "list-unsubscribe")
"""Fields of a letter that hold a token if it is one of ours."""
_IN_ADDRESS = re.compile(r"(?<![^\s<:;,\"'(])[^\s<>:;,\"'()@]{1,64}\+([A-Za-z0-9_-]{16,64})@[\w.-]{1,253}")
"""What stands before the token may hold a plus itself: `writer+letters+TOKEN@…`."""
_IN_LINK = re.compile(r"(?:/u/|unsubscribe(?:%20|\+))([A-Za-z0-9_-]{16,64})(?![A-Za-z0-9_-])")
_IN_SUBJECT = re.compile(rf"unsubscribe(?:%20|[\W_])*([A-Za-z2-7]{{{LENGTH}}})(?![A-Za-z0-9])", re.IGNORECASE)
"""Mail programs and servers put something before it (`Re:`, `[EXTERNAL]`), and some leave the blank as it was coded."""
_MOST, _LONGEST = 20, 4_000


def marks(headers: Headers, letter: Headers, fields: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what may be tokens: first from where the mail was delivered to, then from the letter in it.

    `fields` are those of a report: some name the address from which the letter came, which bounces go to.
    """
    found = [*tokens_of_addresses(came_to(headers)), *tokens_of_addresses(fields)]
    for value in letter.all(*_OF_LETTER):
        found += [*tokens_of_addresses([value]), *_IN_LINK.findall(value[:_LONGEST])]
    return tuple(dict.fromkeys(found))[:_MOST]


def came_to(headers: Headers) -> list[str]:
    """Return the fields that say to which address a mail was delivered, the surest first."""
    return headers.all(*_CAME_TO)


def tokens_of_addresses(values: Iterable[str]) -> tuple[str, ...]:
    """Return TOKEN of each `name+TOKEN@host` in `values`, whatever name and host: the signature tells whose it is."""
    return tuple(token for value in values for token in _IN_ADDRESS.findall(value[:_LONGEST]))


def tokens_of_subject(headers: Headers) -> tuple[str, ...]:
    """Return TOKEN of each `unsubscribe TOKEN` in the subject of a mail."""
    return tuple(_IN_SUBJECT.findall(headers.words("subject")[:_LONGEST]))
