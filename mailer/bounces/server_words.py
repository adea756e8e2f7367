"""What a server said, in a line like `550 5.1.1 <anna@example.org>: no such user` (RFC 5321, 4.2; RFC 2034)."""

import re
from dataclasses import dataclass

_STATUS = re.compile(r"(?<![\d.])([245]\.\d{1,3}\.\d{1,3})(?![\d.])")
_REPLY = re.compile(r"(?<![\d.#/:-])([245][0-5]\d)(?=[ -]|$)[ -]*#?(?:([245]\.\d{1,3}\.\d{1,3})(?![\d.]))?")
_LONGEST = 500


@dataclass(frozen=True, slots=True)
class Said:
    """What a server said."""

    code: int
    """0 where it is not told."""
    status: str
    """Empty where it is not told."""
    text: str
    """One line, with its codes."""


def said(words: str) -> Said:
    """Return the code, the status and the text of a server's answer, as far as they are there."""
    text = " ".join(words[: 4 * _LONGEST].split())[:_LONGEST]
    reply = _REPLY.search(text)
    status = reply[2] if reply and reply[2] else ""
    if not status and (alone := _STATUS.search(text)):
        status = alone[1]
    return Said(int(reply[1]) if reply else 0, status, text)


def refusal_in(words: str) -> Said:
    """Return the answer of a server that is told somewhere in a text; the text itself where none is."""
    replies = [reply for reply in _REPLY.finditer(words) if reply[1][0] in "45"]
    best = next((reply for reply in replies if reply[2]), replies[0] if replies else None)
    return said(words[best.start() :] if best else words)
