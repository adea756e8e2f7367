"""Quoted-printable (RFC 2045, 6.7) in pieces: texts encoded once, and places for values that are encoded by themselves.

Each place stands at the beginning of a line of its own, behind a soft line break, and another one follows it unless the
text's own line ends there. So a value can be encoded without looking at what surrounds it, however long it is. No line
begins with a dot, so that none has to be doubled on its way (RFC 5321, 4.5.2), and none with `From `, which mailboxes
of the mbox kind take for the beginning of another message.
"""

import re
from html import escape
from typing import NamedTuple

from mailer.letter.fields import Field
from mailer.letter.marks import Marks

_LONGEST = 76
"""Columns of a line, its `=` included."""
_SIGNS = [chr(sign) if 32 <= sign <= 126 and sign != ord("=") else f"={sign:02X}" for sign in range(256)]
_SIGNS[9] = "\t"
_PLAIN = re.compile(r"(?![.]|From )[!-<>-~](?:[ -<>-~]{0,68}[!-<>-~])?")
"""A value that stands for itself: nothing to encode, short, and neither a dot nor a blank where it matters."""
_PLAIN_IN_HTML = re.compile(r"(?![.]|From )[!#-%(-;?-~](?:[ !#-%(-;?-~]{0,68}[!#-%(-;?-~])?")
"""The same without `& < > " '`."""


class Place(NamedTuple):
    """Where a recipient's value goes."""

    field: Field
    html: bool


def pieces(text: str, marks: Marks, *, html: bool) -> list[bytes | Place]:
    """Return a part of a message whose lines end with `\\n`, encoded, with places for the fields."""
    found: list[bytes | Place] = []
    made = ""
    for line in text.split("\n"):
        parts = marks.split(line)
        for number, part in enumerate(parts):
            if number:
                made += "=\r\n"
            if isinstance(part, str):
                made += _wrapped(part, ends_line=number + 1 == len(parts))
            else:
                found += [made.encode("ascii"), Place(part, html)]
                made = ""
        made += "\r\n"
    found.append(made.removesuffix("\r\n").encode("ascii"))
    return found


def in_text(value: str) -> bytes:
    """Return a value as it goes to a place of plain text."""
    return (value if _PLAIN.fullmatch(value) else _wrapped(value, ends_line=True)).encode("ascii")


def in_html(value: str) -> bytes:
    """Return a value as it goes to a place of HTML, in words or in an attribute."""
    return (value if _PLAIN_IN_HTML.fullmatch(value) else _wrapped(escape(value), ends_line=True)).encode("ascii")


def _wrapped(text: str, *, ends_line: bool) -> str:
    """Return a text without line ends, from the beginning of a line; `ends_line`: a real line end follows it."""
    rest = "".join(map(_SIGNS.__getitem__, text.encode("utf-8")))
    if ends_line and rest.endswith((" ", "\t")):
        rest = f"{rest[:-1]}={ord(rest[-1]):02X}"
    lines: list[str] = []
    while True:
        if rest.startswith((".", "From ")):
            rest = f"={ord(rest[0]):02X}{rest[1:]}"
        if len(rest) < _LONGEST:
            return "=\r\n".join([*lines, rest])
        cut = _LONGEST - 1
        sign = rest.rfind("=", cut - 2, cut)
        cut = sign if sign >= 0 else cut  # what is encoded must not be divided
        lines.append(rest[:cut])
        rest = rest[cut:]
