"""Header lines of mails that strangers wrote: whatever they hold, reading them never raises (RFC 5322, section 2.2)."""

import re
from collections.abc import Iterable
from email.errors import MessageError
from email.header import decode_header

from mailer.bounces.charsets import text_of

_FIELD = re.compile(r"([!-9;-~]+(?: [A-Za-z]+)?)[ \t]*:[ \t]*(.*)", re.DOTALL)
_LARGEST = 500
"""Fields that are looked at; a mail has some dozens."""
_LONGEST = 2_000
"""Characters of a value that are decoded."""


LETTER_FIELDS = frozenset(
    {"received", "return-path", "from", "to", "subject", "date", "message-id", "mime-version", "mail from", "rcpt to"}
)
"""Fields by which one sees that lines are the header of a mail (the last two are of an old Java server's reports)…"""
ENOUGH_FIELDS = 3
"""…if there are so many of them."""


class Headers:
    """The header fields of a mail, or of a part of it; names in any case."""

    __slots__ = ("_fields",)

    def __init__(self, fields: Iterable[tuple[str, str]] = ()) -> None:
        """Take name and value of each field, in order."""
        self._fields = [(name.lower(), value) for name, value in fields]

    def __contains__(self, name: str) -> bool:
        """Tell whether there is a field of that name."""
        return any(name.lower() == one for one, _ in self._fields)

    def __bool__(self) -> bool:
        """Tell whether there is any field."""
        return bool(self._fields)

    def names(self) -> list[str]:
        """Return the names, in lower case."""
        return [name for name, _ in self._fields]

    def of_letter(self) -> bool:
        """Tell whether this is the header of a whole mail, not that of a part of one."""
        return "content-type" not in self and len(LETTER_FIELDS.intersection(self.names())) >= ENOUGH_FIELDS

    def all(self, *names: str) -> list[str]:
        """Return the values of all fields of these names, in the order of the names."""
        return [value for wanted in names for name, value in self._fields if name == wanted.lower()]

    def first(self, *names: str) -> str:
        """Return the first of these values; empty where there is none."""
        return next(iter(self.all(*names)), "")

    def words(self, name: str) -> str:
        """Return the first value as people see it: encoded words are decoded (RFC 2047)."""
        return decoded_words(self.first(name))


def read_headers(text: str, *, raw: bool = False) -> tuple[Headers, str]:
    """Return the header fields at the beginning of `text`, and what follows the blank line after them.

    With `raw` the text is bytes that were read as Latin-1: a field may hold UTF-8 then (RFC 6532).
    """
    head, _, body = text.partition("\n\n")
    if text.startswith("\n"):
        return Headers(), text[1:]
    fields: list[tuple[str, str]] = []
    for line in head.split("\n"):
        if line[:1] in (" ", "\t") and fields:
            name, value = fields[-1]
            fields[-1] = name, f"{value} {line.strip()}"
        elif (field := _FIELD.match(line)) and len(fields) < _LARGEST:
            fields.append((field[1], field[2].strip()))
    return Headers((name, _true(value)) for name, value in fields) if raw else Headers(fields), body


def _true(value: str) -> str:
    return value if value.isascii() else text_of(value.encode("latin-1", "replace"))


def decoded_words(value: str) -> str:
    """Return a header's value with its encoded words decoded; as it is where they are broken."""
    if "=?" not in value:
        return value
    try:
        return "".join(
            part if isinstance(part, str) else text_of(part, charset or "")
            for part, charset in decode_header(value[:_LONGEST])
        )
    except (MessageError, ValueError):
        return value
