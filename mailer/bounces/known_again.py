"""By what a mail is known again that was read before, in whatever folder it lies."""

import hashlib
import re

from mailer.bounces.marks import came_to, tokens_of_addresses
from mailer.bounces.sections import take_apart

_FIELDS = ("message-id", "date", "from", "to", "subject")
_LENGTH = 32
"""Hex digits."""
_HEADER, _BODY = 65_536, 65_536
"""Bytes that count. Reports stand at the beginning."""
_BLANK = re.compile(rb"\n\r?\n|\r\r")
_VARYING = b"\r\n\t >"
"""What a file of mails (mbox, RFC 4155) writes in another way: ends of lines, and `>From` for `From`."""


def known_by(message: bytes) -> str:
    """Return what a mail is known by again: 32 hex digits over its name, and whom it says what.

    The name alone is none: some servers give all their bounces the same, or an empty one (`Message-ID: <>`). Nor are
    all the bytes: mail programs write lines of their own into the header of a mail that they keep.
    """
    headers = take_apart(message[:_HEADER]).headers
    fields = (*(headers.first(field) for field in _FIELDS), *tokens_of_addresses(came_to(headers)))
    name = "\n".join(fields).encode("utf-8", "surrogatepass")
    body = b"".join(_BLANK.split(message, maxsplit=1)[1:]).translate(None, _VARYING)
    return hashlib.sha256(name + b"\0" + body[:_BODY]).hexdigest()[:_LENGTH]


def known_by_name(message: bytes) -> str:
    """Return what the mails were known by whose digests were kept at first: the name, or where it has none all of it.

    It proves nothing; a mail that is known by it alone is dealt with, and not counted anew.
    """
    name = take_apart(message[:_HEADER]).headers.first("message-id")
    return hashlib.sha256(name.encode("utf-8", "surrogatepass") if name else message).hexdigest()[:_LENGTH]
