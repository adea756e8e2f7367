"""The letter that came back with a report, or its header: who it went to, and by which name."""

import re

from mailer.bounces.addresses_in import addresses_in, unique
from mailer.bounces.headers import ENOUGH_FIELDS, LETTER_FIELDS, Headers, read_headers
from mailer.bounces.sections import Section

_LINE = re.compile(r"[ \t>]*([A-Za-z][A-Za-z-]*(?: [A-Za-z]+)?):(?!//)")
_MARGIN = re.compile(r"[ \t>]*")
_LETTERS = ("message/rfc822", "text/rfc822-headers", "text/rfc822-header", "message/rfc822-headers", "message/global")


def returned_letter(sections: tuple[Section, ...]) -> Headers:
    """Return the header of the letter that a mail brings back, as a part of its own or copied into its text."""
    for section in sections:
        if section.kind in _LETTERS and (headers := read_headers(section.text.lstrip("\n"))[0]):
            return headers
    for section in sections:
        if section.kind.startswith("text/") and (headers := split_at_letter(section.text)[1]):
            return headers
    return Headers()


def words_before_letter(sections: tuple[Section, ...]) -> str:
    """Return all that a mail says in words, without the letter that came back."""
    return "\n".join(split_at_letter(section.text)[0] for section in sections if section.kind == "text/plain")


def all_words(sections: tuple[Section, ...]) -> str:
    """Return all that a mail says in words, with the letter where it is copied into them."""
    return "\n".join(section.text for section in sections if section.kind == "text/plain")


def split_at_letter(text: str) -> tuple[str, Headers]:
    """Return what stands before the copy of a letter in `text`, and the header of that letter."""
    lines = text.split("\n")
    start, names = 0, 0
    for index, line in enumerate([*lines, ""]):
        field = _LINE.match(line)
        if field and field[1].lower() in LETTER_FIELDS:
            names += 1
            if names == ENOUGH_FIELDS:
                return "\n".join(lines[:start]), _copied(lines[start:])
        elif not line.strip() or not (field or line[0] in " \t>"):
            start, names = index + 1, 0
    return text, Headers()


def sent_to(letter: Headers) -> list[str]:
    """Return to whom the letter went by its own header; a letter of ours names one."""
    return unique(
        address
        # Exchange Online and Outlook.com put in the one that the recipient's server knew.
        for value in letter.all("x-hmxmroriginalrecipient", "to", "rcpt to")
        for address in addresses_in(value)
    )


def sent_by(letter: Headers) -> list[str]:
    """Return who sent the letter."""
    fields = letter.all("return-path", "from", "mail from")
    return unique(address for value in fields for address in addresses_in(value))


def name_of(letter: Headers) -> str:
    """Return its Message-ID without angle brackets."""
    return letter.first("message-id").strip().strip("<>")


def _copied(lines: list[str]) -> Headers:
    """Read a header that stands in a text, perhaps indented or quoted."""
    margin = _MARGIN.match(lines[0])
    width = len(margin[0]) if margin else 0
    plain = [line[width:] if not line[:width].strip(" \t>") else line for line in lines]
    return read_headers("\n".join(plain))[0]
